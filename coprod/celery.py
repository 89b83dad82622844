"""The worker's entry: `celery -A coprod worker` and `celery -A coprod beat`."""

import os
from logging.config import dictConfig

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")

app = Celery("coprod")
app.config_from_object("coprod.settings:CELERY")
app.autodiscover_tasks()


@setup_logging.connect  # whoever answers this keeps Celery from doing it its own way
def write_lines(**_options: object) -> None:
    dictConfig(settings.LOGGING)


@app.task(name="coprod.ping")
def ping(key: str) -> None:
    """Answer a fresh start's question: does a worker take work? (tools/run.py asks.)"""
    cache.set(f"ping:{key}", "pong", 60)
