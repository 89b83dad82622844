"""A round is prepared, opened and closed by evaluators and facilitators."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from evaluation import actions
from evaluation.models import Questionnaire, Round
from evaluation.permissions import may_close_round, may_open_round, may_prepare_round
from evaluation.rules.instruments import HOW_WE_WORK
from participants.actions import change_role, leave, pause
from participants.models import Participant
from phases.models import Phase
from projects import clock
from projects.models import LogEntry
from tests.cast import make_pilot
from tests.clock import days_pass, work_off
from tests.evaluation import stories
from tests.phases import go_aheads


def test_the_questions_that_come_with_coprod_speak_english_and_arabic():
    assert 5 <= len([each for each in HOW_WE_WORK.items if each.kind == "scale"]) <= 8
    for item in HOW_WE_WORK.items:
        assert item.texts["en"]
        assert item.texts["ar"]


def test_a_pilot_gets_them_once_however_often_it_asks(cast):
    for _ in range(2):
        actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    assert Questionnaire.objects.get().items.count() == 8


def test_nothing_is_asked_before_both_sides_have_opened_the_phase(cast):
    phase = go_aheads.phase_of(cast, "co_assessment")
    assert "not begun" in may_prepare_round(cast.evaluator, phase).reason
    other = go_aheads.opened(cast, "co_design")
    assert "Judge it together" in may_prepare_round(cast.evaluator, other).reason


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("evaluator", True), ("fiona", True), ("coordinator", True), ("carer", False)],
)
def test_evaluators_and_facilitators_prepare(cast, who, allowed):
    phase = go_aheads.opened(cast, "co_assessment")
    verdict = may_prepare_round(getattr(cast, who), phase)
    assert bool(verdict) is allowed
    assert allowed or "Any facilitator can help you" in verdict.reason


def test_both_sides_are_asked(cast):
    round = stories.prepared(cast, groups=[cast.groups[stories.CARERS]])
    assert "each side" in may_open_round(cast.evaluator, round).reason
    with pytest.raises(PermissionDenied, match="each side"):
        actions.open_round(by=cast.evaluator, round=round)


def test_opening_and_closing_stand_on_the_log(cast):
    round = stories.opened(cast)
    assert "opened already" in may_open_round(cast.evaluator, round).reason
    actions.close_round(by=cast.frank, round=round)
    said = LogEntry.objects.filter(event__startswith="evaluation.round")
    assert sorted(said.values_list("event", "actor")) == [
        ("evaluation.round_closed", cast.frank.pk),
        ("evaluation.round_opened", cast.evaluator.pk),
        ("evaluation.round_prepared", cast.evaluator.pk),
    ]
    round.refresh_from_db()
    assert "closed already" in may_close_round(cast.frank, round).reason


def test_a_round_closes_when_its_time_is_over(cast):
    until = clock.now() + timedelta(days=3)
    round = stories.opened(cast, closes_at=until)
    work_off()
    round.refresh_from_db()
    assert round.is_open
    days_pass(3.1)
    with pytest.raises(PermissionDenied, match="time to answer is over"):
        stories.answer(cast.carer, round)
    work_off()
    round.refresh_from_db()
    assert round.state == Round.State.CLOSED
    assert round.figures is not None
    closing = LogEntry.objects.get(event="evaluation.round_ran_out")
    assert (closing.actor, closing.role) == (None, "")
    assert not LogEntry.objects.filter(event="evaluation.round_closed").exists()


def _left(cast):
    leave(by=cast.evaluator)


def _lost_the_role(cast):
    change_role(
        by=cast.coordinator,
        place=cast.evaluator,
        role=Participant.Role.MEMBER,
        edition=cast.evaluator.edition,
    )


def _paused(cast):
    pause(by=cast.frank, place=cast.evaluator, category="harm", days=14)


def _gone(cast):
    Round.objects.update(opened_by=None)


@pytest.mark.parametrize("fate", [_left, _lost_the_role, _paused, _gone])
def test_a_round_closes_in_time_whatever_became_of_who_opened_it(cast, client, fate):
    round = stories.opened(cast, closes_at=clock.now() + timedelta(days=3))
    fate(cast)
    days_pass(3.1)
    work_off()
    round.refresh_from_db()
    assert round.state == Round.State.CLOSED
    assert round.figures is not None
    page = client.get(f"/projects/{cast.project.pk}/log/").content.decode()
    assert "closed by itself, at the time set for it" in page


def test_what_is_asked_does_not_change_once_it_is_open(cast):
    round = stories.prepared(cast)
    plan = actions.Plan("Another name", round.questionnaire, list(round.groups.all()))
    assert actions.change_round(
        by=cast.evaluator, round=round, plan=plan, edition=1
    ).name
    actions.open_round(by=cast.evaluator, round=round)
    with pytest.raises(PermissionDenied, match="stays as it is"):
        actions.change_round(by=cast.evaluator, round=round, plan=plan, edition=2)


def test_nobody_asks_with_what_belongs_elsewhere(cast):
    elsewhere = make_pilot("far")
    foreign = actions.add_instrument(pilot=elsewhere, instrument=HOW_WE_WORK)
    with pytest.raises(ValidationError, match="another pilot"):
        stories.prepared(cast, questionnaire=foreign)
    with pytest.raises(ValidationError, match="one of the questionnaire"):
        stories.prepared(cast, link_item=foreign.items.first())


def test_results_are_published_by_a_mandate_and_nothing_else(cast):
    round = stories.opened(cast)
    with pytest.raises(IntegrityError, match="findings_were_published_by_a_mandate"):
        Round.objects.filter(pk=round.pk).update(state="published")


def test_a_phase_that_has_ended_takes_no_more_answers(cast):
    round = stories.opened(cast)
    go_aheads.closed(cast, Phase.objects.get(pk=round.phase_id))
    round = Round.objects.get(pk=round.pk)
    with pytest.raises(PermissionDenied, match="ended"):
        stories.answer(cast.carer, round)
    actions.close_round(by=cast.evaluator, round=round)


@pytest.mark.parametrize(
    ("who", "allowed"), [("admin", True), ("foreign_admin", False)]
)
def test_a_pilots_administrator_keeps_its_questionnaires(cast, who, allowed):
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    asked.name = "How it goes"
    said = {"by": getattr(cast, who), "questionnaire": asked, "edition": 1}
    if allowed:
        actions.keep_questionnaire(**said)
    else:
        with pytest.raises(PermissionDenied):
            actions.keep_questionnaire(**said)
    assert Questionnaire.objects.filter(name="How it goes").exists() is allowed


def test_what_people_answered_to_stays_and_is_copied_to_be_changed(cast):
    asked = stories.opened(cast).questionnaire
    with pytest.raises(PermissionDenied, match="Make a copy"):
        actions.keep_questionnaire(by=cast.admin, questionnaire=asked)
    copy = actions.copy_questionnaire(by=cast.admin, questionnaire=asked)
    assert copy.items.count() == asked.items.count()
    actions.keep_questionnaire(by=cast.admin, questionnaire=copy, edition=1)
    actions.retire_questionnaire(by=cast.admin, questionnaire=asked)
    assert asked not in cast.pilot.questionnaires.filter(retired_at=None)
