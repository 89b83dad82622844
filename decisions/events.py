"""What charters, decisions and mandates write on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import PersonalAct, PublicAct, ReservedAct

_D = frozenset({"decision"})

CHARTER_DRAFTED = PublicAct(
    "decisions.charter_drafted",
    _("A new working agreement was drafted."),
    frozenset({"charter"}),
)
CHARTER_ADOPTED = PublicAct(
    "decisions.charter_adopted",
    _("Both sides adopted the working agreement."),
    frozenset({"charter", "decision"}),
)
PROPOSED = PublicAct(
    "decisions.proposed",
    _("A decision was opened. The question, the rule and who may decide are fixed."),
    frozenset({"decision", "act"}),
)
REVISED = PublicAct(
    "decisions.revised",
    _("A proposal was changed after a concern, and goes to a vote of both sides."),
    frozenset({"decision", "before"}),
)
WITHDRAWN = PublicAct("decisions.withdrawn", _("A proposal was taken back."), _D)
BALLOT_CAST = PersonalAct("decisions.ballot_cast", _("People voted."))
PAPER_ENTERED = PublicAct(
    "decisions.paper_entered",
    _("A vote given on paper, by phone or in a meeting was entered."),
    _D,
)
PAPER_CONFIRMED = PublicAct(
    "decisions.paper_confirmed",
    _("The other side checked a vote given without a computer."),
    _D,
)
OBJECTED = PublicAct(
    "decisions.objected", _("Someone raised a concern with a reason."), _D
)
OBJECTION_WITHDRAWN = PublicAct(
    "decisions.objection_withdrawn", _("A concern was taken back."), _D
)
REMARKED = PublicAct("decisions.remarked", _("A reason or a comment was given."), _D)
REMARK_HIDDEN = ReservedAct(
    "decisions.remark_hidden",
    _("A comment was hidden, with a reason."),
    _D,
    power=_(
        "A facilitator may hide a comment beneath a decision. The reason stands in its "
        "place for everyone to read."
    ),
)
PAUSED = PublicAct(
    "decisions.paused", _("Someone asked for more time: seven days."), _D
)
EXTENDED = PublicAct(
    "decisions.extended",
    _("Too few took part. The decision stays open for seven more days."),
    _D,
)
WAITS = PublicAct(
    "decisions.waits",
    _("One side did not come. Its people have seven days to object."),
    frozenset({"decision", "side"}),
)
MEETING_RECORDED = PublicAct(
    "decisions.meeting_recorded", _("An agreement from a meeting was written up."), _D
)
MEETING_CONFIRMED = PublicAct(
    "decisions.meeting_confirmed",
    _("One side confirmed the record of a meeting."),
    frozenset({"decision", "side"}),
)
CLOSED = PublicAct(
    "decisions.closed",
    _("A decision closed. The count is on its page."),
    frozenset({"decision", "result"}),
)
MANDATE_FAILED = PublicAct(
    "decisions.mandate_failed",
    _("What was decided could not take effect. The reason is public."),
    _D,
)
MANDATE_RETRIED = PublicAct(
    "decisions.mandate_retried", _("A go-ahead was tried again."), _D
)
MANDATE_LAPSED = PublicAct(
    "decisions.mandate_lapsed", _("A go-ahead ran out unused."), _D
)
CHALLENGED = PublicAct(
    "decisions.challenged",
    _("Someone doubts how a decision was made. One person of each side looks at it."),
    frozenset({"decision", "ground"}),
)
CHALLENGE_DISMISSED = PublicAct(
    "decisions.challenge_dismissed",
    _("One side looked at the doubt and found the decision properly made."),
    frozenset({"decision", "side"}),
)
