"""Each test process keeps to a Redis database of its own, as it does in PostgreSQL.

pytest loads this before Django reads its settings (`-p` in pyproject.toml), hence the
work at import.
"""

import os


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
