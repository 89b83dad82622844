"""Letters to people, one job each, and what runs out."""

from collections.abc import Callable
from uuid import UUID

from celery import shared_task

from participants import actions
from projects import outbox


def _run(job_id: str, action: Callable[[UUID], object]) -> None:
    with outbox.claimed(UUID(job_id)) as subject:
        if subject:
            action(UUID(subject))


@shared_task(name="participants.send_notice")
def send_notice(job_id: str) -> None:
    _run(job_id, actions.send_notice)


@shared_task(name="participants.send_invitation")
def send_invitation(job_id: str) -> None:
    _run(job_id, actions.send_invitation)


@shared_task(name="participants.end_pause")
def end_pause(job_id: str) -> None:
    _run(job_id, actions.end_pause)


@shared_task(name="participants.forget_address")
def forget_address(job_id: str) -> None:
    _run(job_id, actions.forget_address)


@shared_task(name="participants.forget_old_secret")
def forget_old_secret(job_id: str) -> None:
    _run(job_id, actions.forget_old_secret)


@shared_task(name="participants.tell_of_silence")
def tell_of_silence(job_id: str) -> None:
    _run(job_id, actions.tell_of_silence)


@shared_task(name="participants.send_silence")
def send_silence(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)) as about:
        if about:
            actions.send_silence(about)


@shared_task(name="participants.send_change")
def send_change(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)) as about:
        if about:
            actions.send_change(about)
