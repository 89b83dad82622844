"""Servers that a drill may kill; never the ones that the other tests stand on."""

import shutil
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from environ import Env

from tests.drills.servers import Servers
from tools import places
from tools.children import Children


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/drills" in str(item.fspath):
            item.add_marker(pytest.mark.drill)


@pytest.fixture(scope="session")
def own_servers() -> Iterator[Servers]:
    folder = places.throwaway_folder()
    with Children(folder / "log") as children:
        yield Servers(children, folder)
    shutil.rmtree(folder)


@pytest.fixture
def servers(own_servers, django_db_blocker, settings) -> Iterator[Servers]:
    """Up and empty, and where Django's connections lead for as long as this lasts."""
    own_servers.mend()
    own_servers.begin_anew()
    redis = own_servers.addresses["redis"]
    settings.REDIS_URL = redis
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": redis}}
    kept = dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connections.close_all()
        connection.settings_dict |= Env.db_url_config(own_servers.addresses["postgres"])
        yield own_servers
        connections.close_all()
        connection.settings_dict |= kept
