"""A real relay and real workers in processes of their own, to be killed for real."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from django.conf import settings
from django.db import connection
from redis import Redis

from projects.models import Job

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds until a drill is given up


class Crew:
    """Starts, kills and at the end ends processes on the test's own database."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process, self._log, self._alive = process, log, set[int]()
        self.relay = self.start("relay")

    def start(self, what: str) -> int:
        """One more `worker` or `relay`; its process id."""
        _pipe(self._process.stdin).write(f"{what}\n")
        _pipe(self._process.stdin).flush()
        answer = _pipe(self._process.stdout).readline()
        assert answer, f"The drill did not begin:\n{self._log.read_text()}"
        self._alive.add(pid := int(answer))
        return pid

    def kill(self, pid: int) -> None:
        """SIGKILL for the process and all its children; gone when this returns."""
        self._alive.discard(pid)
        try:
            os.killpg(pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        wait(lambda: not Path(f"/proc/{pid}").exists(), f"{pid} does not die.")

    def end(self) -> None:
        for pid in list(self._alive):
            self.kill(pid)
        self._process.kill()
        self._process.communicate()

    def kill_while_working(self, task: str, times: int = 10) -> None:
        """Kill the worker so many times, each after it has got something done."""
        worker = self.start("worker")
        for _round in range(times):
            before = _done(task)
            self.wait(lambda before=before: _done(task) > before, "No work is done.")
            time.sleep(random.uniform(0, 0.1))
            self.kill(worker)
            worker = self.start("worker")

    def wait_until_done(self, task: str) -> None:
        jobs = Job.objects.filter(task=task, done_at=None)
        self.wait(lambda: not jobs.exists(), f"{task} is not done.")

    def wait(self, until, problem: str) -> None:
        try:
            wait(until, problem)
        except TimeoutError as error:
            error.add_note(self._log.read_text()[-4000:])
            raise


@contextmanager
def crew(
    log: Path,
    *,
    slow: float = 0,
    canary: bool = False,
    env: Mapping[str, str] | None = None,
) -> Iterator[Crew]:
    """A relay is at work already; workers are started by the test."""
    queue = f"drill-{uuid4().hex[:8]}"
    settled = {
        "CELERY_SKIP_CHECKS": "1",
        "DRILL_QUEUE": queue,
        "DRILL_SLOW": str(slow),
        "CANARY": "1" if canary else "",
    }
    hands = Crew(_begin(log, {**(env or _on_the_tests_database()), **settled}), log)
    try:
        yield hands
    finally:
        hands.end()
        redis = Redis.from_url(settings.REDIS_URL)
        for key in redis.scan_iter(f"{queue}:*"):
            redis.delete(key)
        redis.close()


def _on_the_tests_database() -> dict[str, str]:
    database, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    return {
        **os.environ,
        "DATABASE_URL": f"{database}/{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "coprod.settings",
    }


def _begin(log: Path, env: Mapping[str, str]) -> "subprocess.Popen[str]":
    with log.open("w") as kept:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=kept,
            text=True,
        )


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def _done(task: str) -> int:
    return Job.objects.filter(task=task, done_at__isnull=False).count()


def wait(until, problem: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            raise TimeoutError(problem)
        time.sleep(0.02)
