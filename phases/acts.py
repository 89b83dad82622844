"""What in the circle needs a decision of both sides."""

from django.utils.translation import gettext_lazy as _

from decisions.acts import Act, Weight
from phases.models import Activity, Commission, Phase

OPEN_PHASE = Act(
    "phases.open_phase",
    Weight.ORDINARY,
    Phase,
    _("Open a phase"),
    _("Shall we begin this phase?"),
)
CLOSE_PHASE = Act(
    "phases.close_phase",
    Weight.ORDINARY,
    Phase,
    _("Close a phase"),
    _("Shall we end this phase?"),
)
ADOPT_PRIORITIES = Act(
    "phases.adopt_priorities",
    Weight.ORDINARY,
    Commission,
    _("Adopt the priorities"),
    _("Shall these be our priorities for this round?"),
)
ACCEPT_DELIVERY = Act(
    "phases.accept_delivery",
    Weight.ORDINARY,
    Activity,
    _("Accept what was delivered"),
    _("Do we accept what was delivered?"),
)
