"""What people say beneath a contribution."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from phases import actions, acts
from phases.permissions import may_comment, may_edit
from phases.queries import comments_page
from tests.phases.go_aheads import closed, go_ahead


def test_both_sides_comment_and_the_number_is_kept(cast, need):
    actions.comment(by=cast.nurse, contribution=need, text="We can ring back.")
    actions.comment(by=cast.user, contribution=need, text="نعم", language="ar")
    need.refresh_from_db()
    assert need.comments_kept == 2
    latest, first = comments_page(need, None).rows
    assert (latest.language, first.text) == ("ar", "We can ring back.")


def test_a_comment_says_something(cast, need):
    with pytest.raises(ValidationError, match="Write something"):
        actions.comment(by=cast.nurse, contribution=need, text=" ")


def test_one_takes_back_ones_own_comment_only(cast, need):
    said = actions.comment(by=cast.nurse, contribution=need, text="No.")
    with pytest.raises(PermissionDenied, match="Only whoever wrote this"):
        actions.withdraw_comment(by=cast.fiona, comment=said)
    actions.withdraw_comment(by=cast.nurse, comment=said)
    need.refresh_from_db()
    assert need.comments_kept == 0
    assert comments_page(need, None).rows == []


def test_a_closed_phase_takes_no_comments(cast, need):
    closed(cast, need.activity.phase)
    need.activity.phase.refresh_from_db()
    with pytest.raises(PermissionDenied, match="has ended"):
        actions.comment(by=cast.nurse, contribution=need, text="Late")


def test_where_comments_are_closed_the_page_says_so_and_invites_nobody(
    client, cast, need
):
    client.force_login(cast.nurse.user)
    invited = "Comment on it"
    assert invited in client.get(need.get_absolute_url()).content.decode()
    closed(cast, need.activity.phase)
    page = client.get(need.get_absolute_url()).content.decode()
    assert invited not in page
    assert "Comments are closed." in page
    assert "Both sides can decide to open it again." in page
    need.activity.phase.refresh_from_db()
    assert may_edit(cast.nurse, need).reason == may_comment(cast.nurse, need).reason


def test_once_the_next_round_began_nobody_is_told_to_open_the_old_one(cast, need):
    phase = closed(cast, need.activity.phase)
    actions.begin_cycle(cast.project, go_ahead(cast, acts.OPEN_PHASE, phase))
    need.activity.phase.refresh_from_db()
    reason = may_comment(cast.nurse, need).reason
    assert "so has its round" in reason
    assert "open it again" not in reason
