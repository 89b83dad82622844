"""Reporting, hiding with a reason that its author reads, and showing again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from participants.models import Notice
from phases import actions
from phases.models import Contribution, Report
from phases.permissions import may_read
from phases.queries import Chosen, contributions_page, hidden_page, reports_page
from projects.models import LogEntry, Tally

WHY = {"ground": "private", "because": "It names a patient."}


def test_anyone_in_the_project_reports_and_facilitators_see_it(cast, need):
    actions.report(by=cast.observer, said=need, reason="It names my aunt.")
    (report,) = reports_page(cast.project, None).rows
    assert (report.contribution, report.reason) == (need, "It names my aunt.")


def test_a_report_counts_once_and_names_nobody_in_the_log(cast, need):
    lines = LogEntry.objects.count()
    for _again in range(2):
        actions.report(by=cast.user, said=need, reason="It names my aunt.")
    assert Report.objects.count() == 1
    assert LogEntry.objects.count() == lines
    assert Tally.objects.get(event="phases.reported").count == 1


def test_a_report_says_what_is_wrong_with_what_others_wrote(cast, need):
    with pytest.raises(ValidationError, match="what is wrong"):
        actions.report(by=cast.user, said=need, reason=" ")
    with pytest.raises(PermissionDenied, match="your own"):
        actions.report(by=cast.carer, said=need, reason="Oh")


def test_hiding_takes_a_ground_and_a_reason(cast, need):
    for ground, because in [("private", " "), ("boring", "I do not like it")]:
        with pytest.raises(ValidationError, match="on which ground"):
            actions.hide(by=cast.frank, said=need, ground=ground, because=because)
    with pytest.raises(IntegrityError, match="what_is_hidden_says_why"):
        Contribution.objects.filter(pk=need.pk).update(hidden_at="2026-01-01T00:00Z")


def test_its_author_is_told_why_and_still_reads_it(cast, need):
    actions.hide(by=cast.frank, said=need, **WHY)
    notice = Notice.objects.get(participant=cast.carer, kind="hidden")
    assert (notice.about, notice.words["reason"]) == (need.pk, "It names a patient.")
    need.refresh_from_db()
    assert may_read(cast.carer, need)
    assert may_read(cast.fiona, need)
    assert "told why" in may_read(cast.nurse, need).reason


def test_what_is_hidden_leaves_the_list_and_comes_back_when_shown(cast, board, need):
    actions.hide(by=cast.frank, said=need, **WHY)
    assert contributions_page(board, Chosen()).rows == []
    board.refresh_from_db()
    assert board.pieces == 0
    actions.unhide(by=cast.fiona, said=need)
    assert contributions_page(board, Chosen()).rows == [need]


def test_hiding_settles_the_reports_and_logs_the_role_without_a_name(cast, need):
    actions.report(by=cast.user, said=need, reason="It names my aunt.")
    actions.hide(by=cast.frank, said=need, **WHY)
    assert reports_page(cast.project, None).rows == []
    line = LogEntry.objects.get(event="phases.hidden")
    assert (line.actor, line.role, line.facts["ground"]) == (
        None,
        "facilitator",
        "private",
    )


def test_a_report_can_be_looked_at_and_nothing_hidden(cast, need):
    report = actions.report(by=cast.user, said=need, reason="I do not like it.")
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.dismiss_report(by=cast.nurse, report=report)
    actions.dismiss_report(by=cast.fiona, report=report)
    with pytest.raises(PermissionDenied, match="already"):
        actions.dismiss_report(by=cast.frank, report=report)


def test_only_facilitators_hide(cast, need):
    for who in (cast.carer, cast.nurse, cast.evaluator):
        with pytest.raises(PermissionDenied, match="Only facilitators"):
            actions.hide(by=who, said=need, **WHY)


def test_a_comment_is_hidden_on_the_same_grounds(cast, need):
    said = actions.comment(by=cast.nurse, contribution=need, text="Ask Mrs Smith.")
    actions.report(by=cast.user, said=said, reason="A name")
    actions.hide(by=cast.fiona, said=said, **WHY)
    need.refresh_from_db()
    assert need.comments_kept == 0
    assert Notice.objects.filter(participant=cast.nurse, kind="hidden").exists()
    actions.unhide(by=cast.fiona, said=said)
    need.refresh_from_db()
    assert need.comments_kept == 1


def test_what_was_hidden_and_then_taken_back_is_counted_once(cast, board, need):
    actions.hide(by=cast.frank, said=need, **WHY)
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    board.refresh_from_db()
    assert board.pieces == 0
    actions.unhide(by=cast.frank, said=need)
    board.refresh_from_db()
    assert board.pieces == 0
    assert contributions_page(board, Chosen()).rows == []


def test_facilitators_read_no_more_of_what_its_author_took_back(cast, need):
    said = actions.comment(by=cast.nurse, contribution=need, text="Ask Mrs Smith.")
    for reported in (need, said):
        actions.report(by=cast.user, said=reported, reason="A name")
    assert len(reports_page(cast.project, None).rows) == 2
    actions.withdraw_comment(by=cast.nurse, comment=said)
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    assert reports_page(cast.project, None).rows == []


def test_what_was_hidden_and_then_taken_back_is_read_by_nobody(cast, need):
    actions.hide(by=cast.frank, said=need, **WHY)
    assert hidden_page(cast.project, None).rows == [need]
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    assert hidden_page(cast.project, None).rows == []


def test_an_author_can_reword_what_was_hidden(cast, need):
    actions.hide(by=cast.frank, said=need, **WHY)
    actions.edit(by=cast.carer, contribution=need, text="Someone to ring", edition=1)
    need.refresh_from_db()
    assert need.hidden_at
