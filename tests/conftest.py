"""What every test may ask for."""

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation

from tests.cast import Cast, make_cast

MET: set[BaseDatabaseWrapper] = set()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """A database in use cannot be dropped at the end."""
    yield
    for connection in MET:
        connection.close()


@pytest.fixture(autouse=True)
def meet_connections():
    """While Playwright keeps an event loop, Django has another connection for it."""
    yield
    MET.update(connections.all(initialized_only=True))


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def english_at_first():
    """A page asked for in Arabic leaves Arabic behind for whatever runs next."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def static_files_by_plain_name(settings):
    """Tests collect no static files, so pages name them as they lie in the tree."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
