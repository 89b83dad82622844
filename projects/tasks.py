"""The relay, the sealer and what is forgotten, woken by Beat; and what goes out."""

from typing import Any
from uuid import UUID

from celery import current_app, shared_task
from django.core.files.storage import default_storage
from django.db.models import Q
from django.db.models.functions import Now

from projects import actions, log, outbox
from projects.models import Once, Project


@shared_task(name="projects.wake_due")
def wake_due() -> None:
    """Wake what is due, into the room that each queue has."""
    queues = jobs_by_queue()
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        waiting = {queue: channel.client.llen(queue) for queue in queues}
    for queue, jobs in queues.items():
        outbox.wake_due(_send, waiting[queue], jobs)


def jobs_by_queue() -> dict[str, Q]:
    """Which jobs go into each queue: those without a route into Celery's own."""
    routes: dict[str, str] = current_app.conf.task_routes
    found = {current_app.conf.task_default_queue: ~Q(task__in=list(routes))}
    for task, queue in routes.items():
        found[queue] = found.get(queue, Q()) | Q(task=task)
    return found


def _send(task: str, job: UUID) -> None:
    current_app.send_task(task, [str(job)])


@shared_task(name="projects.seal_log")
def seal_log() -> None:
    """Chain new lines of every project that has some."""
    for project in Project.objects.filter(log__seal=None, log__isnull=False).distinct():
        log.seal(project)


@shared_task(name="projects.drop_file")
def drop_file(job_id: str) -> None:
    """The row of a file is gone, whoever deleted it; now the file goes."""
    with outbox.claimed(UUID(job_id)) as name:
        if name:
            default_storage.delete(name)


@shared_task(name="projects.forget_answers")
def forget_answers() -> None:
    """Kept answers are for repeating a request, within a day."""
    Once.objects.filter(kept_until__lte=Now()).delete()


@shared_task(name="projects.deliver")
def deliver(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)) as delivery_id:
        if delivery_id:
            actions.deliver(UUID(delivery_id))


@shared_task(name="projects.forget_deliveries")
def forget_deliveries() -> None:
    actions.forget_deliveries()


@shared_task(name="projects.make_export")
def make_export(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)) as export_id:
        if export_id:
            actions.make_export(UUID(export_id))


@shared_task(name="projects.give_up_export")
def give_up_export(job_id: str) -> None:
    with outbox.claimed(UUID(job_id)) as export_id:
        if export_id:
            actions.give_up_export(UUID(export_id))


@shared_task(name="projects.forget_exports")
def forget_exports() -> None:
    actions.forget_exports()
