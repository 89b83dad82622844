"""Whoever sends letter by letter holds a thread: not for ever. Drills fill a web so."""

import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tools.children import Children
from tools.places import CHECKOUT, unused_port

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"


def application(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """The least that reads what it is sent."""
    environ["wsgi.input"].read()
    start_response("204 No Content", [])
    return []


@contextmanager
def halfway(folder: Path, patience: str) -> Iterator[socket.socket]:
    """A line to a web with the settings of the site's, in the middle of a form."""
    place = "127.0.0.1", unused_port()
    command = [
        *(sys.executable, "-m", "gunicorn", f"{__name__}:application"),
        *("--bind", "{}:{}".format(*place), "--no-control-socket"),
    ]
    env = {**os.environ, "SENDING_SECONDS": patience, "TMPDIR": str(folder)}
    with Children(folder) as children:
        children.start("web", command, env=env, cwd=CHECKOUT)
        children.wait_for(lambda: _listens(place), "The web did not answer")
        with socket.create_connection(place, timeout=10) as line:
            line.sendall(HEAD + b"a")
            yield line


def _listens(place: tuple[str, int]) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(place) == 0


def test_whoever_takes_too_long_to_send_is_no_longer_listened_to(tmp_path):
    with halfway(tmp_path, patience="1") as line:
        assert line.recv(12) == b"HTTP/1.1 204"


def test_canary_with_patience_they_are_listened_to(tmp_path):
    with halfway(tmp_path, patience="3600") as line:
        line.settimeout(5)
        with pytest.raises(TimeoutError):
            line.recv(12)
