"""What happens in the circle, on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import PersonalAct, PublicAct, ReservedAct

_A = frozenset({"activity"})
_C = frozenset({"contribution"})
_CA = frozenset({"contribution", "attachment"})
_K = frozenset({"comment"})
_M = frozenset({"meeting"})
_T = frozenset({"task"})
_PD = frozenset({"phase", "decision"})

# What decisions do
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

# What people do
ACTIVITY_ADDED = PublicAct(
    "phases.activity_added", _("Something new to do was set up."), _A
)
CONTRIBUTED = PublicAct("phases.contributed", _("A contribution was put in."), _C)
ENTERED_FOR = PublicAct(
    "phases.entered_for",
    _("A facilitator wrote down what someone said without a computer."),
    frozenset({"contribution", "channel"}),
)
FILE_BROUGHT_IN = PublicAct(
    "phases.file_brought_in",
    _("A facilitator brought in a file of what people said elsewhere."),
    frozenset({"activity", "rows"}),
)
FILE_TAKEN_BACK = PublicAct(
    "phases.file_taken_back",
    _("A facilitator took back what a file had brought in and nobody had answered."),
    frozenset({"activity", "rows"}),
)
EDITED = PublicAct(
    "phases.edited",
    _("A contribution was put in new words. The old ones are kept."),
    frozenset({"contribution", "edition"}),
)
WITHDRAWN = PublicAct("phases.withdrawn", _("A contribution was taken back."), _C)
STATUS_SET = PublicAct(
    "phases.status_set",
    _("A facilitator said what becomes of a contribution."),
    frozenset({"contribution", "status"}),
)
ATTACHED = PublicAct("phases.attached", _("A picture or a paper was added."), _CA)
ATTACHMENT_REMOVED = PublicAct(
    "phases.attachment_removed", _("A picture or a paper was removed."), _CA
)
ATTACHMENT_PUT_BACK = PublicAct(
    "phases.attachment_put_back",
    _("A picture or a paper that was removed was put back."),
    _CA,
)
COMMENTED = PublicAct("phases.commented", _("A comment was written."), _K)
COMMENT_WITHDRAWN = PublicAct(
    "phases.comment_withdrawn", _("A comment was taken back."), _K
)
SUPPORTED = PersonalAct("phases.supported", _("People supported contributions."))
SUPPORT_WITHDRAWN = PersonalAct(
    "phases.support_withdrawn", _("People took back their support.")
)
REPORTED = PersonalAct(
    "phases.reported", _("People reported something that should not stand here.")
)
PRIORITIES_DRAFTED = PublicAct(
    "phases.priorities_drafted",
    _("The list of priorities was put together or changed. It is a draft."),
    frozenset({"commission", "edition"}),
)
TASK_ADDED = PublicAct("phases.task_added", _("A task was added to a plan."), _T)
TASK_CHANGED = PublicAct("phases.task_changed", _("A task was changed."), _T)
TASK_TAKEN = PublicAct("phases.task_taken", _("Someone took on a task."), _T)
TASK_LEFT = PublicAct("phases.task_left", _("Someone gave a task back."), _T)
TASK_STARTED = PublicAct("phases.task_started", _("Work on a task began."), _T)
TASK_DELIVERED = PublicAct("phases.task_delivered", _("A task was delivered."), _T)
TASK_RETURNED = PublicAct(
    "phases.task_returned",
    _("The side a task is for said what is still missing."),
    _T,
)
TASK_CONFIRMED = PublicAct(
    "phases.task_confirmed",
    _("The side a task is for confirmed that it is done."),
    _T,
)
HOURS_GIVEN = PublicAct(
    "phases.hours_given",
    _("Someone gave time to a task."),
    frozenset({"task", "minutes"}),
)
MEETING_CALLED = PublicAct("phases.meeting_called", _("A meeting was called."), _M)
MEETING_CALLED_OFF = PublicAct(
    "phases.meeting_called_off", _("A meeting was called off."), _M
)

# Reserved powers: the role, never the name
_MAY_HIDE = _(
    "A facilitator may hide a contribution or a comment alone, on four grounds only: "
    "it tells something private, it insults or threatens, it breaks the law, or it is "
    "advertising. Its author is told why."
)
_MAY_SHOW = _("A facilitator may show again what was hidden.")
HIDDEN = ReservedAct(
    "phases.hidden",
    _("A contribution was hidden. Its author was told why."),
    frozenset({"contribution", "ground"}),
    power=_MAY_HIDE,
)
UNHIDDEN = ReservedAct(
    "phases.unhidden",
    _("A hidden contribution was shown again."),
    _C,
    power=_MAY_SHOW,
)
COMMENT_HIDDEN = ReservedAct(
    "phases.comment_hidden",
    _("A comment was hidden. Its author was told why."),
    frozenset({"comment", "ground"}),
    power=_MAY_HIDE,
)
COMMENT_UNHIDDEN = ReservedAct(
    "phases.comment_unhidden",
    _("A hidden comment was shown again."),
    _K,
    power=_MAY_SHOW,
)
REPORT_DISMISSED = ReservedAct(
    "phases.report_dismissed",
    _("A report was looked at, and nothing was hidden."),
    frozenset({"report"}),
    power=_("A facilitator may look at a report and leave everything as it is."),
)
