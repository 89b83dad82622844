"""Prove that a worker takes work: give it a task and wait for what the task does.

Runs in the virtual environment. Django's apps are not loaded: settings are enough.
"""

import time
from uuid import uuid4

from django.core.cache import cache

from coprod.celery import app
from tools.speech import StopError, main

PATIENCE = 90


def command() -> int:
    key = uuid4().hex
    app.send_task("coprod.ping", [key])
    end = time.monotonic() + PATIENCE
    while cache.get(f"ping:{key}") != "pong":
        if time.monotonic() > end:
            raise StopError(f"No worker took a task within {PATIENCE} seconds.")
        time.sleep(0.05)
    return 0


if __name__ == "__main__":
    main(command)
