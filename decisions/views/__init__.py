"""The pages of agreements and decisions."""

from decisions.views.charters import (
    change_row,
    charter,
    charter_version,
    draft_charter,
    save_draft,
    save_row,
)
from decisions.views.decisions import decision, decisions
from decisions.views.mandates import challenge, dismiss_challenge, retry
from decisions.views.meetings import confirm_meeting, record_meeting, write_record
from decisions.views.paper import confirm_ballot, enter_ballot, paper
from decisions.views.proposing import (
    ask_for_time,
    close_early,
    propose,
    put_question,
    revise,
    withdraw,
)
from decisions.views.speaking import (
    hide_remark,
    object_to,
    remark,
    vote,
    withdraw_objection,
)

__all__ = [
    "ask_for_time",
    "challenge",
    "change_row",
    "charter",
    "charter_version",
    "close_early",
    "confirm_ballot",
    "confirm_meeting",
    "decision",
    "decisions",
    "dismiss_challenge",
    "draft_charter",
    "enter_ballot",
    "hide_remark",
    "object_to",
    "paper",
    "propose",
    "put_question",
    "record_meeting",
    "remark",
    "retry",
    "revise",
    "save_draft",
    "save_row",
    "vote",
    "withdraw",
    "withdraw_objection",
    "write_record",
]
