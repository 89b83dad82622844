"""Who calls the API. Imports no DRF views: settings name these classes."""

from typing import Any

from allauth.idp.oidc.contrib.rest_framework.authentication import TokenAuthentication
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from participants.models import ApiClient, User


class ApiClientAuthentication(TokenAuthentication):
    """A bearer token becomes the user of its client, bound to the client's pilot."""

    def authenticate(self, request: Request) -> tuple[User, object] | None:
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return None
        found = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed(_("This token is not valid, or no longer."))
        user, token = found
        if user is None:
            user = self._user_of(token.client_id)
        if not user.is_active:
            raise AuthenticationFailed(_("This account is paused."))
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    def _user_of(self, client_id: str) -> User:
        clients = ApiClient.objects.select_related("user")
        bound = clients.filter(client_id=client_id).first()
        if bound is None:
            raise AuthenticationFailed(_("This client belongs to no pilot."))
        bound.user.bound_to = bound.pilot_id  # type: ignore[attr-defined]
        return bound.user


class ScopeAllows(BasePermission):
    """A door, not a rule: a token needs the scope; without one, only reading."""

    def has_permission(self, request: Request, view: object) -> bool:
        wanted = "read" if request.method in SAFE_METHODS else "write"
        token: Any = request.auth  # allauth's, or None for someone signed in
        if token is not None:
            return wanted in token.get_scopes()
        return wanted == "read" or request.user.is_authenticated
