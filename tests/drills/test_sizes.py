"""Far too much, too deep, or too slow: refused in words, soon, and cheaply."""

import http.client
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

import psutil
import pytest
from django.db import connections, transaction
from django.urls import reverse
from redis import Redis

from tests.drills.oversized import (
    FORM,
    MEGABYTE,
    Sending,
    brackets,
    depths,
    heads,
    ladder,
    long_texts,
    places,
    traps,
)
from tests.drills.site import CSRF, PROCESSES, THREADS, Site, site
from tests.matrix.asking import Key, keys
from tests.matrix.world import World, home

SOON, GROWTH = 2, 150  # seconds, megabytes of one process
REFUSED = b"HTTP/1.1 400"
SLOW, PATIENCE = THREADS - 1, 3  # fewer than fill one process; seconds


@dataclass
class Town:
    world: World
    held: dict[str, Key]
    web: Site
    redis: Redis
    grew: float = 0  # megabytes

    def headers(self, who: str) -> dict[str, str]:
        shown = f"sessionid={self.held[who]}; csrftoken={CSRF}"
        return {"Cookie": shown, "X-CSRFToken": CSRF, "If-Match": '"1"'}

    def fault(self, sending: Sending) -> str:
        """What is wrong with the answer, or nothing."""
        self.redis.flushall()  # what limits how often someone may try
        began = time.monotonic()
        status, kind, told = self.answer(sending)
        took = time.monotonic() - began
        wrong = [
            status >= 500,
            took >= SOON,
            b"Traceback" in told,
            status >= 400 and not ("json" in kind or b"<h1" in told),
        ]
        said = (
            f"{sending.name} {sending.path[:60]}: {status} {took:.1f} s {told[:80]!r}"
        )
        return said if any(wrong) else ""

    def answer(self, sending: Sending) -> tuple[int, str, bytes]:
        """Read also where the web hangs up before it heard everything."""
        line = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=60)
        headers = self.headers(sending.who) | dict(sending.headers)
        chunked = "Transfer-Encoding" in headers
        body = sending.pieces if chunked else sending.body
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                line.request(
                    *(sending.method, sending.path, body, headers),
                    encode_chunked=chunked,
                )
            answer = line.getresponse()
            return answer.status, answer.headers.get("Content-Type", ""), answer.read()
        finally:
            line.close()

    def memory(self) -> dict[int, float]:
        """Of each process of the web, in megabytes."""
        (child,) = self.web._children.all
        web = psutil.Process(child.process.pid)
        tree = [web, *web.children(recursive=True)]
        return {each.pid: each.memory_info().rss / MEGABYTE for each in tree}

    @contextmanager
    def measured(self) -> Iterator[None]:
        """The most that one process needed while this lasted."""
        before, done = self.memory(), Event()

        def look() -> None:
            while not done.wait(0.02):
                now = self.memory()
                self.grew = max(self.grew, *(now[pid] - before[pid] for pid in before))

        watcher = Thread(target=look)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def statuses(self) -> dict[str, int]:
        """Of what people read."""
        _page, api = places(self.world)
        project = reverse("project", args=[self.world["project"].pk])
        board = self.world["board"].get_absolute_url()
        read = [Sending("", path, method="GET") for path in ("/", project, board, api)]
        return {one.path: self.answer(one)[0] for one in read if not self.fault(one)}


@pytest.fixture
def town(servers, tmp_path, request) -> Iterator[Town]:
    entry = getattr(request, "param", "coprod.wsgi")
    env = {**servers.env, "SENDING_SECONDS": str(PATIENCE)}
    with ExitStack() as stack:
        web = stack.enter_context(site(tmp_path, env, entry))
        with transaction.atomic():
            world = home()
        redis = stack.enter_context(Redis.from_url(servers.addresses["redis"]))
        town = Town(world, keys(world), web, redis)
        connections.close_all()
        for _each in range(PROCESSES * 4):  # all that is loaded once
            town.statuses()
        yield town


def faults(town: Town, sendings: Iterable[Sending]) -> list[str]:
    """Of all answers, and of the pages before and after."""
    before = town.statuses()
    assert set(before.values()) == {200}, before
    with town.measured():
        found = [fault for one in sendings if (fault := town.fault(one))]
    if town.grew >= GROWTH:
        found.append(f"A process grew by {town.grew:.0f} MB.")
    if town.statuses() != before:
        found.append("Its pages are not as they were.")
    return found


@pytest.mark.parametrize("kind", [ladder, depths, heads, traps, long_texts, brackets])
def test_what_is_too_much_is_refused_soon_and_cheaply(
    town, kind: Callable[[World], Iterator[Sending]]
):
    assert faults(town, list(kind(town.world))) == []


without_limits = pytest.mark.parametrize(
    "town", ["tests.drills.unlimited"], indirect=True
)


@without_limits
def test_canary_without_limits_it_costs_too_much(town):
    assert faults(town, (one for one in ladder(town.world) if "25" in one.name))


@without_limits
def test_canary_without_its_limit_one_long_field_costs_too_much(town):
    faults(town, brackets(town.world))
    assert town.grew >= GROWTH


# ------------------------------------------------------------------ too slow


@contextmanager
def slow(town: Town, number: int) -> Iterator[list[socket.socket]]:
    """So many send a form letter by letter, and never come to its end."""
    page, _api = places(town.world)
    head = [f"POST {page} HTTP/1.1", "Host: localhost", "Content-Length: 100000"]
    said = town.headers("citizen") | FORM
    head += [f"{name}: {value}" for name, value in said.items()]
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", town.web.port)))
            for _each in range(number)
        ]
        done = Event()

        def trickle() -> None:
            while not done.wait(0.2):
                for line in lines:
                    with suppress(OSError):
                        line.sendall(b"a")

        for line in lines:
            line.sendall("\r\n".join([*head, "\r\n"]).encode())
        sender = Thread(target=trickle)
        sender.start()
        try:
            yield lines
        finally:
            done.set()
            sender.join()


def test_others_are_answered_while_some_send_slowly(town):
    with slow(town, SLOW):
        assert [town.fault(Sending("", "/", method="GET")) for _ in range(20)] == [
            ""
        ] * 20


def let_go(lines: list[socket.socket]) -> int:
    """How many are answered, or hung up on, within ten times our patience."""
    waiting, end = set(lines), time.monotonic() + 10 * PATIENCE
    while waiting and (left := end - time.monotonic()) > 0:
        waiting.difference_update(select.select(waiting, [], [], left)[0])
    return len(lines) - len(waiting)


def heard(line: socket.socket) -> bytes:
    with suppress(ConnectionResetError):
        return line.recv(len(REFUSED))
    return b""


def test_whoever_takes_too_long_to_send_is_no_longer_listened_to(town):
    with slow(town, PROCESSES * THREADS) as lines:
        assert let_go(lines) == len(lines)
        assert {heard(line) for line in lines} <= {REFUSED, b""}
        assert town.fault(Sending("", "/", method="GET")) == ""


@without_limits
def test_canary_without_an_end_to_patience_they_are_listened_to_for_ever(town):
    with slow(town, PROCESSES * THREADS) as lines:
        assert let_go(lines) == 0
