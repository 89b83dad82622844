"""From the board to the commission of a round."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from decisions import actions as deciding
from phases import actions, acts
from phases.models import Commission
from phases.queries import items_of, offered_for
from tests.decisions.stories import adopt_charter, carry
from tests.phases.go_aheads import closed, go_ahead


@pytest.fixture
def more(cast, board):
    words = actions.Words("barrier", "The bus stops at six.")
    return actions.contribute(by=cast.nurse, activity=board, words=words)


def draft(cast, need, *chosen, by=None, text="Nights first.", edition=0):
    return actions.draft_priorities(
        by=by or cast.fiona,
        cycle=need.activity.phase.cycle,
        text=text,
        chosen=[need, *chosen],
        edition=edition,
    )


def test_the_list_keeps_its_order_and_each_change_is_a_new_edition(cast, need, more):
    first = draft(cast, need, more)
    assert (first.edition, [i.contribution for i in items_of(first)]) == (
        1,
        [need, more],
    )
    again = draft(cast, more, need, edition=1)
    assert (again.edition, [i.contribution for i in items_of(again)]) == (
        2,
        [more, need],
    )


def test_the_board_offers_the_best_supported_first(cast, need, more):
    actions.support(by=cast.user, contribution=more)
    assert offered_for(need.activity.phase.cycle) == [more, need]


def test_members_whose_side_proposes_put_the_list_together(cast, board, need):
    with pytest.raises(PermissionDenied, match="Under the working agreement"):
        draft(cast, need, by=cast.user)  # no agreement says so yet
    adopt_charter(cast)
    draft(cast, need, by=cast.user)


def test_observers_do_not(cast, need):
    with pytest.raises(PermissionDenied, match="observer"):
        draft(cast, need, by=cast.observer)


def test_nothing_is_listed_twice_or_from_elsewhere(cast, need, ideas):
    idea = actions.contribute(
        by=cast.user, activity=ideas, words=actions.Words("idea", "One number")
    )
    with pytest.raises(ValidationError, match="twice"):
        draft(cast, need, need)
    idea.withdrawn_at = need.made_at
    idea.save(update_fields=["withdrawn_at"])
    with pytest.raises(ValidationError, match="Only what stands on a board"):
        draft(cast, need, idea)


def test_new_words_on_the_list_make_a_running_decision_stale(cast, need):
    adopt_charter(cast)
    commission = draft(cast, need)
    mandate = go_ahead(cast, acts.ADOPT_PRIORITIES, commission)
    actions.edit(by=cast.carer, contribution=need, text="Something else", edition=1)
    with pytest.raises(PermissionDenied, match="changed since"):
        actions.adopt_priorities(mandate)


def test_what_is_being_decided_is_not_changed(cast, need):
    adopt_charter(cast)
    commission = draft(cast, need)
    deciding.propose(
        by=cast.fiona, act=acts.ADOPT_PRIORITIES, thing=commission, text="These."
    )
    with pytest.raises(PermissionDenied, match="being decided on"):
        draft(cast, need)


def test_both_sides_adopt_the_list_and_it_becomes_the_commission(cast, need, more):
    adopt_charter(cast)
    commission = draft(cast, need, more)
    carry(cast, acts.ADOPT_PRIORITIES, commission)
    commission.refresh_from_db()
    need.refresh_from_db()
    assert commission.adopted_by
    assert need.status == "chosen"
    with pytest.raises(PermissionDenied, match="are adopted"):
        draft(cast, need)


def test_chosen_words_stay(cast, need):
    actions.adopt_priorities(go_ahead(cast, acts.ADOPT_PRIORITIES, draft(cast, need)))
    with pytest.raises(PermissionDenied, match="its words stay"):
        actions.edit(by=cast.carer, contribution=need, text="Else", edition=1)
    with pytest.raises(PermissionDenied, match="its words stay"):
        actions.withdraw_contribution(by=cast.carer, contribution=need)


def test_what_was_taken_back_is_not_adopted(cast, need, more):
    commission = draft(cast, need, more)
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    commission.refresh_from_db()
    with pytest.raises(PermissionDenied, match="taken back or hidden"):
        actions.adopt_priorities(go_ahead(cast, acts.ADOPT_PRIORITIES, commission))


def test_a_closed_phase_makes_no_list(cast, need):
    closed(cast, need.activity.phase)
    with pytest.raises(PermissionDenied, match="has ended"):
        draft(cast, need)
    assert not Commission.objects.exists()
