"""The worker's entry: `celery -A coprod worker` and `celery -A coprod beat`."""

import os

from celery import Celery
from django.core.cache import cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")

app = Celery("coprod")
app.config_from_object("coprod.settings:CELERY")
app.autodiscover_tasks()


@app.task(name="coprod.ping")
def ping(key: str) -> None:
    """Answer a fresh start's question: does a worker take work? (tools/run.py asks.)"""
    cache.set(f"ping:{key}", "pong", 60)
