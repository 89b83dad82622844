"""What the clock and carried decisions set off: claim a job, call one action."""

from collections.abc import Callable
from uuid import UUID

from celery import shared_task

from decisions import actions
from projects import outbox


def _run(job_id: str, action: Callable[[UUID], object]) -> None:
    with outbox.claimed(UUID(job_id)) as subject:
        if subject:
            action(UUID(subject))


@shared_task(name="decisions.open_vote")
def open_vote(job_id: str) -> None:
    _run(job_id, actions.open_vote)


@shared_task(name="decisions.close")
def close(job_id: str) -> None:
    _run(job_id, actions.close)


@shared_task(name="decisions.enact")
def enact(job_id: str) -> None:
    _run(job_id, actions.enact)


@shared_task(name="decisions.lapse")
def lapse(job_id: str) -> None:
    _run(job_id, actions.lapse)


@shared_task(name="decisions.tell_opening")
def tell_opening(job_id: str) -> None:
    _run(job_id, actions.tell_opening)


@shared_task(name="decisions.remind")
def remind(job_id: str) -> None:
    _run(job_id, actions.remind)
