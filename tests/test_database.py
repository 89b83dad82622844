"""What is ours of how Django speaks to PostgreSQL."""

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """A connection besides the one of the test."""
    other = connection.copy()
    other.ensure_connection()
    yield other
    other.close()


def hang_up_is_heard(line):
    ended = "SELECT pg_terminate_backend(%s, 5000)"  # milliseconds until it is gone
    with connection.cursor() as cursor:
        cursor.execute(ended, [line.connection.info.backend_pid])
    assert not line.is_usable()


def test_a_server_that_hung_up_is_noticed(line):
    assert line.is_usable()
    hang_up_is_heard(line)


def test_a_server_at_peace_is_not_asked_whether_it_is_there(line, monkeypatch):
    monkeypatch.delattr(DatabaseWrapper, "is_usable")  # Django’s own, which asks
    assert line.is_usable()


def test_after_an_error_it_is_asked(line, monkeypatch):
    monkeypatch.setattr(DatabaseWrapper, "is_usable", lambda _line: False)
    line.errors_occurred = True
    assert not line.is_usable()


def test_canary_a_deaf_line_is_noticed(line, monkeypatch):
    monkeypatch.setattr(type(line), "_is_quiet", lambda _line: True)
    with pytest.raises(AssertionError):
        hang_up_is_heard(line)
