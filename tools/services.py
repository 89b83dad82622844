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
    addresses = {name: os.environ[name] for name in OURS if os.environ.get(name)}
    for name, start_one in OURS.items():
        if name not in addresses:
            addresses[name] = start_one(children, data, sockets, lasting=lasting)
    return addresses


def own_postgres(
    children: Children, data: Path, sockets: Path, *, lasting: bool
) -> str:
    return postgres.start(children, _chosen(data), data, sockets, lasting=lasting)


def _chosen(data: Path) -> postgres.Binaries:
    found = [] if WHEELS_ONLY else postgres.of_the_machine()
    return postgres.choose(found or postgres.of_the_wheel(data), data)


def programs(data: Path) -> list[str]:
    """Where the programs of our own PostgreSQL lie; of another's, who knows."""
    if os.environ.get("DATABASE_URL"):
        return []
    return [str(_chosen(data).folder)]


def own_redis(children: Children, data: Path, sockets: Path, *, lasting: bool) -> str:
    found = None if WHEELS_ONLY else redis.of_the_machine()
    binary = found or redis.of_the_wheel()
    return redis.start(children, binary, data, sockets, lasting=lasting)


OURS = {"DATABASE_URL": own_postgres, "REDIS_URL": own_redis}


@contextmanager
def throwaway() -> Iterator[dict[str, str]]:
    """Servers for one test run: fast, forgetful, and gone afterwards."""
    folder = places.throwaway_folder()
    try:
        with Children(folder / "log") as children:
            yield start(children, folder, folder, lasting=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
