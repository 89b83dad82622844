"""Ideas: what could be done, and what becomes of each."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from phases.methods.method import Figure, Method
from phases.models import Activity, Contribution, Phase
from projects.prepared import prepared


def result(activity: Activity) -> list[Figure]:
    """How many ideas have come how far."""
    counted = dict(_by_status(activity))
    return [
        Figure(status.value, str(status.label), counted[status.value])
        for status in Contribution.Status
        if counted.get(status.value)
    ]


@prepared
def _by_status(activity: Activity) -> QuerySet[Contribution, tuple[str, int]]:
    rows = Contribution.objects.filter(activity=activity, withdrawn_at=None)
    shown = rows.filter(hidden_at=None).order_by()
    return shown.values_list("status").annotate(number=Count("*"))


METHOD = Method(
    code="ideas",
    name=_("Ideas"),
    words=_("Say what could be done, and which ideas you support."),
    suits=(Phase.Kind.CO_DESIGN, Phase.Kind.CO_DELIVERY),
    takes=(Contribution.Kind.IDEA,),
    decides=_(
        "Support is not a vote. It shows what both sides want to look at first. "
        "Whoever had an idea decides how it is worded."
    ),
    offline_way=_("Write it on a card or tell a facilitator, who enters it for you."),
    template="phases/methods/_contributions.html",
    result=result,
)
