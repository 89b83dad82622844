"""What runs later: claim a job, call one action."""

from collections.abc import Callable
from uuid import UUID

from celery import shared_task

from phases import actions
from projects import outbox


def _run(job_id: str, action: Callable[[UUID], object]) -> None:
    with outbox.claimed(UUID(job_id)) as subject:
        if subject:
            action(UUID(subject))


@shared_task(name="phases.put_attachment_away")
def put_attachment_away(job_id: str) -> None:
    _run(job_id, actions.put_attachment_away)


@shared_task(name="phases.forget_attachment")
def forget_attachment(job_id: str) -> None:
    _run(job_id, actions.forget_attachment)


@shared_task(name="phases.check_file")
def check_file(job_id: str) -> None:
    _run(job_id, actions.check_file)


@shared_task(name="phases.store_file")
def store_file(job_id: str) -> None:
    _run(job_id, actions.store_piece)
