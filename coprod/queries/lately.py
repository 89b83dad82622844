"""What changed lately where one may look: what was decided, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from decisions.models import Mandate
from decisions.queries.reading import questions_of
from phases.models import Task
from projects.access import Person
from projects.models import Project, Reach, Side, reach_of
from projects.prepared import prepared

SIZE = 4


@dataclass(frozen=True)
class Change:
    """One thing that is different now, when, and who said so."""

    at: datetime
    title: str
    url: str
    project: Project
    by: str
    language: str = ""  # of a title that people wrote


def changed_lately(user: Person) -> list[Change]:
    """Decisions that took effect and work that was confirmed, newest first."""
    found = [*_decided(user), *_done(user)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:SIZE]


def _decided(user: Person) -> Iterable[Change]:
    used = _used(reach_of(user))
    questions = questions_of(mandate.decision for mandate in used)
    for mandate in used:
        decision = mandate.decision
        yield Change(
            mandate.enacted_at or decision.closes_at,
            questions[decision.pk],
            decision.get_absolute_url(),
            decision.project,
            _("the answer was yes"),
        )


@prepared
def _used(reach: Reach) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(
        decision__project__in=Project.objects.within(*reach),
        state=Mandate.State.ENACTED,
        enacted_at__isnull=False,
    )
    return rows.select_related("decision__project").order_by("-enacted_at")[:SIZE]


def _done(user: Person) -> Iterable[Change]:
    for task in _arrived(reach_of(user)):
        yield Change(
            task.confirmed_at or task.added_at,
            task.title,
            task.get_absolute_url(),
            task.project,
            _confirmed(task),
            task.language,
        )


@prepared
def _arrived(reach: Reach) -> QuerySet[Task]:
    rows = Task.objects.filter(
        project__in=Project.objects.within(*reach),
        state=Task.State.CONFIRMED,
        confirmed_at__isnull=False,
    )
    return rows.select_related("project").order_by("-confirmed_at")[:SIZE]


def _confirmed(task: Task) -> str:
    if task.receiver == Side.COMMUNITY:
        return _("confirmed by the community side")
    return _("confirmed by the institution side")
