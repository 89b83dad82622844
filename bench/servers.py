"""The site and the kernel behind the same web server, and one client that keeps on."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.children import Children
from tools.places import CHECKOUT, unused_port

SERVER = (  # one lasting connection: longer than we think between two questions
    *("gunicorn", "--workers", "1", "--threads", "4", "--no-control-socket"),
    *("--keep-alive", "900"),
)
WARMING = 5  # turns that do not count


class Door:
    """A client with one lasting connection, and cookies if it is somebody."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = dict(headers or {})

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def milliseconds(self, path: str) -> float:
        began = time.perf_counter()
        status, _body = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
        return (time.perf_counter() - began) * 1000


@contextmanager
def both() -> Iterator[tuple[int, int, int]]:
    """The ports of site and kernel, and the process of the site."""
    with TemporaryDirectory() as folder, Children(Path(folder)) as children:
        ports = []
        for name, application in (
            ("site", "coprod.wsgi"),
            ("kernel", "bench.kernel:application"),
        ):
            ports.append(port := unused_port())
            command = [sys.executable, "-m", *SERVER, "--bind", f"127.0.0.1:{port}"]
            children.start(
                name, [*command, application], env=dict(os.environ), cwd=CHECKOUT
            )
            children.wait_for(partial(_listens, port), f"{name} is not up")
        yield ports[0], ports[1], children.all[0].process.pid


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def in_turns(asked: Sequence[tuple[Door, str]], times: int) -> list[list[float]]:
    """Milliseconds of each, turn by turn, so that all of them see the same machine.

    Every other turn goes the other way round: nobody always comes after the same one.
    """
    turns = []
    for turn in range(WARMING + times):
        order = asked if turn % 2 else asked[::-1]
        found = [door.milliseconds(path) for door, path in order]
        turns.append(found if turn % 2 else found[::-1])
    return turns[WARMING:]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()
