"""Who may propose, say, decide and retry what, and when."""

from decisions.permissions.charters import (
    may_be_adopted,
    may_be_changed,
    may_draft_charter,
)
from decisions.permissions.mandates import (
    may_challenge,
    may_dismiss_challenge,
    may_retry,
)
from decisions.permissions.proposing import (
    Gate,
    gate,
    gate_beside,
    may_close_early,
    may_propose,
    may_put_again,
    may_record_meeting,
    may_revise,
    may_withdraw,
)
from decisions.permissions.speaking import (
    may_ask_for_time,
    may_check_paper,
    may_confirm_ballot,
    may_confirm_meeting,
    may_enter_ballot,
    may_hide_remark,
    may_object,
    may_remark,
    may_speak,
    may_vote,
    may_withdraw_objection,
)
from decisions.permissions.verdicts import decision_verdicts

__all__ = [
    "Gate",
    "decision_verdicts",
    "gate",
    "gate_beside",
    "may_ask_for_time",
    "may_be_adopted",
    "may_be_changed",
    "may_challenge",
    "may_check_paper",
    "may_close_early",
    "may_confirm_ballot",
    "may_confirm_meeting",
    "may_dismiss_challenge",
    "may_draft_charter",
    "may_enter_ballot",
    "may_hide_remark",
    "may_object",
    "may_propose",
    "may_put_again",
    "may_record_meeting",
    "may_remark",
    "may_retry",
    "may_revise",
    "may_speak",
    "may_vote",
    "may_withdraw",
    "may_withdraw_objection",
]
