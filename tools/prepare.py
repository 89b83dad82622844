"""What must be done before the web starts: schema, words, files, the demonstration.

One process does it all, since starting Django is most of the time. Runs in the
virtual environment.
"""

import hashlib
import logging
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from redis.exceptions import RedisError

from tools import messages
from tools.speech import StopError, main, say


def command() -> int:
    messages.compile_all()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coprod.settings")
    django.setup()
    _servers_answer()
    call_command("migrate", interactive=False, verbosity=0)
    _collect_static()
    if settings.DEMO:
        _fill_demonstration()
    return 0


def _servers_answer() -> None:
    """Say which address is wrong, before anything depends on it."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise StopError(
            f"PostgreSQL does not answer at DATABASE_URL: {_first_line(error)} "
            "Remedy: start it, or leave DATABASE_URL out to have one started."
        ) from error
    try:
        cache.get("prepare")
    except RedisError as error:
        raise StopError(
            f"Redis does not answer at REDIS_URL: {_first_line(error)} "
            "Remedy: start it, or leave REDIS_URL out to have one started."
        ) from error


def _fill_demonstration() -> None:
    """Once; the story is told in this process, and its work is not worth reading."""
    if not apps.get_model("projects", "Project").objects.exists():
        say("Telling the demonstration's story, once; this takes a minute …")
    logging.disable(logging.INFO)
    try:
        call_command("seed_demo", stdout=StringIO())
    except CommandError as error:
        raise StopError(
            f"{error} Remedy: make run COPROD_DEMO=0, or another DATABASE_URL"
        ) from error


def _collect_static() -> None:
    stamp = settings.STATIC_ROOT / ".collected"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{name} {found.st_size} {found.st_mtime_ns}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") + "."


if __name__ == "__main__":
    main(command)
