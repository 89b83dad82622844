"""What happens in the circle, on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import PersonalAct, PublicAct, ReservedAct

_C = frozenset({"contribution"})
_PD = frozenset({"phase", "decision"})

PHASE_OPENED = PublicAct(
    "phases.phase_opened", _("A phase opened, because both sides decided so."), _PD
)
PHASE_CLOSED = PublicAct(
    "phases.phase_closed", _("A phase ended, because both sides decided so."), _PD
)
PRIORITIES_ADOPTED = PublicAct(
    "phases.priorities_adopted",
    _("The priorities of this round were adopted."),
    frozenset({"commission", "decision"}),
)
DELIVERY_ACCEPTED = PublicAct(
    "phases.delivery_accepted",
    _("What was delivered was accepted."),
    frozenset({"activity", "decision"}),
)
NEXT_CYCLE_STARTED = PublicAct(
    "phases.next_cycle_started",
    _("The next round of the circle began, from what was concluded."),
    frozenset({"cycle", "decision"}),
)
ACTIVITY_ADDED = PublicAct(
    "phases.activity_added", _("Something new to do was set up."), frozenset({"activity"})
)
CONTRIBUTED = PublicAct("phases.contributed", _("Someone contributed."), _C)
SUPPORTED = PersonalAct("phases.supported", _("People supported contributions."))
HIDDEN = ReservedAct(
    "phases.hidden", _("Something was hidden. Its author was told why."), _C
)
