"""What runs later: claim a job, call one action."""

from collections.abc import Callable
from uuid import UUID

from celery import shared_task

from evaluation import actions
from projects import outbox


def _run(job_id: str, action: Callable[[UUID], object]) -> None:
    with outbox.claimed(UUID(job_id)) as subject:
        if subject:
            action(UUID(subject))


@shared_task(name="evaluation.count")
def count(job_id: str) -> None:
    _run(job_id, actions.count)


@shared_task(name="evaluation.figure")
def figure(job_id: str) -> None:
    _run(job_id, actions.figure)


@shared_task(name="evaluation.close")
def close(job_id: str) -> None:
    _run(job_id, actions.close_when_due)


@shared_task(name="evaluation.check_import")
def check_import(job_id: str) -> None:
    _run(job_id, actions.check_import)


@shared_task(name="evaluation.store_import")
def store_import(job_id: str) -> None:
    _run(job_id, actions.store_piece)
