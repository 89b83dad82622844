"""What both sides conclude, who sees it otherwise, and what it starts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction

from decisions import actions as deciding
from decisions.models import Mandate
from decisions.permissions import gate
from evaluation import actions, acts
from evaluation.models import Finding, Snapshot
from evaluation.permissions import (
    may_be_followed,
    may_be_published,
    may_see_results,
    may_write_finding,
)
from phases.models import Contribution, Cycle
from projects.models import LogEntry
from tests.decisions.stories import adopt_charter, carry
from tests.evaluation import stories
from tests.phases import go_aheads


def published(cast):
    round = stories.concluded(cast)
    actions.publish_findings(go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round))
    round.refresh_from_db()
    return round


def test_conclusions_come_after_the_answers(cast):
    round = stories.opened(cast)
    assert (
        "after the survey round is closed"
        in may_write_finding(cast.carer, round).reason
    )


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("carer", True), ("nurse", True), ("observer", False), ("stranger", False)],
)
def test_any_member_writes_a_conclusion(cast, who, allowed):
    round = stories.both_sides_answered(cast)
    assert bool(may_write_finding(getattr(cast, who), round)) is allowed


def test_a_conclusion_changes_what_would_be_decided_on(cast):
    round = stories.both_sides_answered(cast)
    before = round.edition
    finding = actions.write_finding(
        by=cast.carer, round=round, words=actions.Words("Staff write the agenda.")
    )
    said = actions.Words("Staff write it alone.")
    actions.change_finding(by=cast.carer, finding=finding, words=said, edition=1)
    round.refresh_from_db()
    assert round.edition == before + 2
    with pytest.raises(PermissionDenied, match="Only who wrote"):
        actions.change_finding(by=cast.nurse, finding=finding, words=said, edition=2)
    actions.remove_finding(by=cast.carer, finding=finding)
    round.refresh_from_db()
    assert (round.edition, round.findings.count()) == (before + 3, 0)


def test_who_sees_it_otherwise_stands_beside_it_at_any_time(cast):
    round = published(cast)
    finding = round.findings.get()
    view = actions.keep_minority_view(
        by=cast.nurse, finding=finding, text="It is about time, not power."
    )
    edition = round.edition
    round.refresh_from_db()
    assert round.edition == edition
    with pytest.raises(PermissionDenied):
        actions.take_back_minority_view(by=cast.carer, view=view)
    actions.take_back_minority_view(by=cast.nurse, view=view)
    events = LogEntry.objects.filter(event__startswith="evaluation.minority")
    assert events.count() == 2


def test_a_mandate_publishes_figures_and_conclusions_together(cast):
    round = published(cast)
    assert round.state == "published"
    assert Snapshot.objects.get(round=round).figures == round.figures
    assert round.findings.get().state == Finding.State.ADOPTED
    assert may_see_results(cast.stranger, round)
    assert "published" in may_be_published(round).reason
    entry = LogEntry.objects.get(event="evaluation.findings_published")
    assert (entry.actor, entry.facts["round"]) == (None, str(round.pk))


def test_published_figures_cannot_be_changed_in_the_database(cast):
    snapshot = Snapshot.objects.get(round=published(cast))
    for change in (lambda: snapshot.delete(), lambda: snapshot.save()):
        with (
            pytest.raises((IntegrityError, InternalError), match="published_is_frozen"),
            transaction.atomic(),
        ):
            change()


@pytest.mark.parametrize("result", ["rejected", "invalid", "blocked"])
def test_nothing_less_than_a_mandate_publishes(cast, result):
    round = stories.concluded(cast)
    mandate = go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round, result)
    with pytest.raises(PermissionDenied, match="No decision has given leave"):
        actions.publish_findings(mandate)
    other = go_aheads.go_ahead(
        cast, acts.START_NEXT_CYCLE, Cycle.objects.get(project=cast.project)
    )
    with pytest.raises(PermissionDenied):
        actions.publish_findings(other)
    round.refresh_from_db()
    assert round.state == "closed"


def test_a_conclusion_added_later_makes_the_go_ahead_stale(cast):
    round = stories.concluded(cast)
    mandate = go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round)
    type(round).objects.filter(pk=round.pk).update(edition=round.edition + 1)
    with pytest.raises(PermissionDenied, match="changed since"):
        actions.publish_findings(mandate)


def test_results_without_a_conclusion_are_not_published(cast):
    round = stories.both_sides_answered(cast)
    assert "no conclusion yet" in may_be_published(round).reason
    assert "not closed" in may_be_published(stories.opened(cast)).reason


def test_while_it_is_decided_the_words_stay(cast):
    adopt_charter(cast)
    round = stories.concluded(cast)
    deciding.propose(
        by=cast.fiona, act=acts.PUBLISH_FINDINGS, thing=round, text="Let us."
    )
    assert "being decided on" in may_write_finding(cast.nurse, round).reason
    finding = round.findings.get()
    actions.keep_minority_view(by=cast.nurse, finding=finding, text="Not so.")
    assert "running" in gate(cast.carer, acts.PUBLISH_FINDINGS, round).sentence


def test_while_the_go_ahead_waits_the_words_stay(cast):
    round = stories.concluded(cast)
    go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round)
    assert Mandate.objects.filter(state="pending").exists()
    assert "being decided on" in may_write_finding(cast.nurse, round).reason


def test_both_sides_decide_and_then_it_is_public(cast):
    adopt_charter(cast)
    round = stories.opened(cast)
    for who in (cast.carer, cast.user, cast.nurse):
        stories.answer(who, round)
    round = stories.closed(cast, round)
    words = actions.Words("We listen to each other.")
    actions.write_finding(by=cast.carer, round=round, words=words)
    round.refresh_from_db()
    decision = carry(cast, acts.PUBLISH_FINDINGS, round)
    round.refresh_from_db()
    assert decision.result == "carried"
    assert round.state == "published"


def test_the_next_round_of_the_circle_starts_with_the_conclusions(cast):
    round = published(cast)
    cycle = Cycle.objects.get(project=cast.project)
    assert "still open" in may_be_followed(cycle).reason
    go_aheads.closed(cast, round.phase)
    actions.start_next_cycle(go_aheads.go_ahead(cast, acts.START_NEXT_CYCLE, cycle))
    second = Cycle.objects.get(project=cast.project, number=2)
    need = Contribution.objects.get(activity__phase__cycle=second)
    assert (need.kind, need.text) == ("need", "Staff write the agenda alone.")
    assert round.findings.get().became == need
    assert "has begun" in may_be_followed(cycle).reason


def test_without_conclusions_there_is_no_next_round(cast):
    round = stories.both_sides_answered(cast)
    go_aheads.closed(cast, round.phase)
    cycle = Cycle.objects.get(project=cast.project)
    assert "agreed on conclusions" in may_be_followed(cycle).reason
    mandate = go_aheads.go_ahead(cast, acts.START_NEXT_CYCLE, cycle)
    with pytest.raises(PermissionDenied, match="conclusions"):
        actions.start_next_cycle(mandate)
