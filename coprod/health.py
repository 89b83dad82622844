"""Is it alive, and which part is down."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coprod.celery import has_worker, queues


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Which parts answer; 503 if pages cannot be served, so that nobody is sent here.

    All processes share the parts. Were one that pages can do without a reason to send
    nobody here, it would take down the whole site.
    """
    parts = up()
    words = {name: "ok" if is_up else "down" for name, is_up in parts.items()}
    return JsonResponse(words, status=200 if parts[NEEDED] else 503)


def up() -> dict[str, bool]:
    """Which parts answer."""
    return {name: _answers(ask) for name, ask in PARTS.items()}


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    cache.get("readyz")


def _files() -> None:
    """A full disk and one that may only be read are found by writing alone."""
    name = f"readyz-{uuid4()}"  # known before, so it goes even where writing failed
    try:
        default_storage.save(name, ContentFile(b"ok"))
    finally:
        default_storage.delete(name)


def _worker(queue: str) -> None:
    """A queue that nobody takes from looks like one that is short of work."""
    if not has_worker(queue):
        raise LookupError(queue)


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "redis": _redis,
    "files": _files,
    **{f"queue {name}": partial(_worker, name) for name in queues()},
}
NEEDED = "database"


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except Exception:  # noqa: BLE001 - whatever is wrong with a part, it is down
        return False
    return True
