"""Verdicts, and who holds what: the floor that every rule stands on."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from projects.models import Project, ProjectGrant

Person = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with a sentence that says why and what would change it."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(reason: str) -> Verdict:
    return Verdict(allowed=False, reason=str(reason))


def ensure(verdict: Verdict) -> None:
    """Go on only with a yes.

    Raises PermissionDenied with the reason.
    """
    if not verdict:
        raise PermissionDenied(verdict.reason)


def grants(user: Person, project: Project) -> frozenset[str]:
    """The rows this user holds on this project: one query per request."""
    if user.pk is None or not user.is_active:
        return frozenset()
    held: dict[UUID, frozenset[str]] = user.__dict__.setdefault("_grants", {})
    if project.pk not in held:
        rows = ProjectGrant.objects.filter(user_id=user.pk, content_object=project)
        held[project.pk] = frozenset(
            rows.values_list("permission__codename", flat=True)
        )
    return held[project.pk]
