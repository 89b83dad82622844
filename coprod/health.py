"""Is it alive, and which part is down."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Its parts answer too; 503 names those that do not."""
    parts = up()
    words = {name: "ok" if is_up else "down" for name, is_up in parts.items()}
    return JsonResponse(words, status=200 if all(parts.values()) else 503)


def up() -> dict[str, bool]:
    """Which parts answer."""
    return {name: _answers(ask) for name, ask in PARTS.items()}


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    cache.get("readyz")


PARTS: dict[str, Callable[[], None]] = {"database": _database, "redis": _redis}


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except Exception:  # noqa: BLE001 - whatever is wrong with a part, it is down
        return False
    return True
