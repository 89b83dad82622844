"""PostgreSQL and Redis: from the environment, else the machine, else the wheels."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import places, postgres, redis
from tools.children import Children

WHEELS_ONLY = os.environ.get("SERVERS") == "wheels"  # to try what a bare machine does


def needs_wheels() -> bool:
    """Whether a server must come from requirements/local.txt."""
    wants_postgres = not os.environ.get("DATABASE_URL")
    wants_redis = not os.environ.get("REDIS_URL")
    if WHEELS_ONLY:
        return wants_postgres or wants_redis
    return (wants_postgres and not postgres.of_the_machine()) or (
        wants_redis and not redis.of_the_machine()
    )


def start(
    children: Children, data: Path, sockets: Path, *, lasting: bool
) -> dict[str, str]:
    """Start what the environment does not name; give the addresses of both."""
    addresses = {
        name: os.environ[name]
        for name in ("DATABASE_URL", "REDIS_URL")
        if os.environ.get(name)
    }
    if "DATABASE_URL" not in addresses:
        found = [] if WHEELS_ONLY else postgres.of_the_machine()
        binaries = postgres.choose(found or postgres.of_the_wheel(data), data)
        addresses["DATABASE_URL"] = postgres.start(
            children, binaries, data, sockets, lasting=lasting
        )
    if "REDIS_URL" not in addresses:
        binary = None if WHEELS_ONLY else redis.of_the_machine()
        addresses["REDIS_URL"] = redis.start(
            children,
            binary or redis.of_the_wheel(),
            data,
            sockets,
            lasting=lasting,
        )
    return addresses


@contextmanager
def throwaway() -> Iterator[dict[str, str]]:
    """Servers for one test run: fast, forgetful, and gone afterwards."""
    folder = places.throwaway_folder()
    try:
        with Children(folder / "log") as children:
            yield start(children, folder, folder, lasting=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
