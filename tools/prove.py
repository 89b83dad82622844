"""Prove that workers take work: a task into each queue, and wait for what it does.

Runs in the virtual environment. Django's apps are not loaded: settings are enough.
"""

import time
from uuid import uuid4

from django.core.cache import cache

from coprod.celery import app, queues
from tools.speech import StopError, main

PATIENCE = 90


def command() -> int:
    keys = {queue: uuid4().hex for queue in queues()}
    for queue, key in keys.items():
        app.send_task("coprod.ping", [key], queue=queue)
    end = time.monotonic() + PATIENCE
    while silent := [each for each, key in keys.items() if not _was_taken(key)]:
        if time.monotonic() > end:
            names = ", ".join(silent)
            raise StopError(f"No worker took a task within {PATIENCE} seconds: {names}")
        time.sleep(0.05)
    return 0


def _was_taken(key: str) -> bool:
    return bool(cache.get(f"ping:{key}") == "pong")


if __name__ == "__main__":
    main(command)
