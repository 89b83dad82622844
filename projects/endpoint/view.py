"""The one base of every address of the API."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from projects.endpoint import asking, limits, unchanged
from projects.endpoint.once import HEADER, once

OneForm = TypeVar("OneForm", bound=BaseForm)


class Endpoint(APIView):
    """Asks only for what is described, answers once per key, names what it says."""

    allowance: limits.Allowance | None = None
    takes: type[Serializer[Any]] | None = None  # set by what describes the method

    @property
    def cursor(self) -> str | None:
        """Which page of a list is asked for."""
        return self.asked("page") or None

    @property
    def edition(self) -> int:
        """Which edition of a thing whoever changes it has read."""
        return unchanged.edition_seen(self.request)

    def asked(self, parameter: str) -> str:
        return str(self.request.query_params.get(parameter, ""))

    def sent(self, **how: Any) -> dict[str, Any]:
        """What was sent, in the shape that the description of this method names.

        Raises ValidationError with what is missing, wrong or not taken, by field.
        """
        found: dict[str, Any] = self.filled(**how).validated_data
        return found

    def filled(self, **how: Any) -> Any:
        """The same, where the shape itself makes something of what was sent."""
        assert self.takes is not None, "Nothing is taken here."  # noqa: S101
        given: Any = self.takes(data=self.request.data, **how)
        given.is_valid()
        if refused := {**given.errors, **_others(self.request.data, given.fields)}:
            raise ValidationError(refused)
        return given

    def checked(self, form: OneForm) -> OneForm:
        """The form of the page, filled in well: what it refuses is refused here too."""
        if not form.is_valid():
            refused: dict[str, Any] = form.errors
            raise ValidationError({**refused})
        return form

    def dispatch(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> Response:
        """As DRF does it, with our own way of answering in the middle."""
        self.args, self.kwargs = args, kwargs
        asked = self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(asked, *args, **kwargs)
            response = self._answered(asked)
        except Exception as error:  # noqa: BLE001  it raises again what is no refusal
            response = self.handle_exception(error)
        self.response = self.finalize_response(asked, response, *args, **kwargs)
        return self.response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.query_params:
            asking.check(request, self._parameters(), self._fields())

    def check_throttles(self, request: Request) -> None:
        """DRF asks for this once it knows who it is."""
        self.allowance = limits.allowance(request._request)
        if self.allowance.is_spent:
            self.throttled(request, self.allowance.resets)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        if self.allowance:
            self.allowance.put_on(response)
        return super().finalize_response(request, response, *args, **kwargs)

    def _answered(self, request: Request) -> Response:
        method = (request.method or "").lower()
        named = method in self.http_method_names
        handler = getattr(self, method, None) if named else None
        if handler is None:
            return self.http_method_not_allowed(request)
        if method == "post" and HEADER in request.headers:
            return once(request, lambda: self._kept(request, handler))
        return self._called(request, handler)

    def _called(self, request: Request, handler: Callable[..., Response]) -> Response:
        response = handler(request, *self.args, **self.kwargs)
        is_json = isinstance(response, Response)  # a file names itself
        if request.method in SAFE_METHODS and is_json and response.status_code == 200:
            names = asking.chosen(request)
            if names:
                asking.pruned(response, names)
            unchanged.tag(request._request, response)
        return response

    def _kept(self, request: Request, handler: Callable[..., Response]) -> Response:
        """A refusal undoes what was begun, and is an answer to keep."""
        try:
            with transaction.atomic():
                return self._called(request, handler)
        except Exception as error:  # noqa: BLE001  as above
            return self.handle_exception(error)

    def _described(self) -> Any:
        """What the description says of the method that is asked for."""
        handler = getattr(self, (self.request.method or "").lower(), None)
        kind = getattr(handler, "kwargs", {}).get("schema")
        if kind is None:
            return None
        found = kind()
        found.view, found.method = self, self.request.method
        return found

    def _parameters(self) -> list[Any]:
        found = self._described()
        return found.get_override_parameters() if found else []

    def _fields(self) -> list[str]:
        """What `?fields=` may name: of answers to reading alone."""
        if self.request.method not in ("GET", "HEAD"):
            return []
        found = self._described()
        return asking.fields_of(found.get_response_serializers()) if found else []


class FileEndpoint(Endpoint):
    """Hands out a file, which is what it is whatever is accepted; refusals are JSON."""

    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,  # noqa: FBT001, FBT002  (as DRF calls it)
    ) -> Any:
        return super().perform_content_negotiation(request, force=True)


class SignedInEndpoint(Endpoint):
    """About whoever asks: nothing for those who have not signed in."""

    permission_classes = (*Endpoint.permission_classes, IsAuthenticated)


def _others(sent: Any, fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Fields that mean nothing here: whoever sent them thinks that they do."""
    if not isinstance(sent, Mapping):
        return {}
    refused = _("This field is not taken here.")
    return {name: [refused] for name in sent if name not in fields}
