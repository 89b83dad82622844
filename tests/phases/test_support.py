"""Support: once each, from the side it was given for, whatever races."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from participants.actions import give_place
from phases import actions
from phases.models import Contribution, Support
from phases.queries import voices
from projects.models import LogEntry, Tally
from tests.phases.go_aheads import closed


def counted(need) -> tuple[int, int, int]:
    need.refresh_from_db()
    return need.support, need.support_community, need.support_institution


def test_support_is_counted_by_side(cast, need):
    for who in (cast.resident, cast.user, cast.nurse):
        actions.support(by=who, contribution=need)
    assert counted(need) == (3, 2, 1)


def test_supporting_twice_counts_once_and_can_be_taken_back(cast, need):
    actions.support(by=cast.user, contribution=need)
    actions.support(by=cast.user, contribution=need)
    assert counted(need) == (1, 1, 0)
    actions.withdraw_support(by=cast.user, contribution=need)
    actions.withdraw_support(by=cast.user, contribution=need)
    assert counted(need) == (0, 0, 0)


def test_support_stays_with_the_side_it_was_given_for(cast, need):
    actions.support(by=cast.user, contribution=need)
    cast.user.constituency = cast.groups["Managers"]
    cast.user.save(update_fields=["constituency"])
    actions.withdraw_support(by=cast.user, contribution=need)
    assert counted(need) == (0, 0, 0)


def test_nobody_is_named_for_supporting(cast, need):
    lines = LogEntry.objects.count()
    actions.support(by=cast.user, contribution=need)
    assert LogEntry.objects.count() == lines
    assert Tally.objects.get(event="phases.supported").count == 1


def test_observers_do_not_support(cast, need):
    with pytest.raises(PermissionDenied, match="observer"):
        actions.support(by=cast.observer, contribution=need)


def test_software_counts_for_no_side(cast, need):
    software = give_place(
        project=cast.project,
        constituency=cast.groups["Managers"],
        name="Scanner",
        role="software",
    )
    with pytest.raises(PermissionDenied, match="Only people"):
        actions.support(by=software, contribution=need)
    assert voices(cast.project).institution == 4


def test_what_is_closed_or_taken_back_takes_no_support(cast, need):
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    need.refresh_from_db()
    with pytest.raises(PermissionDenied, match="taken back"):
        actions.support(by=cast.user, contribution=need)
    closed(cast, need.activity.phase)
    need = Contribution.objects.get(pk=need.pk)
    with pytest.raises(PermissionDenied):
        actions.support(by=cast.user, contribution=need)


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_count_each_person_once(cast, need):
    people = [cast.resident, cast.user, cast.nurse, cast.manager]

    def click(who):
        try:
            actions.support(by=who, contribution=need)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as clicks:
        list(clicks.map(click, people * 5))
    assert counted(need) == (4, 2, 2)
    assert Support.objects.filter(contribution=need).count() == 4


def naive_support(*, by, contribution) -> None:
    """Look, then write, then save what was counted before: how not to do it."""
    seen = Contribution.objects.get(pk=contribution.pk)
    given = Support.objects.filter(contribution=contribution, participant=by).exists()
    if not given:
        seen.support += 1
        seen.support_community += 1
        seen.save(update_fields=["support", "support_community"])


def test_canary_counting_without_a_constraint_counts_wrong(cast, need):
    """One after the other: at once, lost counts may make up for those too many."""
    for who in [cast.resident, cast.user, cast.carer] * 5:
        naive_support(by=who, contribution=need)
    assert counted(need)[0] != 3
