"""Every write about agreements, decisions and go-aheads."""

from decisions.actions.ballots import confirm_ballot, enter_ballot, vote
from decisions.actions.charters import change_draft, change_row, draft_charter
from decisions.actions.closing import close, close_early, open_vote
from decisions.actions.mandates import (
    challenge,
    dismiss_challenge,
    enact,
    lapse,
    retry,
)
from decisions.actions.meetings import Minutes, confirm_meeting, record_meeting
from decisions.actions.objections import object_to, revise, withdraw_objection
from decisions.actions.proposing import ask_for_time, propose, withdraw
from decisions.actions.remarks import hide_remark, remark
from decisions.actions.telling import remind, tell_opening

__all__ = [
    "Minutes",
    "ask_for_time",
    "challenge",
    "change_draft",
    "change_row",
    "close",
    "close_early",
    "confirm_ballot",
    "confirm_meeting",
    "dismiss_challenge",
    "draft_charter",
    "enact",
    "enter_ballot",
    "hide_remark",
    "lapse",
    "object_to",
    "open_vote",
    "propose",
    "record_meeting",
    "remark",
    "remind",
    "retry",
    "revise",
    "tell_opening",
    "vote",
    "withdraw",
    "withdraw_objection",
]
