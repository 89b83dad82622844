"""Whatever is killed, and wherever it stood: every answer is counted, and once.

People answer survey rounds over HTTP and insist until they are thanked. Between the
answers the web, the relay, the worker, PostgreSQL and Redis are killed.
"""

import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from redis import Redis

from evaluation.models import Response
from tests.cast import make_cast
from tests.drills.servers import Servers
from tests.drills.site import Site, site
from tests.drills.survey import SAID, carers, counted, drained, rounds
from tests.worker import Crew, crew

PEOPLE, ROUNDS, AT_ONCE = 24, 20, 6
BATCH = 5  # answers on their way while something dies
RANDOM_KILLS, DATABASE_KILLS, OUTAGE = 50, 5, 60
DRAINED = 60  # seconds; the lease is the real one of half a minute
RELAY = (
    "before the relay commits",
    "after the relay commits",
    "before the relay sends",
    "after the relay sends",
)
WORKER = (
    "before the claim",
    "after the claim",
    "in the effect",
    "after the effect",
    "before the worker commits",
    "after the worker commits",
    "before the worker acknowledges",
    "after the worker acknowledges",
)
WEB = ("before the web commits", "after the web commits")


class Town:
    """Everybody who answers, everything that can die, and the tally at the end."""

    def __init__(self, servers: Servers, web: Site, hands: Crew, points: Path) -> None:
        self.servers, self.web, self.hands, self.points = servers, web, hands, points
        self.worker = hands.start("worker")
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._told: list[Future[tuple[int, Any]]] = []
        cast = make_cast()
        self._left = product(carers(cast, web, PEOPLE), rounds(cast, ROUNDS))

    def answer(self, times: int = BATCH) -> None:
        """So many more are on their way."""
        for _each in range(times):
            visitor, where = next(self._left)
            self._told.append(self._pool.submit(visitor.insist, where, SAID))

    def thanked(self) -> int:
        """How many were, once everybody who answered so far was."""
        statuses = [told.result()[0] for told in self._told]
        assert set(statuses) == {201}
        return len(statuses)

    def end(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def restart_worker(self) -> None:
        self.hands.kill(self.worker)
        self.worker = self.hands.start("worker")

    def restart_relay(self) -> None:
        self.hands.kill(self.hands.relay)
        self.hands.relay = self.hands.start("relay")

    def restart_web(self) -> None:
        self.web.kill()
        self.web.start()

    def die(self, at: str) -> None:
        """Whoever comes to this point dies there, and is started again."""
        (self.points / at).touch()
        self.answer()
        self.hands.wait(lambda: not (self.points / at).exists(), f"Nobody died {at}.")
        if at in RELAY:
            self.restart_relay()
        elif at in WEB:
            self.restart_web()
        else:
            self.restart_worker()

    def empty_redis(self) -> None:
        self.answer()
        with Redis.from_url(self.servers.addresses["redis"]) as redis:
            redis.flushall()

    def go_without_redis(self, seconds: float) -> None:
        """Answers are taken all the while."""
        self.servers.kill("redis")
        back = time.monotonic() + seconds
        self.answer(4 * BATCH)
        self.thanked()
        time.sleep(max(back - time.monotonic(), 0))
        self.servers.start("redis")

    def kill_database(self) -> None:
        self.answer()
        self.servers.kill("postgres")
        self.servers.start("postgres")
        connection.close()


@pytest.fixture
def town(servers, tmp_path, request):
    points = tmp_path / "points"
    points.mkdir()
    env = {**servers.env, "DRILL_POINTS": str(points), **request.param}
    with (
        site(tmp_path, env, "tests.drills.web") as web,
        crew(
            tmp_path / "log", slow=0.05, canary="CANARY" in request.param, env=env
        ) as hands,
    ):
        town = Town(servers, web, hands, points)
        yield town
        town.end()


@pytest.mark.parametrize("town", [{"DRILL_LEASE": "30"}], ids=["outbox"], indirect=True)
def test_whatever_dies_every_answer_is_counted_once(town):
    for at in (*RELAY, *WORKER, *WEB):
        town.die(at)
    for _kill in range(RANDOM_KILLS):
        town.answer()
        time.sleep(random.uniform(0, 0.3))  # anywhere: that is what is drilled
        town.restart_worker()
    town.empty_redis()
    town.restart_relay()
    town.restart_web()
    town.go_without_redis(OUTAGE)
    for _kill in range(DATABASE_KILLS):
        town.kill_database()
    thanked, began = town.thanked(), time.monotonic()
    drained()
    assert time.monotonic() - began <= DRAINED
    assert (Response.objects.count(), counted()) == (thanked, thanked)


@pytest.mark.parametrize("town", [{"CANARY": "1"}], ids=["canary"], indirect=True)
def test_canary_fire_and_forget_loses_answers(town):
    for _kill in range(5):
        town.die("after the claim")
    thanked = town.thanked()
    drained()
    assert Response.objects.count() == thanked
    assert counted() < 0.95 * thanked
