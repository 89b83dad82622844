"""My projects: what waits for me, and nothing that waits for somebody else."""

import pytest
from django.urls import reverse

from coprod.queries.needs import needs_of
from decisions.actions import (
    confirm_ballot,
    confirm_meeting,
    draft_charter,
    enter_ballot,
    propose,
    record_meeting,
    vote,
)
from decisions.actions.meetings import Minutes
from decisions.acts import CHANGE_CHARTER
from decisions.permissions import (
    may_confirm_ballot,
    may_confirm_meeting,
    may_propose,
    may_vote,
)
from evaluation.actions import answer
from evaluation.permissions import may_answer
from participants.actions import give_place, leave, set_consents
from participants.models import Notice
from phases.actions import Promise, add_task, confirm_task, deliver_task
from phases.permissions import may_confirm_task
from projects import clock
from tests.cast import make_user
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter
from tests.evaluation.stories import AGREE, opened, read
from tests.phases import go_aheads
from tests.test_pages_front import queries_of, started


def mine(client, who):
    client.force_login(who.user)
    response = client.get(reverse("my_projects"))
    assert response.status_code == 200
    return response.content.decode()


def kinds(place):
    return [need.kind for need in needs_of([place])]


@pytest.fixture
def decision(cast):
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    return propose(by=cast.carer, act=CHANGE_CHARTER, thing=draft, text="Let us begin.")


@pytest.fixture
def paper(cast, decision):
    return enter_ballot(
        by=cast.fiona,
        decision=decision,
        participant=cast.offline,
        choice="yes",
        channel="paper",
    )


def test_who_is_in_no_project_is_told_where_to_begin(client, cast):
    client.force_login(cast.stranger)
    words = client.get(reverse("my_projects")).content.decode()
    assert "You take part in no project yet." in words
    assert "Nothing waits for you" in words


def test_one_signs_in_first(client, db):
    assert client.get(reverse("my_projects")).status_code == 302


def test_a_decision_waits_until_one_has_voted(client, cast, decision):
    assert "be our working agreement?" in mine(client, cast.nurse)
    assert may_vote(cast.nurse, decision)
    vote(by=cast.nurse, decision=decision, choice="yes")
    assert kinds(cast.nurse) == []
    assert "Nothing waits for you" in mine(client, cast.nurse)


def test_a_decision_waits_only_while_it_is_open(cast, decision):
    for _ in range(2):  # too few come, so it is held open once more, and then closes
        days_pass(20)
        work_off()
    assert "ballot" not in kinds(cast.nurse)


def test_a_paper_vote_waits_for_the_other_side_only(cast, paper):
    assert "paper" in kinds(cast.nurse)
    assert may_confirm_ballot(cast.nurse, paper)
    assert "paper" not in kinds(cast.carer)
    assert not may_confirm_ballot(cast.carer, paper)
    assert "paper" not in kinds(cast.observer)
    confirm_ballot(by=cast.nurse, ballot=paper)
    assert "paper" not in kinds(cast.manager)


def test_the_record_of_a_meeting_waits_for_a_facilitator_of_each_side(cast):
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    present = [cast.carer, cast.user, cast.resident, cast.nurse, cast.manager]
    minutes = Minutes(clock.today(cast.pilot), present)
    record = record_meeting(
        by=cast.fiona,
        act=CHANGE_CHARTER,
        thing=draft,
        text="We agreed.",
        minutes=minutes,
    )
    assert kinds(cast.carer) == []
    for who in (cast.fiona, cast.frank):
        assert kinds(who) == ["record"]
        assert may_confirm_meeting(who, record)
    confirm_meeting(by=cast.fiona, decision=record)
    assert kinds(cast.fiona) == []
    assert kinds(cast.frank) == ["record"]


def test_a_survey_waits_for_those_it_asks_until_they_have_answered(cast):
    asked = ("Nurses and care workers", "Neighbours and volunteers")
    survey = opened(cast, groups=[cast.groups[name] for name in asked])
    assert "round" in kinds(cast.nurse)
    assert may_answer(cast.nurse, survey)
    assert "round" not in kinds(cast.carer)
    assert "round" not in kinds(cast.observer)
    answer(by=cast.nurse, round=survey, said=read(survey, AGREE))
    assert "round" not in kinds(cast.nurse)


def test_a_promise_waits_for_its_owner_then_for_the_side_it_is_for(cast):
    plan = go_aheads.set_up(cast, go_aheads.opened(cast, "co_delivery"), "plan")
    promise = Promise("Print the number on a card", owner=cast.nurse)
    task = add_task(by=cast.nurse, activity=plan, promise=promise)
    assert kinds(cast.nurse) == ["promise"]
    assert kinds(cast.carer) == []
    deliver_task(by=cast.nurse, task=task)
    assert kinds(cast.nurse) == kinds(cast.manager) == kinds(cast.observer) == []
    assert kinds(cast.carer) == ["delivery"]
    task.refresh_from_db()
    assert may_confirm_task(cast.carer, task)
    confirm_task(by=cast.carer, task=task)
    assert kinds(cast.user) == []


def drafted(cast, by):
    return draft_charter(
        by=by, project=cast.project, preset="shared", ground_rules="Listen."
    )


def test_until_there_is_a_draft_those_who_facilitate_are_asked_for_one(client, cast):
    assert kinds(cast.fiona) == kinds(cast.frank) == ["draft"]
    assert kinds(cast.nurse) == []
    begin = reverse("decisions:draft_charter", args=[cast.project.pk])
    assert begin in mine(client, cast.fiona)


def test_the_first_draft_waits_for_everyone_who_may_propose_it(client, cast):
    draft = drafted(cast, cast.carer)
    for who in (cast.carer, cast.nurse, cast.fiona):
        assert kinds(who) == ["draft"]
        assert may_propose(who, CHANGE_CHARTER, draft)
        assert draft.get_absolute_url() in mine(client, who)
    assert kinds(cast.observer) == []
    propose(by=cast.nurse, act=CHANGE_CHARTER, thing=draft, text="Let us begin.")
    assert "draft" not in kinds(cast.carer) + kinds(cast.fiona)


def test_a_later_draft_waits_for_its_author_and_those_who_facilitate(cast):
    adopt_charter(cast)
    drafted(cast, cast.carer)
    assert kinds(cast.carer) == kinds(cast.frank) == ["draft"]
    assert kinds(cast.nurse) == []


def newcomer(cast):
    """Someone who comes after the question was put."""
    return give_place(
        project=cast.project,
        constituency=cast.groups["Managers"],
        name="Nadia",
        user=make_user("nadia"),
    )


def test_a_newcomer_is_not_asked_and_reads_why(client, cast, decision):
    nadia = newcomer(cast)
    assert kinds(nadia) == []
    words = mine(client, nadia)
    assert "It was put before you were a member, so you are not asked." in words
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "Who may answer was fixed then" in page
    assert "Give a reason for or against" not in page
    project = client.get(reverse("project", args=[cast.project.pk])).content.decode()
    assert "so you are not asked. You can read" in project


def test_a_newcomer_gets_no_letter_about_what_was_put_before(cast, decision):
    nadia = newcomer(cast)
    set_consents(by=nadia, kinds=["reminders"])
    work_off()
    days_pass(2)
    work_off()
    assert not Notice.objects.filter(participant=nadia).exists()


def test_what_one_has_answered_is_marked_as_answered(client, cast, decision):
    assert "Open. You have answered." not in mine(client, cast.nurse)
    vote(by=cast.nurse, decision=decision, choice="yes")
    assert "Open. You have answered." in mine(client, cast.nurse)
    assert "Open. You have answered." not in mine(client, cast.carer)


def test_after_leaving_nothing_waits_and_one_can_come_back(client, cast, decision):
    leave(by=cast.nurse)
    assert kinds(cast.nurse) == []
    assert "Come back" in mine(client, cast.nurse)


def test_many_places_take_as_many_queries_as_one(client, cast):
    started(cast.stranger, cast.pilot, "One")
    client.force_login(cast.stranger)
    few = queries_of(client, "my_projects")
    for number in range(8):
        started(cast.stranger, cast.pilot, f"Project {number}")
    client.force_login(cast.stranger)
    assert queries_of(client, "my_projects") <= few
