"""What in judging together needs a decision of both sides."""

from django.utils.translation import gettext_lazy as _

from decisions.acts import Act, Weight
from evaluation.models import Round

PUBLISH_FINDINGS = Act(
    "evaluation.publish_findings",
    Weight.WEIGHTY,
    Round,
    _("Publish results and conclusions"),
    _("Shall we publish these results with our conclusions?"),
)
