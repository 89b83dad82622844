"""The plan: who does what by when, and whether it arrived."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from phases.methods.method import Figure, Method
from phases.models import Activity, Phase, Task
from projects import clock


def result(activity: Activity) -> list[Figure]:
    """How far the tasks have come, and which need somebody."""
    waiting = ~Q(state__in=[Task.State.DELIVERED, Task.State.CONFIRMED])
    late = waiting & Q(due__lt=clock.today(activity.project.pilot))
    numbers = activity.tasks.aggregate(
        confirmed=Count("pk", filter=Q(state=Task.State.CONFIRMED)),
        delivered=Count("pk", filter=Q(state=Task.State.DELIVERED)),
        started=Count("pk", filter=Q(state=Task.State.STARTED)),
        planned=Count("pk", filter=Q(state=Task.State.PLANNED)),
        late=Count("pk", filter=late),
        vacant=Count("pk", filter=waiting & Q(owner=None)),
    )
    words = {state.value: str(state.label) for state in Task.State}
    words |= {"late": _("Later than promised"), "vacant": _("Nobody sees to it yet")}
    return [Figure(code, words[code], number) for code, number in numbers.items()]


METHOD = Method(
    code="plan",
    name=gettext_lazy("Plan: who does what by when"),
    words=gettext_lazy("Take on a task, or say whether what was promised arrived."),
    suits=(Phase.Kind.CO_DELIVERY,),
    takes=(),
    decides=gettext_lazy(
        "Whoever takes on a task sees to it. It is done when the side it is for says "
        "so. Both sides decide together whether to accept the whole."
    ),
    offline_way=gettext_lazy(
        "Ring or meet a facilitator, who notes what you take on and what you did."
    ),
    template="phases/methods/_tasks.html",
    result=result,
)
