"""The board: what people need, what they have, and what is in the way."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from phases.methods.method import Figure, Method
from phases.models import Activity, Contribution, Phase

KINDS = (
    Contribution.Kind.NEED,
    Contribution.Kind.ASSET,
    Contribution.Kind.BARRIER,
)


def result(activity: Activity) -> list[Figure]:
    """How many of each kind are on the board."""
    shown = activity.contributions.filter(withdrawn_at=None, hidden_at=None)
    counted = dict(shown.order_by().values_list("kind").annotate(number=Count("*")))
    return [
        Figure(kind.value, str(kind.label), counted.get(kind.value, 0))
        for kind in KINDS
    ]


METHOD = Method(
    code="board",
    name=_("Board: needs, assets and barriers"),
    words=_("Say what you need, what you have, and what is in the way."),
    suits=(
        Phase.Kind.CO_COMMISSION,
        Phase.Kind.CO_DESIGN,
        Phase.Kind.CO_ASSESSMENT,
    ),
    takes=KINDS,
    decides=_(
        "Support is not a vote. It shows what both sides want to look at first. "
        "Both sides decide together which of it become the priorities."
    ),
    offline_way=_(
        "Write it on a card or tell a facilitator, who puts it on the board for you."
    ),
    template="phases/methods/_contributions.html",
    result=result,
)
