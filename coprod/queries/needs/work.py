"""What waits for somebody because of the work: deliveries and promises."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from coprod.queries.needs.need import Mine, Need, holding
from participants.models import Participant
from phases.models import Phase, Task
from projects.prepared import prepared


def work(mine: Mine) -> Iterable[Need]:
    """What was delivered for this person's side by someone else; what they took on."""
    deciding, me = holding(mine, "decide_in_project"), list(mine.values())
    for task in _waiting(list(deciding), me):
        if task.state != Task.State.DELIVERED:
            yield _promise(task)
        elif task.receiver == deciding[task.project_id].side:
            yield _delivery(task)


@prepared
def _waiting(projects: list[UUID], me: list[Participant]) -> QuerySet[Task]:
    arrived = Q(project__in=projects, state=Task.State.DELIVERED)
    arrived &= ~Q(owner__in=me) & ~Q(delivered_by__in=me)
    promised = Q(
        owner__in=me,
        state__in=(Task.State.PLANNED, Task.State.STARTED),
        activity__accepted_by=None,
        activity__phase__state=Phase.State.OPEN,
    )
    return Task.objects.filter(arrived | promised).select_related("project")


def _delivery(task: Task) -> Need:
    return Need(
        "delivery",
        task.project,
        str(task),
        _("Delivered for your side. Has it arrived?"),
        task.get_absolute_url(),
        _("Look and confirm"),
    )


def _promise(task: Task) -> Need:
    return Need(
        "promise",
        task.project,
        str(task),
        _("You took this on."),
        task.get_absolute_url(),
        _("Say how far it is"),
    )
