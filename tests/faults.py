"""The relay and the worker of the drills: real ones, made slow, with a short lease.

`python -m tests.faults` loads everything once and then reads lines: `worker` or
`relay` forks one more, in a session of its own, and answers with its process id.
Loading takes seconds and dying takes none, so ten kills fit into one test.

With CANARY set, a job is "done" before its effect: fire and forget, which loses work.

Whoever comes first to a point whose name stands as a file in DRILL_POINTS dies there,
with its whole process group.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import celery.apps.worker
import celery.concurrency.prefork
import celery.worker.consumer
import celery.worker.request
import django
import kombu.transport.redis
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from coprod.celery import app, queues

SLOW = float(os.environ.get("DRILL_SLOW", "0"))
LEASE = float(os.environ.get("DRILL_LEASE", "1"))
QUEUE = os.environ.get("DRILL_QUEUE", "drill")
POINTS = Path(os.environ.get("DRILL_POINTS", os.devnull))


def point(name: str) -> None:
    """A place to die at, if that is laid out."""
    with suppress(OSError):
        (POINTS / name).unlink()
        os.killpg(0, signal.SIGKILL)


def around(owner: Any, name: str, deed: str) -> None:
    """Points before and after a function does what it does."""
    real = getattr(owner, name)

    @wraps(real)
    def watched(*args, **named):
        point(f"before {deed}")
        result = real(*args, **named)
        point(f"after {deed}")
        return result

    setattr(owner, name, watched)


def prepare() -> None:
    """A queue of its own, a lease of a second, and work that takes a while."""
    django.setup()
    app.conf.broker_transport_options = {"global_keyprefix": f"{QUEUE}:"}
    app.loader.import_default_modules()
    app.conf.task_soft_time_limit = int(os.environ.get("DRILL_LIMIT", "50"))
    outbox = import_module("projects.outbox")
    outbox.LEASE = timedelta(seconds=LEASE)  # type: ignore[attr-defined]
    import_module("evaluation.actions.counting").PIECE = 500  # type: ignore[attr-defined]
    canary = bool(os.environ.get("CANARY"))
    outbox.claimed = (  # type: ignore[attr-defined]
        _forgetful(outbox.claimed) if canary else _slowly(outbox.claimed)
    )


def _slowly(claimed):
    """Slow between the claim and the effect, and between the effect and "done"."""

    @contextmanager
    def slow(job_id: UUID) -> Iterator[str | None]:
        point("before the claim")
        with claimed(job_id) as subject:
            if subject:
                point("after the claim")
                time.sleep(SLOW / 2)
            with connection.execute_wrapper(_dying_half_way):
                yield subject
            if subject:
                point("after the effect")
                time.sleep(SLOW / 2)

    return slow


def _dying_half_way(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(("INSERT", "UPDATE")):
        point("in the effect")
    return result


def _forgetful(claimed):
    """Commit "done" first, then do the work."""

    @contextmanager
    def forgetful(job_id: UUID) -> Iterator[str | None]:
        with claimed(job_id) as subject:
            pass
        point("after the claim")
        time.sleep(SLOW)
        yield subject

    return forgetful


def worker() -> None:
    """What `celery worker` starts, without its talk to other workers."""
    around(BaseDatabaseWrapper, "commit", "the worker commits")
    around(celery.worker.request.Request, "acknowledge", "the worker acknowledges")
    app.Worker(
        concurrency=2,
        queues=queues(),
        quiet=True,
        loglevel="WARNING",
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    ).start()


def relay() -> None:
    """Beat's one-second round, a little quicker; if it fails, the next one comes."""
    around(BaseDatabaseWrapper, "commit", "the relay commits")
    around(kombu.transport.redis.Channel, "_put", "the relay sends")
    while True:
        try:
            app.tasks["projects.wake_due"].run()
        except Exception:  # noqa: BLE001 - its servers are what is being killed
            connection.close()
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
