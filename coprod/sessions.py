"""Who asks: found on every request, so the SQL of both questions is worked out once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from participants.models import User
from projects.prepared import prepared


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """What this device has with us; nothing, if it ended or never began."""
        found = _running.given().rows(_named, [self.session_key])
        if not found:
            self._session_key = None  # nobody chooses the name of a session
            return {}
        held: dict[str, Any] = self.decode(found[0].session_data)
        return held


@prepared
def _running() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=Now())


def _named(rows: QuerySet[Session], key: Sequence[str]) -> QuerySet[Session]:
    return rows.filter(session_key=key[0])


class Backend(AuthenticationBackend):
    def get_user(self, user_id: UUID) -> User | None:
        user = _user.first(user_id)
        return user if user and self.user_can_authenticate(user) else None


@prepared
def _user(pk: UUID) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
