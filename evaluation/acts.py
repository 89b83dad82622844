"""What in judging together needs a decision of both sides."""

from django.utils.translation import gettext_lazy as _

from decisions.acts import Act, Weight
from evaluation.models import Round
from phases.models import Cycle

PUBLISH_FINDINGS = Act(
    "evaluation.publish_findings",
    Weight.WEIGHTY,
    Round,
    _("Publish results and conclusions"),
    _("Shall we publish these results with our conclusions?"),
)
START_NEXT_CYCLE = Act(
    "evaluation.start_next_cycle",
    Weight.WEIGHTY,
    Cycle,
    _("Start the next round of the circle"),
    _("Shall we go round the circle again, starting from our conclusions?"),
    ends_round=True,
)
