"""The relay and the worker of the drills: real ones, made slow, with a short lease.

`python -m tests.faults` loads everything once and then reads lines: `worker` or
`relay` forks one more, in a session of its own, and answers with its process id.
Loading takes seconds and dying takes none, so ten kills fit into one test.

With CANARY set, a job is "done" before its effect: fire and forget, which loses work.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from uuid import UUID

import celery.apps.worker
import celery.concurrency.prefork
import celery.worker.consumer  # noqa: F401 - loaded here, before each fork
import django
import kombu.transport.redis  # noqa: F401 - and this

from coprod.celery import app

SLOW = float(os.environ.get("DRILL_SLOW", "0"))
QUEUE = os.environ.get("DRILL_QUEUE", "drill")


def prepare() -> None:
    """A queue of its own, a lease of a second, and work that takes a while."""
    django.setup()
    app.conf.broker_transport_options = {"global_keyprefix": f"{QUEUE}:"}
    app.loader.import_default_modules()
    outbox = import_module("projects.outbox")
    outbox.LEASE = timedelta(seconds=1)  # type: ignore[attr-defined]
    import_module("evaluation.actions.counting").PIECE = 500  # type: ignore[attr-defined]
    canary = bool(os.environ.get("CANARY"))
    outbox.claimed = (  # type: ignore[attr-defined]
        _forgetful(outbox.claimed) if canary else _slowly(outbox.claimed)
    )


def _slowly(claimed):
    """Slow between the claim and the effect, and between the effect and "done"."""

    @contextmanager
    def slow(job_id: UUID) -> Iterator[str | None]:
        with claimed(job_id) as subject:
            if subject:
                time.sleep(SLOW / 2)
            yield subject
            if subject:
                time.sleep(SLOW / 2)

    return slow


def _forgetful(claimed):
    """Commit "done" first, then do the work."""

    @contextmanager
    def forgetful(job_id: UUID) -> Iterator[str | None]:
        with claimed(job_id) as subject:
            pass
        time.sleep(SLOW)
        yield subject

    return forgetful


def worker() -> None:
    """What `celery worker` starts, without its talk to other workers."""
    app.Worker(
        concurrency=2,
        quiet=True,
        loglevel="WARNING",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    ).start()


def relay() -> None:
    """Beat's one-second round, a little quicker."""
    while True:
        app.tasks["projects.wake_due"].run()
        time.sleep(0.1)


def _begin(work: Callable[[], None]) -> None:
    """In the fork: a session of its own, and hands off the pipes of the test."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    work()
    os._exit(0)


def serve() -> None:
    prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed need no burial
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _begin({"worker": worker, "relay": relay}[line.strip()])
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
