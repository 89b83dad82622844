"""What was backed up comes back, byte for byte, and goes on from where it was."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from coprod import backups
from participants import actions as join
from projects import log
from projects.models import LogEntry
from tests.cast import Cast, make_cast
from tests.databases import Sums, execute, rows, sequences, working_in
from tests.matrix.asking import address, ask, session_of
from tests.matrix.routes import ROUTES
from tests.matrix.table import TABLE
from tests.matrix.world import World, home


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def cast(transactional_db) -> Cast:
    return make_cast()


@pytest.fixture
def world(transactional_db) -> World:
    with transaction.atomic():
        return home()


@pytest.fixture
def empty(transactional_db) -> Iterator[str]:
    """A database beside the test's own, with nothing in it."""
    name = f"{connection.settings_dict['NAME']}_restored"
    execute(f'DROP DATABASE IF EXISTS "{name}"')
    execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield name
    execute(f'DROP DATABASE "{name}"')


def exports(world: World, key: str) -> Sums:
    """All a facilitator can take home: each list and thing of the API, each file."""
    found = {}
    for line in (line for line in TABLE if line.startswith("GET ")):
        where = address(world, ROUTES[line.removeprefix("GET ")], TABLE[line])
        answer = ask(key, "GET", where, {})
        kind = answer.get("Content-Type", "")
        if answer.status_code == 200 and "text/html" not in kind:
            found[where] = hashlib.sha256(answer.body).hexdigest()
    return found


def test_all_that_was_there_is_there_again(world, empty, tmp_path):
    key = session_of(world.cast.people["coordinator"].user)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "plan.pdf").write_bytes(b"how the garden is laid out")
    taken_home, kept = exports(world, key), rows() | sequences()
    assert len(taken_home) > 30

    call_command("backup", str(tmp_path / "today"))
    (tmp_path / "media").rename(tmp_path / "burnt")
    with working_in(empty):
        call_command("restore", str(tmp_path / "today"))
        assert rows() | sequences() == kept
        assert exports(world, key) == taken_home
        assert_life_goes_on(world)
    assert (tmp_path / "media" / "plan.pdf").read_bytes()


def assert_life_goes_on(world: World) -> None:
    lines = LogEntry.objects.count()
    join.leave(by=world.cast.carer)
    assert LogEntry.objects.count() == lines + 1


def test_canary_what_was_not_backed_up_is_missed(world, empty, tmp_path, monkeypatch):
    run = backups._run

    def forgetful(program: str, *arguments: str) -> None:
        left_out = ["--exclude-table-data=phases_comment"] * (program == "pg_dump")
        run(program, *left_out, *arguments)

    monkeypatch.setattr(backups, "_run", forgetful)
    key = session_of(world.cast.people["coordinator"].user)
    taken_home, kept = exports(world, key), rows()
    call_command("backup", str(tmp_path / "today"))
    with working_in(empty):
        call_command("restore", str(tmp_path / "today"))
        missed = {name for name, value in rows().items() if value != kept[name]}
        assert missed == {"phases_comment"}
        assert exports(world, key) != taken_home


def test_a_changed_line_of_the_log_is_noticed_when_it_comes_back(cast, empty, tmp_path):
    log.seal(cast.project)
    execute("ALTER TABLE projects_logentry DISABLE TRIGGER USER")
    LogEntry.objects.filter(seal__number=1).update(event="participants.left")
    execute("ALTER TABLE projects_logentry ENABLE TRIGGER USER")
    call_command("backup", str(tmp_path / "today"))
    with working_in(empty), pytest.raises(CommandError, match="log was changed"):
        call_command("restore", str(tmp_path / "today"))


def test_nothing_is_written_over(cast, tmp_path):
    there = tmp_path / "today"
    call_command("backup", str(there))
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(there))
    with pytest.raises(CommandError, match="database is not empty"):
        call_command("restore", str(there))


def test_files_are_not_written_over_either(cast, empty, tmp_path):
    call_command("backup", str(tmp_path / "today"))
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "other.pdf").touch()
    with working_in(empty), pytest.raises(CommandError, match="media is not empty"):
        call_command("restore", str(tmp_path / "today"))


def test_a_folder_without_a_backup_is_refused(empty, tmp_path):
    with working_in(empty), pytest.raises(CommandError, match="is no backup"):
        call_command("restore", str(tmp_path))


def test_half_a_backup_is_none(db, tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "today"))
    assert not list(tmp_path.iterdir())


def test_without_postgresqls_programs_the_remedy_is_said(
    db, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="apt install postgresql-client"):
        call_command("backup", str(tmp_path / "today"))
