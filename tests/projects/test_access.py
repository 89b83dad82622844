"""Who holds what, and how a request reaches a project."""

import pytest
from django.core.exceptions import PermissionDenied

from projects.access import YES, ensure, grants, no


def test_a_no_stops_and_says_why():
    with pytest.raises(PermissionDenied, match="Not yet"):
        ensure(no("Not yet."))
    ensure(YES)


def test_a_member_holds_what_the_role_table_says(cast):
    assert "decide_in_project" in grants(cast.carer.user, cast.project)
    assert "facilitate_project" not in grants(cast.carer.user, cast.project)


def test_a_superuser_without_a_place_holds_nothing(cast):
    cast.stranger.is_superuser = True
    cast.stranger.save(update_fields=["is_superuser"])
    assert grants(cast.stranger, cast.project) == frozenset()
