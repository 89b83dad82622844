"""Short stories that many tests begin with."""

from decisions import actions
from decisions.acts import CHANGE_CHARTER, Act
from decisions.models import Charter, Decision
from tests.cast import Cast
from tests.clock import days_pass, work_off


def adopt_charter(cast: Cast, preset: str = "shared") -> Charter:
    """Both sides adopt an agreement under the founding rule, and it takes effect."""
    draft = actions.draft_charter(
        by=cast.fiona, project=cast.project, preset=preset, ground_rules="Be kind."
    )
    carry(cast, CHANGE_CHARTER, draft)
    draft.refresh_from_db()
    return draft


def carry(cast: Cast, act: Act, thing) -> Decision:
    """Propose; both sides say yes; time runs out; it takes effect."""
    decision = actions.propose(
        by=cast.fiona, act=act, thing=thing, text="We propose it."
    )
    work_off()
    if decision.state == Decision.State.DISCUSSING:
        days_pass(5.1)
        work_off()
    for who in (cast.carer, cast.user, cast.resident, cast.evaluator):
        actions.vote(by=who, decision=decision, choice="yes")
    for who in (cast.nurse, cast.manager, cast.frank):
        actions.vote(by=who, decision=decision, choice="yes")
    days_pass(14)
    work_off()
    days_pass(4)
    work_off()
    decision.refresh_from_db()
    return decision
