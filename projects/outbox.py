"""Promised work: a row, written in the action's transaction, is the truth.

A message only wakes someone. The relay moves `wake_at` one lease ahead and sends, so
a killed worker or an emptied Redis costs one lease, not Redis's visibility timeout.
A task claims its row; effect and "done" commit together: nothing lost, nothing done
twice. The relay also keeps the queue short: without that, a backlog longer than one
lease is sent again and again, and fresh work waits behind stale wake-ups.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, Count, F, Min, Q, Value, When
from django.db.models.functions import Now
from django.utils import timezone
from redis.exceptions import RedisError

from projects.models import Job

LEASE = timedelta(seconds=30)
QUEUE = 50  # wake-ups waiting in each at any time; rows wait in PostgreSQL


def put(task: str, subject: object, at: datetime | None = None) -> Job:
    """Promise a task for one id, now or at a moment. Only inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("outbox.put belongs in the transaction of an action.")
    due = at or Now()
    return Job.objects.create(task=task, subject=str(subject), due_at=due, wake_at=due)


def wake_due(
    send: Callable[[str, UUID], object], waiting: int = 0, among: Q | None = None
) -> int:
    """Lease what is due, commit, then send. Any number of relays may run this.

    waiting: what is in the queue already. among: the jobs that go into this queue.
    """
    room = max(QUEUE - waiting, 0)
    with transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=True)
        due = rows.filter(among or Q(), done_at=None, wake_at__lte=Now())
        leased = list(due.order_by("wake_at")[:room])
        ids = [job.pk for job in leased]
        Job.objects.filter(pk__in=ids).update(wake_at=Now() + LEASE)
    for job in leased:
        send(job.task, job.pk)
    return len(leased)


def undone() -> Iterator[tuple[str, str, int]]:
    """How many of each task are failing, waiting or meant for later."""
    state = Case(
        When(tries__gt=0, then=Value("failing")),
        When(due_at__lte=Now(), then=Value("waiting")),
        default=Value("later"),
    )
    rows = Job.objects.filter(done_at=None).values("task", state=state)
    counted = rows.annotate(number=Count("pk")).order_by("task", "state")
    yield from counted.values_list("task", "state", "number")


def longest_wait() -> timedelta:
    """Since when the oldest is due that is not done."""
    due = Job.objects.filter(done_at=None, due_at__lte=Now())
    wait: timedelta | None = due.aggregate(wait=Now() - Min("due_at"))["wait"]
    return wait or timedelta(0)


@contextmanager
def claimed(job_id: UUID) -> Iterator[str | None]:
    """Hold one row while its effect happens; None if it is done or held elsewhere."""
    try:
        with transaction.atomic():
            rows = Job.objects.select_for_update(skip_locked=True)
            job = rows.filter(pk=job_id, done_at=None).first()
            yield job.subject if job else None
            if job:
                Job.objects.filter(pk=job.pk).update(done_at=Now())
    except Exception as problem:
        _postpone(job_id, problem)
        raise


def _postpone(job_id: UUID, problem: Exception) -> None:
    """Try again later and later, at most hourly; the row says why."""
    tries = Job.objects.get(pk=job_id).tries
    pause = min(LEASE * 2 ** min(tries, 10), timedelta(hours=1))
    Job.objects.filter(pk=job_id, done_at=None).update(
        tries=F("tries") + 1,
        wake_at=timezone.now() + pause,
        problem=repr(problem)[:500],
    )


@dataclass(frozen=True)
class Progress:
    """How far a piece of work is. Only shown: what is done stands in rows."""

    done: int = 0
    of: int = 0


def tell(subject: object, progress: Progress) -> None:
    """Say how far it is, where others see it before the work is committed."""
    with suppress(RedisError):
        cache.set(f"progress.{subject}", progress, LEASE.total_seconds())


def progress_of(subject: object) -> Progress:
    with suppress(RedisError):
        found: Progress = cache.get(f"progress.{subject}", Progress())
        return found
    return Progress()
