"""What happens in judging together, on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import ClockAct, PersonalAct, PublicAct

_R = frozenset({"round"})

ROUND_PREPARED = PublicAct(
    "evaluation.round_prepared", _("A survey round was prepared."), _R
)
ROUND_THROWN_AWAY = PublicAct(
    "evaluation.round_thrown_away",
    _("A prepared survey round was thrown away, before anyone was asked."),
    _R,
)
ROUND_OPENED = PublicAct(
    "evaluation.round_opened",
    _("A survey round opened: the same questions to all."),
    _R,
)
ROUND_CLOSED = PublicAct("evaluation.round_closed", _("A survey round closed."), _R)
ROUND_RAN_OUT = ClockAct(
    "evaluation.round_ran_out",
    _("A survey round closed by itself, at the time set for it."),
    _R,
)
ANSWERED = PersonalAct("evaluation.answered", _("People answered."))
IMPORTED = PublicAct(
    "evaluation.imported",
    _("Answers were brought in from a file."),
    frozenset({"round", "rows"}),
)
FINDING_WRITTEN = PublicAct(
    "evaluation.finding_written",
    _("Someone wrote down a conclusion."),
    frozenset({"finding"}),
)
FINDING_CHANGED = PublicAct(
    "evaluation.finding_changed",
    _("Someone put their conclusion in other words."),
    frozenset({"finding"}),
)
FINDING_REMOVED = PublicAct(
    "evaluation.finding_removed",
    _("Someone took their conclusion back."),
    frozenset({"finding"}),
)
MINORITY_VIEW_TAKEN_BACK = PublicAct(
    "evaluation.minority_view_taken_back",
    _("Someone took back what was written beside a conclusion."),
    frozenset({"finding"}),
)
MINORITY_VIEW_KEPT = PublicAct(
    "evaluation.minority_view_kept",
    _("Someone who sees it otherwise had that written beside the conclusion."),
    frozenset({"finding"}),
)
FINDINGS_PUBLISHED = PublicAct(
    "evaluation.findings_published",
    _("Results and conclusions were published, because both sides decided so."),
    frozenset({"round", "decision"}),
)
