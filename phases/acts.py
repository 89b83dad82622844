"""What in the circle needs a decision of both sides."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.acts import Act, Weight
from phases.models import Activity, Commission, Phase


def _begin(phase: Phase) -> str:
    words = gettext("Shall we begin “%(phase)s” in round %(number)s?")
    return words % {"phase": phase, "number": phase.cycle.number}


def _end(phase: Phase) -> str:
    words = gettext("Shall we end “%(phase)s” in round %(number)s?")
    return words % {"phase": phase, "number": phase.cycle.number}


def _take_on(commission: Commission) -> str:
    words = gettext("Shall these be our priorities for round %(number)s?")
    return words % {"number": commission.cycle.number}


def _accept(activity: Activity) -> str:
    words = gettext("Do we accept what was delivered in “%(activity)s”?")
    return words % {"activity": activity}


OPEN_PHASE = Act(
    "phases.open_phase",
    Weight.ORDINARY,
    Phase,
    _("Open a phase"),
    _("Shall we begin this phase?"),
    _begin,
)
CLOSE_PHASE = Act(
    "phases.close_phase",
    Weight.ORDINARY,
    Phase,
    _("Close a phase"),
    _("Shall we end this phase?"),
    _end,
)
ADOPT_PRIORITIES = Act(
    "phases.adopt_priorities",
    Weight.ORDINARY,
    Commission,
    _("Adopt the priorities"),
    _("Shall these be our priorities for this round?"),
    _take_on,
)
ACCEPT_DELIVERY = Act(
    "phases.accept_delivery",
    Weight.ORDINARY,
    Activity,
    _("Accept what was delivered"),
    _("Do we accept what was delivered?"),
    _accept,
)
