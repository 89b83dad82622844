"""Refusals that any address may give; each has a code that does not change."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError


class Refusal(APIException):
    """What else belongs in the problem details stands in `more`."""

    def __init__(self, detail: str | None = None, **more: object) -> None:
        super().__init__(detail)
        self.more = more


class WrongChoiceError(ValidationError):
    """A value that is good elsewhere; `allowed` names those that are good here."""

    def __init__(self, field: str, detail: str, allowed: Iterable[str]) -> None:
        super().__init__({field: [detail]})
        self.more = {"allowed": list(allowed)}


class UnknownParameter(Refusal):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "unknown_parameter"
    default_detail = _("This address does not know a parameter that was sent.")


class BadParameter(Refusal):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "bad_parameter"
    default_detail = _("A parameter has a value that it cannot have.")


class BadKey(Refusal):
    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "bad_key"
    default_detail = _("An Idempotency-Key is a random UUID (version 4).")


class KeyReused(Refusal):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "key_reused"
    default_detail = _(
        "This Idempotency-Key was sent before with something else. Use a new one."
    )


class InFlight(Refusal):
    status_code = status.HTTP_409_CONFLICT
    default_code = "in_flight"
    default_detail = _("The same request is being answered now. Ask again shortly.")
    wait = 1  # seconds, as Retry-After


class EditionNeeded(Refusal):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "edition_needed"
    default_detail = _(
        "Send If-Match with the ETag of what you read, so that nobody’s change is lost."
    )
