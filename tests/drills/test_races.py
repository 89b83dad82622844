"""Many people in the same instant, over HTTP, at several web processes at once."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from decisions.models import Ballot, Decision
from evaluation.models import Response, Round
from participants.models import Invitation, Participant, User
from phases.actions import Words, contribute
from phases.models import Contribution, Support, Version
from projects.models import LogEntry
from tests.api.conftest import open_board
from tests.cast import make_cast, make_user
from tests.drills.site import FORM, Visitor, site
from tests.drills.survey import SAID, carers
from tests.evaluation import stories
from tests.participants.ways_in import AGREED, NEEDS, link_for, step
from tests.test_races import at_once, proposal

AGAIN, VOTERS, EACH = 20, 200, 5


class Crowd:
    """The cast and everybody else, each at a device of their own."""

    def __init__(self, web) -> None:
        self.cast, self.web = make_cast(), web
        self.board = open_board(self.cast)
        self._known: dict[str, Visitor] = {}

    def __getattr__(self, name: str) -> Visitor:
        return self.visitor(getattr(self.cast, name).user)

    def visitor(self, user: User) -> Visitor:
        if user.email not in self._known:
            self._known[user.email] = Visitor(self.web, user)
        return self._known[user.email]

    def newcomers(self, number: int) -> list[Visitor]:
        return [self.visitor(make_user(uuid4().hex)) for _each in range(number)]

    def need(self) -> Contribution:
        words = Words("need", "Someone to ring in the first night.")
        return contribute(by=self.cast.carer, activity=self.board, words=words)


def together(*asks: Callable[[], tuple[int, object]]) -> Counter[int]:
    """Everybody asks at once; how often each status was the answer."""
    answers: Any = at_once(*asks)
    return Counter(status for status, _told in answers)


@pytest.fixture
def crowd(servers, tmp_path, request) -> Iterator[Crowd]:
    entry = getattr(request, "param", "coprod.wsgi")
    with site(tmp_path, servers.env, entry) as web:
        yield Crowd(web)


# ------------------------------------------------------------------ one ballot each


def vote(visitor: Visitor, decision: Decision, choice: str):
    return visitor.ask(
        "POST", f"/api/v1/decisions/{decision.pk}/ballot/", {"choice": choice}
    )


def ballots(crowd: Crowd, voters: list[Visitor]) -> int:
    """Everybody votes several times at once; how many ballots there are then."""
    decision = proposal(crowd.cast)
    choices = [Ballot.Choice.YES, Ballot.Choice.NO, *["abstain"] * (EACH - 2)]
    for first in range(0, len(voters), 10):  # fifty requests at a time
        together(
            *(
                lambda one=one, choice=choice: vote(one, decision, choice)
                for one in voters[first : first + 10]
                for choice in choices
            )
        )
    return Ballot.objects.filter(elector__decision=decision).count()


def test_each_voter_has_one_ballot(crowd):
    assert ballots(crowd, carers(crowd.cast, crowd.web, VOTERS)) == VOTERS


def without_its_constraint() -> None:
    """Several ballots of one elector fit in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'u'"
            " AND conrelid = 'decisions_ballot'::regclass"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE decisions_ballot DROP CONSTRAINT {name}")


@pytest.mark.parametrize("crowd", ["tests.drills.unlocked"], indirect=True)
def test_canary_without_lock_and_constraint_there_are_more(crowd):
    voters = carers(crowd.cast, crowd.web, VOTERS // 4)
    without_its_constraint()
    assert ballots(crowd, voters) > len(voters)


# ------------------------------------------------------------------ the other races


def join(visitor: Visitor, invitation: Invitation):
    return visitor.ask("POST", step("join_agree", invitation), AGREED, **FORM)


def joined(crowd: Crowd, places: int, people: int) -> int:
    """So many come with one link; how many have a place then."""
    group = crowd.cast.groups["Family carers"]
    link = link_for(crowd.cast.fiona, places=places, group=group.pk)
    before = Participant.objects.count()
    newcomers = crowd.newcomers(people)
    for one in newcomers:
        one.ask("POST", step("join_need", link), NEEDS, **FORM)
    together(*(lambda one=one: join(one, link) for one in newcomers))
    link.refresh_from_db()
    came = Participant.objects.count() - before
    assert link.used == came
    return came


def the_last_place(crowd: Crowd) -> None:
    assert joined(crowd, places=1, people=6) == 1


def the_places_of_a_shared_link(crowd: Crowd) -> None:
    assert joined(crowd, places=3, people=6) == 3


def joining_twice(crowd: Crowd) -> None:
    group = crowd.cast.groups["Family carers"]
    link = link_for(crowd.cast.fiona, places=9, group=group.pk)
    before = Participant.objects.count()
    [newcomer] = crowd.newcomers(1)
    newcomer.ask("POST", step("join_need", link), NEEDS, **FORM)
    together(*[lambda: join(newcomer, link)] * EACH)
    assert Participant.objects.count() == before + 1


def support(crowd: Crowd) -> None:
    need = crowd.need()
    where = f"/api/v1/contributions/{need.pk}/support/"
    people = [crowd.nurse, crowd.user, crowd.frank] * 3
    together(*(lambda one=one: one.ask("PUT", where) for one in people))
    need.refresh_from_db()
    rows = Support.objects.filter(contribution=need).count()
    assert (rows, need.support) == (3, 3)


def edit(crowd: Crowd) -> None:
    """One wins, the others are told that somebody was faster."""
    need = crowd.need()
    where, carer = f"/api/v1/contributions/{need.pk}/", crowd.carer
    seen = {"If_Match": f'"{need.edition}"'}
    said = [
        {"text": f"Someone to ring, says draft {number}."} for number in range(EACH)
    ]
    answers = together(
        *(lambda one=one: carer.ask("PATCH", where, one, **seen) for one in said)
    )
    assert answers == {200: 1, 412: EACH - 1}
    assert Version.objects.filter(contribution=need).count() == 1


def the_same_sent_again(crowd: Crowd) -> None:
    where, key = f"/api/v1/activities/{crowd.board.pk}/contributions/", str(uuid4())
    said, before = {"kind": "need", "text": "A bench."}, Contribution.objects.count()
    carer = crowd.carer
    send = [lambda: carer.ask("POST", where, said, Idempotency_Key=key)] * EACH
    answers = together(*send)
    assert set(answers) <= {201, 409}
    assert Contribution.objects.count() == before + 1


def opening(crowd: Crowd) -> None:
    round = stories.prepared(crowd.cast)
    where = stories.url("open_round", round.pk)
    together(
        *(
            lambda one=one: one.ask("POST", where, **FORM)
            for one in (crowd.fiona, crowd.frank, crowd.evaluator) * 2
        )
    )
    assert written("evaluation.round_opened", round) == 1


def closing(crowd: Crowd) -> None:
    """Whoever was thanked is counted, and nobody after it closed."""
    round = stories.opened(crowd.cast)
    close = stories.url("close_round", round.pk)
    answer = f"/api/v1/rounds/{round.pk}/responses/"
    answering = (crowd.carer, crowd.nurse, crowd.user, crowd.manager, crowd.resident)
    answers = together(
        *(lambda one=one: one.ask("POST", answer, SAID) for one in answering),
        *(
            lambda one=one: one.ask("POST", close, **FORM)
            for one in (crowd.fiona, crowd.frank, crowd.evaluator)
        ),
    )
    round.refresh_from_db()
    thanked = answers[201]
    assert (round.state, round.received) == (Round.State.CLOSED, thanked)
    assert Response.objects.filter(round=round).count() == thanked
    assert written("evaluation.round_closed", round) == 1


def written(event: str, round: Round) -> int:
    return LogEntry.objects.filter(event=event, facts__round=str(round.pk)).count()


RACES = (
    the_last_place,
    the_places_of_a_shared_link,
    joining_twice,
    support,
    edit,
    the_same_sent_again,
    opening,
    closing,
)


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_nobody_gains_by_being_in_the_same_instant(crowd, race):
    for _again in range(AGAIN):
        race(crowd)
