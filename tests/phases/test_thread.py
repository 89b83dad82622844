"""What came of what, from a need to the next."""

import pytest
from django.core.exceptions import PermissionDenied

from phases import actions, acts
from phases.models import Contribution, Cycle
from phases.permissions import may_be_followed
from phases.queries import circle_of, current_cycle, open_activities, thread
from tests.phases.go_aheads import closed, go_ahead, opened


def kinds(contribution) -> list[tuple[str, str]]:
    found = Contribution.objects.select_related("activity__phase__cycle").get(
        pk=contribution.pk
    )
    return [(step.kind, step.state) for step in thread(found)]


def chosen(cast, need) -> None:
    commission = actions.draft_priorities(
        by=cast.fiona, cycle=need.activity.phase.cycle, text="Nights", chosen=[need]
    )
    actions.adopt_priorities(go_ahead(cast, acts.ADOPT_PRIORITIES, commission))


def test_a_new_need_says_what_has_not_happened_yet(cast, need):
    assert kinds(need) == [
        ("Something we need", "open"),
        ("Decision", "none"),
        ("Task", "none"),
        ("Conclusion", "none"),
        ("The next need", "none"),
    ]


def test_the_thread_runs_from_the_need_to_the_next_need(cast, need, ideas, plan):
    chosen(cast, need)
    idea = actions.contribute(
        by=cast.nurse,
        activity=ideas,
        words=actions.Words("idea", "One number", grew_from=need),
    )
    promise = actions.Promise("Print it", owner=cast.nurse, grew_from=idea)
    task = actions.add_task(by=cast.nurse, activity=plan, promise=promise)
    actions.deliver_task(by=cast.nurse, task=task)
    actions.confirm_task(by=cast.user, task=task)
    cycle = actions.begin_cycle(
        cast.project, go_ahead(cast, acts.OPEN_PHASE, need.activity.phase)
    )
    (next_need,) = actions.seed_board(
        cycle, [actions.Seed("Nobody rings at weekends.", grew_from=need)]
    )
    steps = [
        ("Something we need", "done"),
        ("Decision", "done"),
        ("An idea", "done"),
        ("Task", "done"),
        ("Conclusion", "done"),
        ("The next need", "open"),
    ]
    assert kinds(idea) == steps
    assert kinds(need) == steps
    began = kinds(next_need)
    assert began[:2] == [("Conclusion", "done"), ("Something we need", "open")]


def test_each_step_says_in_whole_words_what_it_is_and_what_it_follows_from(
    client, cast, need, ideas, plan
):
    chosen(cast, need)
    words = "One number that is on every letter, on the door of the fridge, and known "
    words += "by heart to everyone who answers a telephone on the ward."
    idea = actions.contribute(
        by=cast.nurse,
        activity=ideas,
        words=actions.Words("idea", words, grew_from=need),
    )
    promise = actions.Promise("Print it", owner=cast.nurse, grew_from=idea)
    task = actions.add_task(by=cast.nurse, activity=plan, promise=promise)
    steps = thread(Contribution.objects.get(pk=idea.pk))
    assert [step.after for step in steps] == [(), (1,), (1,), (3,), (), ()]
    assert (steps[2].title, steps[3].note) == (words, "Planned")
    assert (steps[4].note, steps[4].title) == (
        "Not yet",
        "It comes when this round has been judged.",
    )
    client.force_login(cast.carer.user)
    page = client.get(task.get_absolute_url()).content.decode()
    assert words in page
    assert page.count('aria-current="step"') == 1
    assert "Follows from step 3." in page


def test_in_a_round_that_is_over_nothing_is_not_yet(cast, board, need):
    mandate = go_ahead(cast, acts.OPEN_PHASE, board.phase)
    actions.begin_cycle(cast.project, mandate)
    steps = thread(Contribution.objects.get(pk=need.pk))
    assert {step.note for step in steps} == {""}
    assert steps[1].title == "It was not chosen as a priority."


def test_what_is_hidden_shows_nothing_in_the_thread(cast, need, ideas):
    idea = actions.contribute(
        by=cast.nurse,
        activity=ideas,
        words=actions.Words("idea", "One number", grew_from=need),
    )
    actions.hide(by=cast.fiona, said=need, ground="private", because="A name")
    steps = thread(Contribution.objects.get(pk=idea.pk))
    assert (steps[0].title, steps[0].url) == ("Taken back or hidden", "")


def test_the_next_round_starts_with_what_was_concluded(cast, board):
    mandate = go_ahead(cast, acts.OPEN_PHASE, board.phase)
    cycle = actions.begin_cycle(cast.project, mandate)
    seeds = [actions.Seed("One."), actions.Seed("اثنان", "ar")]
    made = actions.seed_board(cycle, seeds)
    first = Cycle.objects.get(project=cast.project, number=1)
    assert [(one.author, one.concluded_in) for one in made] == [(None, first)] * 2
    assert current_cycle(cast.project) == cycle
    circle = circle_of(cast.project)
    assert (circle.completed, [line.state for line in circle.phases]) == (
        True,
        ["planned"] * 4,
    )


def test_a_conclusion_of_both_sides_belongs_to_nobody(cast, board):
    mandate = go_ahead(cast, acts.OPEN_PHASE, board.phase)
    cycle = actions.begin_cycle(cast.project, mandate)
    (need,) = actions.seed_board(cycle, [actions.Seed("One.")])
    for who in (cast.carer, cast.fiona):
        with pytest.raises(PermissionDenied, match="Only whoever wrote"):
            actions.withdraw_contribution(by=who, contribution=need)


def test_a_round_is_followed_once_it_was_judged_and_nothing_is_open(cast):
    cycle = Cycle.objects.get(project=cast.project)
    assert "has not been judged" in may_be_followed(cycle).reason
    phase = opened(cast, "co_assessment")
    assert "still open" in may_be_followed(cycle).reason
    closed(cast, phase)
    assert may_be_followed(cycle)
    actions.begin_cycle(cast.project, go_ahead(cast, acts.OPEN_PHASE, phase))
    assert "This one is complete" in may_be_followed(cycle).reason


def test_what_is_open_now_can_be_found(cast, first_board):
    assert open_activities(cast.project) == [first_board]
    opened(cast, "co_design")
    circle = circle_of(cast.project)
    assert (circle.now, circle.note) == ("Design together", "open now")
