"""Everything someone may do about one decision, for its page and for the API."""

from decisions.models import Decision
from decisions.permissions.proposing import may_close_early, may_revise, may_withdraw
from decisions.permissions.speaking import (
    may_ask_for_time,
    may_check_paper,
    may_confirm_meeting,
    may_enter_ballot,
    may_object,
    may_remark,
    may_vote,
)
from participants.permissions import may_facilitate
from participants.queries import Who
from projects.access import Verdict


def decision_verdicts(who: Who, decision: Decision) -> dict[str, Verdict]:
    return {
        "vote": may_vote(who, decision),
        "object": may_object(who, decision),
        "remark": may_remark(who, decision),
        "time": may_ask_for_time(who, decision),
        "revise": may_revise(who, decision),
        "withdraw": may_withdraw(who, decision),
        "paper": may_enter_ballot(who, decision),
        "check": may_check_paper(who, decision),
        "confirm": may_confirm_meeting(who, decision),
        "close": may_close_early(who, decision),
        "hide": may_facilitate(who, decision.project),
    }
