"""What every test may ask for."""

import socket

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from django.urls import reverse
from django.utils import translation

from participants.actions import let_software_in, register_client
from projects import outgoing
from projects.prepared import Asked, prepared
from tests.cast import Cast, make_cast
from tests.network import Network
from tests.remembered import Remembered

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LONG = ("tests/browser/", "tests/api/test_fuzz.py", "tests/tools/")
CAST = Remembered(make_cast)
MET: set[BaseDatabaseWrapper] = set()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """A process takes whole files, so it begins with those that take minutes."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


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


@pytest.fixture(scope="session", autouse=True)
def network():
    """No test asks a name server or talks to anybody outside this machine."""
    net = Network(socket.socket.connect)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outgoing, "look_up", net.look_up)
        patch.setattr(socket.socket, "connect", net.guarded())
        yield net


@pytest.fixture(scope="session", autouse=True)
def quick_hashing():
    """Secrets are hashed as ever, only not slowly on purpose."""
    with override_settings(PASSWORD_HASHERS=QUICK):
        yield


@pytest.fixture(scope="session", autouse=True)
def kept_questions_are_asked_anew():
    """Each time a kept question is asked, its SQL is what it would be without."""
    given, rows, asked = prepared.given, Asked.rows, {}

    def remembered(question, *things):
        made = given(question, *things)
        asked[id(made)] = made, things
        return made

    def compared(made, cut=None, values=()):
        _same, things = asked.pop(id(made))
        anew = made.question.query(*things)
        anew = cut(anew, values) if cut else anew
        assert made.sql(cut, values) == _sql(anew), made.question.__name__
        return rows(made, cut, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "given", remembered)
        patch.setattr(Asked, "rows", compared)
        yield


def _sql(query):
    try:
        return query.query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return "", ()


@pytest.fixture
def cast(db) -> Cast:
    return CAST.again()


@pytest.fixture(autouse=True)
def english_at_first():
    """A page asked for in Arabic leaves Arabic behind for whatever runs next."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def files_leave_nothing_behind(settings):
    """Nothing is collected, so static files have their plain names; others vanish."""
    settings.STORAGES = STORAGES


@pytest.fixture
def api(client):
    """Asks the API as somebody: a participant, or whoever a token stands for."""

    def api(who, verb, name, thing, /, *, seen="", **data):
        client.logout()
        headers = {"If-Match": f'"{seen}"'} if seen else {}
        if isinstance(who, dict):
            headers |= who
        else:
            client.force_login(who.user)
        where = reverse(f"api:{name}", args=[thing.pk])
        if verb == "get":
            return client.get(where, data, headers=headers)
        send = getattr(client, verb)
        return send(where, data, content_type="application/json", headers=headers)

    return api


@pytest.fixture
def tool(client, cast):
    """A tool of the pilot that a coordinator has let in: its place, its token."""
    made, secret = register_client(
        by=cast.admin, pilot=cast.pilot, name="Tool", scopes=["read", "write"]
    )
    group = cast.groups["Nurses and care workers"]
    place = let_software_in(by=cast.coordinator, client=made, group=group)
    who = {"client_id": made.client_id, "client_secret": secret}
    asked = {"grant_type": "client_credentials", "scope": "read write"}
    token = client.post(reverse("token"), who | asked).json()["access_token"]
    return place, {"authorization": f"Bearer {token}"}
