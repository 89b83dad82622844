"""Results by side, gap first, seen by whom and when."""

import json
from itertools import count

import pytest

from evaluation import actions, queries
from evaluation.actions import counting
from evaluation.models import Snapshot
from evaluation.permissions import may_see_results
from projects.models import Job
from tests.clock import work_off
from tests.evaluation import stories
from tests.evaluation.stories import number


def item(figures, code: str):
    (found,) = (each for each in figures["items"] if each["code"] == code)
    return found


def line(found, slice_):
    (one,) = (each for each in found["lines"] if each["slice"] == slice_)
    return one


def test_nobody_sees_results_while_people_answer(cast):
    round = stories.opened(cast)
    for who in (cast.carer, cast.evaluator, cast.fiona, cast.admin):
        assert "while people answer" in may_see_results(who, round).reason
    assert queries.shown_figures(round) is None


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("carer", True), ("nurse", True), ("observer", True), ("stranger", False)],
)
def test_the_people_inside_see_them_when_it_is_closed(cast, who, allowed):
    round = stories.both_sides_answered(cast)
    assert bool(may_see_results(getattr(cast, who), round)) is allowed


def test_the_gap_between_the_sides_comes_with_its_interval(cast):
    figures = stories.figures(stories.both_sides_answered(cast))
    influence = item(figures, "influence")
    assert figures["items"][0] == influence
    assert influence["gap_is_clear"] is True
    gap = influence["gap"]
    assert gap["low"] < gap["estimate"] < gap["high"]
    assert gap["estimate"] == pytest.approx(33 / 8 - 21 / 9, abs=1e-4)
    community = line(influence, "side:community")
    assert community["n"] == 9
    assert community["mean"]["low"] < community["mean"]["estimate"]


def test_the_published_case_of_a_perception_gap(cast):
    """Science 2B.6: gap 1.625 (0.7611 to 2.4889)."""
    round = stories.opened(cast)
    stories.on_paper(cast, round, stories.CARERS, 2, 3, 2, 4, 3, 1, 2, 3)
    stories.on_paper(cast, round, stories.NURSES, 4, 4, 3, 4, 5, 3, 4, 4, *[])
    figures = stories.figures(stories.closed(cast, round))
    assert item(figures, "influence")["gap"]["estimate"] == pytest.approx(1.375)


def test_small_groups_are_hidden_and_so_is_what_would_tell_on_them(cast):
    round = stories.opened(cast)
    stories.on_paper(cast, round, stories.CARERS, *[3] * 9)
    stories.on_paper(cast, round, "People who use the service", *[4] * 7)
    stories.on_paper(cast, round, "Neighbours and volunteers", 1, 1, 2)
    stories.on_paper(cast, round, stories.NURSES, *[4] * 8)
    figures = stories.figures(stories.closed(cast, round))
    shown = {each["slice"]: each["n"] for each in figures["slices"]}
    groups = {name: f"group:{group.pk}" for name, group in cast.groups.items()}
    assert shown[groups["Neighbours and volunteers"]] is None
    assert shown[groups["People who use the service"]] is None
    assert shown[groups[stories.CARERS]] == 9
    assert shown["side:community"] == 19
    influence = item(figures, "influence")
    hidden = line(influence, groups["Neighbours and volunteers"])
    assert (hidden["n"], hidden["mean"]) == (None, None)
    text = json.dumps(figures)
    assert "few" not in text
    assert "protects" not in text  # the reason would itself say which count is small


def test_answers_by_link_are_told_apart(cast):
    round = stories.linked(cast)
    for said in (1, 1, 1, 1, 1, 4):
        actions.answer_by_link(round=round, said=number(said))
    stories.on_paper(cast, round, stories.CARERS, *[4] * 6)
    stories.on_paper(cast, round, stories.NURSES, *[5] * 6)
    figures = stories.figures(stories.closed(cast, round))
    influence = item(figures, "influence")
    assert line(influence, "all")["n"] == 12
    (by_link,) = influence["by_link"]["lines"]
    assert (by_link["n"], by_link["mean"]["estimate"]) == (6, 1.5)


def test_what_all_eight_nurses_said_is_told_nowhere(cast, client):
    """Not on the page, in the file, in the API, nor in what is published."""
    round = stories.opened(cast)
    stories.on_paper(cast, round, stories.CARERS, 2, 2, 3, 1, 2, 3, 2, 4, 2)
    stories.on_paper(cast, round, stories.NURSES, *[5] * 8)
    figures = stories.figures(stories.closed(cast, round))
    asked = item(figures, "influence")
    nurses = f"group:{cast.groups[stories.NURSES].pk}"
    for slice_ in (nurses, "side:institution", "side:community"):
        found = line(asked, slice_)
        assert (found["n"], found["mean"]) == (None, None), slice_
    assert asked["gap"] is None
    assert line(asked, "all")["mean"] is not None
    client.force_login(cast.evaluator.user)
    page = client.get(stories.url("results_of", round.pk)).content.decode()
    assert "If everyone in a group answered the same" in page
    assert "all alike" not in page
    rows = client.get(stories.url("results_csv", round.pk)).content.decode()
    hidden = [row for row in rows.splitlines() if row.startswith("influence")]
    assert [row.rpartition(",")[2] for row in hidden].count("1") >= 3
    api = client.get(f"/api/v1/rounds/{round.pk}/results/").json()
    assert api["items"] == json.loads(json.dumps(figures["items"]))


def test_what_people_wrote_is_shown_without_their_side_if_enough_wrote(cast):
    round = stories.opened(cast)
    writers = [cast.carer, cast.nurse, cast.user, cast.resident]
    for at, who in enumerate(writers):
        stories.answer(who, round, influence="3", change=f"Idea {at}")
    words = round.questionnaire.items.get(code="change")
    assert queries.words_of(round, words) == []
    stories.answer(cast.manager, round, change="Idea 4")
    found = queries.words_of(round, words)
    assert sorted(found) == [f"Idea {at}" for at in range(5)]


def test_published_figures_stay_as_they_were_published(cast):
    round = stories.both_sides_answered(cast)
    Snapshot.objects.create(round=round, figures={"items": [], "frozen": True})
    type(round).objects.filter(pk=round.pk).update(edition=7)
    round.state = "published"
    actions.recount(round.pk)
    work_off()
    assert stories.figures(round) == {"items": [], "frozen": True}


def test_figures_are_worked_out_again_the_same(cast):
    round = stories.both_sides_answered(cast)
    before = round.figures
    actions.recount(round.pk)
    work_off()
    round.refresh_from_db()
    assert round.figures == before


def test_turnout_is_told_by_side_and_not_of_a_handful(cast):
    figures = stories.figures(stories.both_sides_answered(cast))
    assert figures["turnout"] == [
        {"side": "community", "answered": 9, "asked": 15},
        {"side": "institution", "answered": 8, "asked": 12},
    ]


def test_working_out_many_questions_goes_on_in_the_next_job(cast, monkeypatch):
    round = stories.both_sides_answered(cast)
    whole = round.figures
    monkeypatch.setattr(counting, "monotonic", count().__next__)
    monkeypatch.setattr(counting, "A_MOMENT", 3)  # two questions a job
    actions.recount(round.pk)
    work_off()
    round.refresh_from_db()
    jobs = Job.objects.filter(task="evaluation.figure")
    assert jobs.count() == 1 + 4
    assert (round.figures, round.figured) == (whole, [])
