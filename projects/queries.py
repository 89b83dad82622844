"""How a request reaches projects and their log."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import Collate
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from projects.access import Person, know_grants
from projects.models import (
    Export,
    LogEntry,
    Pilot,
    Project,
    ProjectGrant,
    Reach,
    reach_of,
)
from projects.models.brought import Fault
from projects.models.webhooks import Webhook
from projects.paging import Page, page
from projects.prepared import prepared

SHOWN = 20
FIRST = UUID(int=0)
OneFault = TypeVar("OneFault", bound=Fault)


@dataclass(frozen=True)
class Faults(Generic[OneFault]):
    """Some of what is wrong with a file; last: where to ask on, if there is more."""

    results: list[OneFault]
    last: OneFault | None

    @property
    def more(self) -> bool:
        return self.last is not None


def by_name(field: str = "name") -> Collate:
    """Order names by the reader's alphabet: in Danish å comes after z, not after a."""
    return Collate(F(field), f"{get_language() or 'en'}-x-icu")


def project_for(user: Person, pk: UUID) -> Project:
    """The only way a request reaches a project: hidden and missing look the same."""
    found = _project.get(pk, reach_of(user))
    know_grants(user, found, found.held)  # type: ignore[attr-defined]
    return found


@prepared
def _project(pk: UUID, reach: Reach) -> QuerySet[Project]:
    """With what somebody holds on it, which every page about it asks next."""
    user, *_others = reach
    mine = ProjectGrant.objects.filter(user_id=user, content_object=OuterRef("pk"))
    held = ArraySubquery(mine.values("permission__codename"))
    rows: QuerySet[Project] = _projects.query(reach, None)
    return rows.filter(pk=pk).annotate(held=held)


@prepared
def _projects(reach: Reach, pilot: Pilot | None) -> QuerySet[Project]:
    rows = Project.objects.within(*reach).select_related("pilot")
    return rows.filter(pilot=pilot) if pilot else rows


def projects_page(
    user: Person, cursor: str | None, pilot: Pilot | None = None, size: int = 20
) -> Page[Project]:
    """What this person may see, newest first; if asked for, of one pilot."""
    return page(_projects.given(reach_of(user), pilot), "created_at", cursor, size)


def log_page(
    project: Project, cursor: str | None, size: int = 20, event: str = ""
) -> Page[LogEntry]:
    """The public log, newest first; if asked for, one kind of event."""
    return page(_log.given(project, event), "at", cursor, size)


@prepared
def _log(project: Project, event: str) -> QuerySet[LogEntry]:
    lines = LogEntry.objects.filter(project=project).select_related("seal")
    return lines.filter(event=event) if event else lines


def pilot_for(slug: str) -> Pilot:
    return get_object_or_404(Pilot, slug=slug)


def export_for(user: Person, pk: UUID) -> Export:
    """A list that this person asked for, over the same software or none."""
    return get_object_or_404(_exports_of(user), pk=pk)


def exports_page(user: Person, cursor: str | None) -> Page[Export]:
    return page(_exports_of(user), "made_at", cursor)


def _exports_of(user: Person) -> QuerySet[Export]:
    bound_to = getattr(user, "bound_to", None)
    return Export.objects.filter(by=user.pk, bound_to=bound_to).defer("content")


def told_about(webhook: Webhook) -> list[Project]:
    """The projects on whose log it stands what becomes of a receiver."""
    if webhook.project:
        return [webhook.project]
    return list(Project.objects.filter(pilot=webhook.pilot_id))


def pilots() -> QuerySet[Pilot]:
    return Pilot.objects.order_by(by_name())


# ------------------------------------------------- what is wrong with a brought file


def faults_page(
    faults: QuerySet[OneFault], asked: Mapping[str, str]
) -> Faults[OneFault]:
    """From the place in the file that an address asks for."""
    found = faults_after(faults, *_place_in(asked))
    last = found[SHOWN - 1] if len(found) > SHOWN else None
    return Faults(found[:SHOWN], last)


def _place_in(asked: Mapping[str, str]) -> tuple[int, UUID]:
    """From which fault on: a line of the file, and the last one shown of it."""
    line = asked.get("line", "")
    try:
        after = UUID(asked.get("after", ""))
    except ValueError:
        after = FIRST
    return (int(line) if line.isdecimal() and len(line) < 10 else 0), after


def faults_after(
    faults: QuerySet[OneFault], line: int = 0, last: UUID = FIRST
) -> list[OneFault]:
    """In the order of the file. Twenty at a time; the last one leads to the next."""
    rows = faults.filter(line__gte=line).exclude(line=line, pk__lte=last)
    return list(rows[: SHOWN + 1])
