"""Answers come in by file: checked row by row, chosen, stored once."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied

from evaluation import actions, queries
from evaluation.actions import importing
from evaluation.models import ImportBatch, Response
from evaluation.permissions import may_close_round, may_import, may_see_import
from projects import clock
from projects.models import Job, LogEntry
from projects.queries import faults_after
from tests.clock import days_pass, work_off
from tests.evaluation import stories

GOOD = "id,influence,heard,group\n" + "".join(
    f"{at},{1 + at % 5},{1 + at % 3},Managers\n" for at in range(30)
)
MIXED = "id,influence\n1,4\n2,nine\n3,5\n,2\n"


def bring(cast, round, content=GOOD, mapping=None, by="evaluator"):
    file = actions.SentFile("answers.csv", content.encode(), mapping or {})
    batch = actions.import_answers(by=getattr(cast, by), round=round, file=file)
    work_off()
    batch.refresh_from_db()
    return batch


def store(cast, batch, *, good_only=False):
    actions.store_import(by=cast.evaluator, batch=batch, good_only=good_only)
    work_off()
    batch.refresh_from_db()
    return batch


def test_a_good_file_is_checked_and_then_stored(cast, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 7)
    round = stories.opened(cast)
    batch = bring(cast, round)
    assert (batch.state, batch.rows, batch.good) == ("checked", 30, 30)
    assert not Response.objects.exists(), "nothing is stored before somebody says so"
    store(cast, batch)
    assert (batch.state, batch.stored, batch.known) == ("done", 30, 0)
    assert Response.objects.count() == 30
    assert queries.sums_of(round)["influence"]["all", ""].n == 30
    entry = LogEntry.objects.get(event="evaluation.imported")
    assert (entry.facts["rows"], entry.actor) == (30, cast.evaluator.pk)


def test_the_file_itself_is_forgotten_once_it_is_stored(cast):
    batch = store(cast, bring(cast, stories.opened(cast)))
    assert bytes(batch.content) == b""


def test_the_same_file_twice_adds_nothing(cast):
    round = stories.opened(cast)
    store(cast, bring(cast, round))
    again = store(cast, bring(cast, round))
    assert (again.stored, again.known) == (0, 30)
    assert Response.objects.count() == 30
    assert queries.sums_of(round)[""]["all", ""].n == 30


def test_without_names_of_rows_the_same_file_still_adds_nothing(cast):
    round = stories.opened(cast)
    content = "influence\n4\n4\n4\n"
    store(cast, bring(cast, round, content))
    again = store(cast, bring(cast, round, content))
    assert (again.stored, again.known, Response.objects.count()) == (0, 3, 3)
    store(cast, bring(cast, round, content + "5\n"))
    assert Response.objects.count() == 7  # another file is other people


def test_a_longer_file_with_names_adds_only_what_is_new(cast):
    round = stories.opened(cast)
    store(cast, bring(cast, round))
    more = store(cast, bring(cast, round, GOOD + "99,3,3,Managers\n"))
    assert (more.stored, more.known) == (1, 30)


def test_every_bad_row_is_named_with_line_and_reason(cast):
    batch = bring(cast, stories.opened(cast), MIXED)
    assert (batch.rows, batch.good, batch.bad) == (4, 2, 2)
    found = faults_after(batch.problems.all())
    assert [(each.line, each.column, each.value, each.reason) for each in found] == [
        (3, "influence", "nine", "This is not a number."),
        (5, "id", "", "This row has no name of its own."),
    ]


def test_all_or_only_the_good_rows_as_chosen(cast):
    batch = bring(cast, stories.opened(cast), MIXED)
    with pytest.raises(PermissionDenied, match="only the good rows"):
        store(cast, batch)
    assert not Response.objects.exists()
    store(cast, batch, good_only=True)
    assert (batch.stored, Response.objects.count()) == (2, 2)
    with pytest.raises(PermissionDenied, match="dealt with already"):
        store(cast, batch, good_only=True)


def test_a_bad_row_stays_out_whichever_piece_it_is_in(cast, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 2)
    round = stories.opened(cast)
    batch = bring(cast, round, "id,influence\n1,4\n2,5\n1,3\n3,nine\n4,2\n2,1\n")
    assert (batch.rows, batch.good) == (6, 3)
    store(cast, batch, good_only=True)
    assert (batch.state, batch.stored, batch.known) == ("done", 3, 0)
    assert queries.sums_of(round)["influence"]["all", ""].mean() == Fraction(11, 3)


def test_a_file_can_be_set_aside(cast):
    batch = bring(cast, stories.opened(cast), MIXED)
    actions.discard_import(by=cast.evaluator, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, bytes(batch.content)) == ("refused", b"")


@pytest.mark.parametrize(
    ("content", "mapping", "reason"),
    [
        ("", {}, "no rows"),
        ("influence\n", {}, "no rows"),
        ("who,what\n1,2\n", {}, "one of our questions"),
        ("influence\n4\n", {"items": {"P1": "influence"}}, "no such column"),
        ("influence\n4\n", {"itms": {}}, "mapping"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    cast, content, mapping, reason
):
    batch = bring(cast, stories.opened(cast), content, mapping)
    assert batch.state == "refused"
    (problem,) = faults_after(batch.problems.all())
    assert reason in problem.reason
    assert problem.line == 0


def test_what_is_known_of_people_is_kept_as_said(cast):
    mapping = {
        "items": {"P1": {"item": "influence", "values": {"a": "1", "b": "5"}}},
        "attributes": {"S": {"name": "sex", "values": {"1": "woman"}}},
        "side": {"column": "W", "values": {"s": "institution"}},
        "weight": "K",
    }
    round = stories.opened(cast)
    store(cast, bring(cast, round, "P1;S;W;K\na;1;s;1,5\n", mapping))
    response = Response.objects.get()
    assert response.attributes == {"sex": "woman"}
    assert (response.side, response.weight) == ("institution", 1_500_000)
    assert response.key
    assert "a;1;s" not in response.key


@pytest.mark.parametrize(
    ("who", "allowed"), [("evaluator", True), ("frank", True), ("carer", False)]
)
def test_evaluators_and_facilitators_bring_in_files(cast, who, allowed):
    round = stories.opened(cast)
    assert bool(may_import(getattr(cast, who), round)) is allowed
    batch = bring(cast, round)
    assert bool(may_see_import(getattr(cast, who), batch)) is allowed


def test_only_an_open_round_takes_files(cast):
    round = stories.prepared(cast)
    assert "Open the survey round first" in may_import(cast.evaluator, round).reason
    round = actions.open_round(by=cast.evaluator, round=round)
    round = stories.closed(cast, round)
    assert "No more answers" in may_import(cast.evaluator, round).reason


def test_a_round_does_not_close_in_the_middle_of_a_file(cast):
    round = stories.opened(cast)
    batch = bring(cast, round)
    actions.store_import(by=cast.evaluator, batch=batch, good_only=False)
    assert "being stored" in may_close_round(cast.evaluator, round).reason
    work_off()
    assert may_close_round(cast.evaluator, round)


def test_the_time_that_is_over_waits_for_the_end_of_a_file(cast):
    round = stories.opened(cast, closes_at=clock.now() + timedelta(days=1))
    batch = bring(cast, round)
    actions.store_import(by=cast.evaluator, batch=batch, good_only=False)
    days_pass(1.1)
    actions.close_when_due(round.pk)
    round.refresh_from_db()
    assert round.is_open
    days_pass(0.1)
    work_off()
    round.refresh_from_db()
    assert (round.state, Response.objects.count()) == ("closed", 30)


def test_pieces_go_on_where_they_stopped(cast, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 10)
    round = stories.opened(cast)
    batch = bring(cast, round)
    actions.store_import(by=cast.evaluator, batch=batch, good_only=False)
    actions.store_piece(batch.pk)
    batch.refresh_from_db()
    assert (batch.position, batch.state) == (10, "storing")
    assert Job.objects.filter(task="evaluation.store_import", done_at=None).count() == 2
    work_off()
    assert Response.objects.count() == 30
    assert ImportBatch.objects.get().state == "done"
    assert json.dumps(batch.mapping) == "{}"
