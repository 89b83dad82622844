"""Who calls the API. Imports no DRF views: settings name these classes."""

from typing import Any

from allauth.idp.oidc.contrib.rest_framework.authentication import TokenAuthentication
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from participants.models import ApiClient, User


class ApiClientAuthentication(TokenAuthentication):
    """A bearer token becomes a person or software, bound to the pilot of the client."""

    def authenticate(self, request: Request) -> tuple[User, object] | None:
        if not request.headers.get("Authorization", "").startswith("Bearer "):
            return None
        found = super().authenticate(request)
        if found is None:
            raise AuthenticationFailed(_("This token is not valid, or no longer."))
        person, token = found
        user = self._bound(person, token.client_id)
        if not user.is_active:
            raise AuthenticationFailed(_("This account is paused."))
        return user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    def _bound(self, person: User | None, client_id: str) -> User:
        """The person an app acts for, else the software's own account."""
        clients = ApiClient.objects.select_related("user")
        client = clients.filter(client_id=client_id).first()
        user = person if client is None or client.user is None else client.user
        if client is None or user is None:
            raise AuthenticationFailed(_("This client belongs to no pilot."))
        user.bound_to = client.pilot_id  # type: ignore[attr-defined]
        return user


class ScopeAllows(BasePermission):
    """A door, not a rule: a token needs the scope; without one, only reading."""

    def has_permission(self, request: Request, view: object) -> bool:
        wanted = "read" if request.method in SAFE_METHODS else "write"
        token: Any = request.auth  # allauth's, or None for someone signed in
        if token is not None:
            return wanted in token.get_scopes()
        return wanted == "read" or request.user.is_authenticated
