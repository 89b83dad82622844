"""What in judging together needs a decision of both sides."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.acts import Act, Weight
from evaluation.models import Round
from phases.models import Cycle


def _publish(round: Round) -> str:
    words = gettext("Shall we publish the results of “%(round)s” and our conclusions?")
    return words % {"round": round}


def _go_on(cycle: Cycle) -> str:
    words = gettext(
        "Shall we begin round %(number)s of the circle, starting from our conclusions?"
    )
    return words % {"number": cycle.number + 1}


PUBLISH_FINDINGS = Act(
    "evaluation.publish_findings",
    Weight.WEIGHTY,
    Round,
    _("Publish results and conclusions"),
    _("Shall we publish these results with our conclusions?"),
    _publish,
)
START_NEXT_CYCLE = Act(
    "evaluation.start_next_cycle",
    Weight.WEIGHTY,
    Cycle,
    _("Start the next round of the circle"),
    _("Shall we go round the circle again, starting from our conclusions?"),
    _go_on,
    ends_round=True,
)
