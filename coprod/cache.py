"""Django's own cache in Redis, where counting up is one question instead of two.

It is asked on each request to the API: see projects.endpoint.limits.
"""

from typing import Any

from django.core.cache.backends import redis

COUNT_UP = """
if redis.call('EXISTS', KEYS[1]) == 1 then
    return redis.call('INCRBY', KEYS[1], ARGV[1])
end
"""


class Client(redis.RedisCacheClient):
    def incr(self, key: Any, delta: int) -> int:
        count_up = self.get_client(key, write=True).register_script(COUNT_UP)
        counted = count_up(keys=[key], args=[delta])
        if counted is None:
            raise ValueError(f"There is no {key}.")
        return int(counted)


class RedisCache(redis.RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
