"""What make run keeps is backed up and brought back with one command each."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from tests.cast import make_cast
from tests.databases import execute, rows, working_in
from tests.tools.test_keeping import data, make

__all__ = ["data"]


@pytest.fixture
def empty(transactional_db) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_kept"
    execute(f'DROP DATABASE IF EXISTS "{name}"')
    execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield name
    execute(f'DROP DATABASE "{name}"')


def test_what_was_brought_back_can_be_backed_up_and_brought_back_again(
    empty, data, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_cast()
    kept = rows()
    call_command("backup", str(tmp_path / "first"))
    done = make("restore", data, DIR=str(tmp_path / "first"))
    assert (done.returncode, done.stderr) == (0, ""), done
    assert "Everything is back." in done.stdout
    done = make("backup", data, DIR=str(tmp_path / "second"))
    assert done.returncode == 0, done
    with working_in(empty):
        call_command("restore", str(tmp_path / "second"))
        assert rows() == kept
