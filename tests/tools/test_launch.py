"""The demonstration as people start it: up, proved, stopped, and the same again."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import psutil
import pytest

from tools import places

ROOT = Path(__file__).parent.parent.parent
LAUNCH = """
from tools import install, run, speech
install.python = install.front_end = lambda *groups: None  # they stand installed
speech.main(run.command)
"""
NOT_HANDED_ON = (
    "DATABASE_URL",
    "REDIS_URL",
    "SITE_ADDRESS",
    "STATIC_ROOT",
    "SECRET_KEY",
)
PATIENCE = 300  # seconds; filling the demonstration takes most of them


class Launched:
    """One `make run`, its words so far and all its processes."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = {k: v for k, v in os.environ.items() if k not in NOT_HANDED_ON}
        self.words = data.with_suffix(".words")
        self.family: list[psutil.Process] = []
        with self.words.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", LAUNCH],
                cwd=ROOT,
                env={**kept, "DATA": str(data), "PORT": str(self.port)},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def up(self) -> Self:
        """Wait until it says that it runs."""
        self._until("Coprod runs at")
        self.family = psutil.Process(self.process.pid).children(recursive=True)
        return self

    def _until(self, sign: str) -> None:
        end = time.monotonic() + PATIENCE
        while sign not in self.words.read_text():
            assert self.process.poll() is None, self.words.read_text()
            assert time.monotonic() < end, self.words.read_text()
            time.sleep(0.1)

    def people(self) -> list[str]:
        """Who one can be, by address: new ones would mean that data was lost."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/demo/") as page:
            return sorted(re.findall(r"sign-in/([0-9a-f-]{36})", page.read().decode()))

    def parts(self) -> dict[str, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz") as page:
            found: dict[str, str] = json.load(page)
        return found

    def ended(self) -> int:
        code = self.process.wait(60)
        _gone, alive = psutil.wait_procs(self.family, 10)
        assert alive == []
        return code


@pytest.fixture
def launch() -> Iterator[Callable[[], Launched]]:
    """Start it, each time with the same data; whatever the test does, it ends."""
    data = places.throwaway_folder()
    started: list[Launched] = []

    def start() -> Launched:
        started.append(Launched(data))
        return started[-1].up()

    yield start
    for one in started:
        one.process.terminate()
        one.process.wait(60)
    shutil.rmtree(data)
    data.with_suffix(".words").unlink(missing_ok=True)


def test_it_comes_up_stops_at_one_ctrl_c_and_comes_up_again_with_its_data(launch):
    first = launch()
    people = first.people()
    os.killpg(first.process.pid, signal.SIGINT)
    assert first.ended() == 0

    second = launch()
    assert people
    assert second.people() == people
    assert set(second.parts().values()) == {"ok"}  # a worker for each queue, too
    worker = next(p for p in second.family if "celery,relay" in p.cmdline())
    worker.kill()
    assert second.ended() == 1
    assert "worker has ended (SIGKILL)" in second.words.read_text()
