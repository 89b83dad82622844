"""Verdicts, and who holds what: the floor that every rule stands on."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from projects.models import Project, ProjectGrant
from projects.prepared import prepared

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
    """What this user's rows give on this project: one query per request."""
    if user.pk is None or not user.is_active:
        return frozenset()
    held: dict[UUID, frozenset[str]] = user.__dict__.setdefault("_grants", {})
    if project.pk not in held:
        know_grants(user, project, _granted(user.pk, project))
    return held[project.pk]


def know_grants(user: Person, project: Project, rows: Iterable[str]) -> None:
    """Remember for the rest of the request what somebody’s rows give."""
    if user.pk is not None and user.is_active:
        held = user.__dict__.setdefault("_grants", {})
        held[project.pk] = _with_office(user, frozenset(rows))


@prepared
def _granted(user: UUID, project: Project) -> QuerySet[ProjectGrant, str]:
    rows = ProjectGrant.objects.filter(user_id=user, content_object=project)
    return rows.values_list("permission__codename", flat=True)


def _with_office(user: Person, found: frozenset[str]) -> frozenset[str]:
    """An office opens a project to look at, and only to who may hold it now."""
    if "administer_project" not in found:
        return found
    if getattr(user, "holds_office", False):
        return found | {"view_project"}
    return found - {"administer_project"}
