"""The worker's entry: `celery -A coprod worker` and `celery -A coprod beat`."""

import os
from contextlib import suppress
from logging.config import dictConfig

from celery import Celery
from celery.signals import heartbeat_sent, setup_logging
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")

app = Celery("coprod")
app.config_from_object("coprod.settings:CELERY")
app.autodiscover_tasks()
SEEN = 30  # seconds for which a worker is taken to be there; its heart beats every two


def queues() -> list[str]:
    """All that work is put into; each needs a worker that takes from it."""
    return sorted({app.conf.task_default_queue, *app.conf.task_routes.values()})


def has_worker(queue: str) -> bool:
    return bool(cache.get(f"worker:{queue}"))


@heartbeat_sent.connect
def be_seen(**_options: object) -> None:
    """A worker says from which queues it takes, however busy its processes are."""
    taken = {f"worker:{queue}": True for queue in app.amqp.queues.consume_from}
    with suppress(RedisError):
        cache.set_many(taken, SEEN)


@setup_logging.connect  # whoever answers this keeps Celery from doing it its own way
def write_lines(**_options: object) -> None:
    dictConfig(settings.LOGGING)


@app.task(name="coprod.ping")
def ping(key: str) -> None:
    """Answer a fresh start's question: does a worker take work? (tools/run.py asks.)"""
    cache.set(f"ping:{key}", "pong", 60)
