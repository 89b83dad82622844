"""Two people, one place: the database decides."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from participants.actions import accept, open_account
from participants.models import Invitation, Participant, User
from participants.permissions import may_join, may_use
from participants.rules.joining import Details
from projects.access import YES
from tests.participants.ways_in import link_for

pytestmark = pytest.mark.django_db(transaction=True)
DETAILS = Details(name="Someone", language="en")


def at_once(work, jobs):
    """Run all jobs at the same time, each on a connection of its own."""

    def run(job):
        try:
            return work(job)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return Counter(pool.map(run, jobs))


def joining(cast, invitation):
    group = cast.groups["Family carers"]

    def join(user):
        try:
            accept(by=user, invitation=invitation, group=group, details=DETAILS)
        except PermissionDenied:
            return "refused"
        return "joined"

    return join


def people(number):
    return [User.objects.create_user(f"p{one}@example.org") for one in range(number)]


def test_no_more_join_than_there_are_places(cast):
    invitation = link_for(cast.fiona, places=3)
    came = at_once(joining(cast, invitation), people(8))
    assert came == {"joined": 3, "refused": 5}
    invitation.refresh_from_db()
    assert invitation.used == 3
    assert Participant.objects.filter(name="Someone").count() == 3


def test_one_person_joins_once_however_often_they_press(cast):
    links = [link_for(cast.fiona), link_for(cast.fiona)]
    (user,) = people(1)
    results: Counter[str] = Counter()
    for _ in range(3):
        join = [joining(cast, link) for link in links]
        results += at_once(lambda job: job(user), join + join)
    assert results["joined"] == 1
    assert Participant.objects.filter(user=user).count() == 1
    assert sum(link.used for link in Invitation.objects.all()) == 1


def test_canary_without_the_rule_the_constraint_still_holds(cast, monkeypatch):
    monkeypatch.setattr("participants.actions.invitations.may_join", lambda *_: YES)
    invitation = link_for(cast.fiona, places=2)

    def join(user):
        try:
            return joining(cast, invitation)(user)
        except IntegrityError as error:
            return str(error).partition('constraint "')[2].partition('"')[0]

    constraint = "no_more_join_than_were_invited"
    assert at_once(join, people(5)) == {"joined": 2, constraint: 3}


def test_an_address_opens_one_account_however_often_it_is_asked(cast):
    opened = at_once(lambda _: open_account(email="New@example.org").pk, list(range(6)))
    assert len(opened) == 1
    assert User.objects.filter(email__iexact="new@example.org").count() == 1


def test_the_rule_and_the_page_agree(cast):
    invitation = link_for(cast.fiona, places=1)
    (one, two) = people(2)
    assert may_join(one, invitation)
    accept(
        by=one,
        invitation=invitation,
        group=cast.groups["Family carers"],
        details=DETAILS,
    )
    invitation.refresh_from_db()
    assert not may_use(invitation)
    assert not may_join(two, invitation)
