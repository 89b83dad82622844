"""Messages to people, one job each."""

from uuid import UUID

from celery import shared_task

from projects import outbox


@shared_task(name="participants.send_notice")
def send_notice(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)):
        pass
