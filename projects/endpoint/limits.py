"""How often one account, or one address without one, may ask in a minute.

The count lives in the cache: it is an estimate that protects the others, and with the
cache away everybody gets in. What must be exact is a constraint of PostgreSQL.
"""

import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from redis.exceptions import RedisError
from rest_framework.permissions import SAFE_METHODS

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Allowance:
    """What is left of one quota until it begins anew."""

    name: str
    quota: int
    used: int
    resets: int

    @property
    def is_spent(self) -> bool:
        return self.used > self.quota

    def put_on(self, response: HttpResponseBase) -> None:
        left = max(self.quota - self.used, 0)
        response.headers["RateLimit-Policy"] = (
            f'"{self.name}";q={self.quota};w={WINDOW}'
        )
        response.headers["RateLimit"] = f'"{self.name}";r={left};t={self.resets}'


def allowance(request: HttpRequest) -> Allowance:
    """Count this request."""
    name = "read" if request.method in SAFE_METHODS else "write"
    now = int(time.time())
    window, passed = divmod(now, WINDOW)
    try:
        used = _count(f"api:{name}:{_who(request)}:{window}")
    except (RedisError, ValueError):  # away, or emptied just now
        used = 0
    return Allowance(name, settings.API_LIMITS[name], used, WINDOW - passed)


def _who(request: HttpRequest) -> str:
    if request.user.pk:
        return str(request.user.pk)
    return str(get_adapter().get_client_ip(request))


def _count(key: str) -> int:
    try:
        return int(cache.incr(key))
    except ValueError:  # the first in this window
        cache.add(key, 0, 2 * WINDOW)
        return int(cache.incr(key))
