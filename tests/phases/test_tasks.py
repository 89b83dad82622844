"""Who does what by when; done when the side it is for says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from phases import actions
from phases.methods import METHODS
from phases.models import Hours, Task
from phases.queries import (
    minutes_by_side,
    needs_somebody,
    tasks_page,
    waits_for_confirmation,
    what_changed,
)
from projects import clock
from tests.phases.go_aheads import closed, phase_of, set_up


def deliver(cast, task) -> Task:
    actions.start_task(by=cast.nurse, task=task)
    return actions.deliver_task(by=cast.nurse, task=task)


def test_a_task_goes_from_promise_to_confirmed_by_those_it_is_for(cast, task):
    deliver(cast, task)
    assert list(waits_for_confirmation(cast.project, "community")) == [task]
    actions.confirm_task(by=cast.user, task=task)
    (done,) = what_changed(cast.project)
    assert (done.state, done.confirmed_by, done.delivered_by) == (
        "confirmed",
        cast.user,
        cast.nurse,
    )


def test_who_delivers_does_not_confirm(cast, plan):
    promise = actions.Promise("Write the card", receiver="community", owner=cast.carer)
    task = actions.add_task(by=cast.carer, activity=plan, promise=promise)
    actions.deliver_task(by=cast.carer, task=task)
    with pytest.raises(PermissionDenied, match="Nobody confirms their own work"):
        actions.confirm_task(by=cast.carer, task=task)
    with pytest.raises(PermissionDenied, match="for the other side"):
        actions.confirm_task(by=cast.nurse, task=task)
    actions.confirm_task(by=cast.user, task=task)


def test_the_database_refuses_a_confirmation_by_who_delivered(cast, task):
    deliver(cast, task)
    with pytest.raises(IntegrityError, match="nobody_confirms_their_own_delivery"):
        Task.objects.filter(pk=task.pk).update(
            state="confirmed", confirmed_by=cast.nurse
        )


def test_nothing_is_done_before_it_is_delivered(cast, task):
    with pytest.raises(PermissionDenied, match="not delivered yet"):
        actions.confirm_task(by=cast.user, task=task)


def test_the_receiving_side_says_what_is_missing(cast, task):
    deliver(cast, task)
    with pytest.raises(ValidationError, match="still missing"):
        actions.return_task(by=cast.user, task=task, because=" ")
    actions.return_task(by=cast.user, task=task, because="The number is wrong.")
    task.refresh_from_db()
    assert (task.state, task.returned_because) == ("started", "The number is wrong.")
    deliver_again = actions.deliver_task(by=cast.nurse, task=task)
    assert deliver_again.returned_because == ""


def test_what_nobody_sees_to_is_shown_and_can_be_taken_on(cast, plan):
    promise = actions.Promise("Ask the library")
    task = actions.add_task(by=cast.fiona, activity=plan, promise=promise)
    assert list(needs_somebody(cast.project)) == [task]
    actions.take_task(by=cast.resident, task=task)
    assert not needs_somebody(cast.project).exists()
    with pytest.raises(PermissionDenied, match="Somebody sees to this already"):
        actions.take_task(by=cast.nurse, task=task)
    actions.leave_task(by=cast.resident, task=task)
    actions.take_task(by=cast.nurse, task=task)


def test_a_task_is_late_when_its_day_has_passed(cast, plan):
    today = clock.today(cast.pilot)
    for days in (-1, 0, 1):
        promise = actions.Promise(
            f"{days}", due=today + timedelta(days=days), owner=cast.nurse
        )
        actions.add_task(by=cast.nurse, activity=plan, promise=promise)
    rows = tasks_page(plan, None).rows
    late = {task.title for task in rows if getattr(task, "is_late", False)}
    assert late == {"-1"}
    figures = {f.code: f.number for f in METHODS["plan"].result(plan)}
    assert (figures["late"], figures["planned"], figures["vacant"]) == (1, 3, 0)


def test_only_who_sees_to_it_starts_and_delivers(cast, task):
    for act in (actions.start_task, actions.deliver_task):
        with pytest.raises(PermissionDenied, match="Only whoever sees to this task"):
            act(by=cast.manager, task=task)


def test_a_facilitator_notes_what_someone_without_account_did(cast, plan):
    promise = actions.Promise("Carry soup", owner=cast.offline, receiver="institution")
    task = actions.add_task(by=cast.fiona, activity=plan, promise=promise)
    actions.start_task(by=cast.fiona, task=task)
    actions.deliver_task(by=cast.fiona, task=task)
    actions.confirm_task(by=cast.manager, task=task)


def test_time_given_is_counted_by_side(cast, plan, task):
    today = clock.today(cast.pilot)
    actions.give_hours(by=cast.nurse, task=task, minutes=90, day=today)
    actions.give_hours(by=cast.carer, task=task, minutes=30, day=today)
    actions.give_hours(by=cast.user, task=task, minutes=15, day=today)
    assert minutes_by_side(plan) == {"community": 45, "institution": 90}


def test_a_day_has_24_hours_and_is_not_to_come(cast, task):
    today = clock.today(cast.pilot)
    for minutes, day in [(0, today), (1441, today), (30, today + timedelta(days=1))]:
        with pytest.raises(ValidationError):
            actions.give_hours(by=cast.nurse, task=task, minutes=minutes, day=day)
    with pytest.raises(IntegrityError, match="a_day_has_24_hours"):
        Hours.objects.create(
            task=task, participant=cast.nurse, side="community", minutes=0, day=today
        )


def test_a_promise_keeps_its_words_once_delivered(cast, task):
    promise = actions.Promise("Two cards", owner=cast.nurse)
    actions.change_task(by=cast.nurse, task=task, promise=promise, edition=1)
    deliver(cast, task)
    nothing = actions.Promise("Nothing")
    with pytest.raises(PermissionDenied, match="keeps its words"):
        actions.change_task(by=cast.nurse, task=task, promise=nothing, edition=3)


def test_other_people_do_not_change_a_promise(cast, task):
    mine = actions.Promise("Mine")
    with pytest.raises(PermissionDenied, match="can change it"):
        actions.change_task(by=cast.user, task=task, promise=mine, edition=1)


def test_an_idea_is_done_when_all_its_tasks_are_confirmed(cast, need, plan):
    tasks = [
        actions.add_task(
            by=cast.nurse,
            activity=plan,
            promise=actions.Promise(title, owner=cast.nurse, grew_from=need),
        )
        for title in ("Card", "Number")
    ]
    for task, status in zip(tasks, ("new", "done"), strict=True):
        deliver(cast, task)
        actions.confirm_task(by=cast.user, task=task)
        need.refresh_from_db()
        assert need.status == status


def test_a_planned_plan_takes_no_tasks(cast):
    plan = set_up(cast, phase_of(cast, "co_delivery"), "plan")
    with pytest.raises(PermissionDenied, match="has not begun"):
        actions.add_task(by=cast.nurse, activity=plan, promise=actions.Promise("Card"))


def test_what_was_delivered_can_be_confirmed_after_the_phase_has_ended(cast, task):
    deliver(cast, task)
    closed(cast, task.activity.phase)
    actions.confirm_task(by=cast.user, task=task)


def test_a_stranger_to_the_project_owns_no_task(cast, plan):
    cast.observer.project_id = cast.stranger.pk
    with pytest.raises(PermissionDenied, match="Only someone who takes part"):
        actions.add_task(
            by=cast.fiona,
            activity=plan,
            promise=actions.Promise("Card", owner=cast.observer),
        )


def test_nobody_is_given_a_task_by_another_member(cast, plan, task):
    promise = actions.Promise("Bake a cake", owner=cast.user)
    with pytest.raises(PermissionDenied, match="You can take on a task yourself"):
        actions.add_task(by=cast.nurse, activity=plan, promise=promise)
    actions.add_task(by=cast.fiona, activity=plan, promise=promise)
