"""Each test process keeps to itself: its own Redis database, no connection left over.

pytest loads this before Django reads its settings (`-p` in pyproject.toml), hence the
work at import.
"""

import asyncio
import os
from collections.abc import Iterator

import pytest
from django.db import connections


def own_database(address: str, process: str) -> str:
    """The same Redis, the database after number 0 that belongs to gw0, gw1, …"""
    number = int(process.removeprefix("gw")) + 1
    place, _, _query = address.partition("?")
    if place.startswith("unix:"):
        return f"{place}?db={number}"
    scheme, _, rest = place.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{number}"


if process := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["REDIS_URL"] = own_database(os.environ["REDIS_URL"], process)


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """While Playwright keeps an event loop, Django has one more connection for it.

    Nobody else closes that one, and a database in use cannot be dropped at the end.
    Defined here and not beside the other fixtures, so that it ends after theirs.
    """
    yield
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    connections.close_all()
