"""A town with 100,000 rows goes to the newest schema, and back, and again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from bench import world as town
from phases.models import Comment
from projects.models import ProjectGrant
from tests.databases import columns, rows
from tests.matrix.world import abroad
from tests.releases import LAST

IDEAS = 4_000  # with what is said of them and who supports them: 108,000 rows
NOT_OURS = {MigrationRecorder.Migration._meta.db_table}
# Looking after a project gave a row more in the last release: leave to see it.
HELD = """
WITH held AS (
    SELECT user_id, content_object_id AS project, codename
    FROM projects_projectgrant
    JOIN auth_permission ON auth_permission.id = permission_id
)
SELECT md5(string_agg(one::text, E'\\n' ORDER BY one::text)) FROM held AS one
WHERE codename != 'view_project' OR NOT EXISTS (
    SELECT FROM held AS office WHERE office.codename = 'administer_project'
    AND office.user_id = one.user_id AND office.project = one.project
)"""
CHANGES = [
    f"UPDATE {table} SET id = id WHERE id = (SELECT id FROM {table} LIMIT 1)"  # noqa: S608  (ours)
    for table in ("projects_project", "participants_participant", "phases_contribution")
]
PATIENCE = 2.0  # seconds that somebody who writes meanwhile may wait


@pytest.fixture
def grown(servers) -> None:
    call_command("migrate", verbosity=0)
    large = town.make()
    with transaction.atomic():
        abroad(large.cast)  # of everything else there is something there
    town.grow(large, IDEAS)


def go_back() -> None:
    for app, name in reversed(LAST.items()):
        call_command("migrate", app, name, verbosity=0)


def go_on() -> None:
    call_command("migrate", verbosity=0)


def kept(of: dict[str, list[str]]) -> dict[str, str]:
    """The rows of every table in sums, and who holds what, by whatever row."""
    others = {*NOT_OURS, ProjectGrant._meta.db_table}
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        held = {"held": str(cursor.fetchone()[0])}
    return {**rows({name: of[name] for name in of if name not in others}), **held}


@contextmanager
def somebody_writes() -> Iterator[list[float]]:
    """Seconds that each of their changes took, one after the other."""
    done, waits = Event(), list[float]()
    held = connection.settings_dict
    address = f"host={held['HOST']} user={held['USER']} dbname={held['NAME']}"

    def write() -> None:
        with psycopg.connect(address, autocommit=True) as own:
            while not done.is_set():
                began = time.monotonic()
                for change in CHANGES:
                    own.execute(change)
                waits.append(time.monotonic() - began)

    writer = Thread(target=write)
    writer.start()
    try:
        yield waits
    finally:
        done.set()
        writer.join()


def test_nothing_is_lost_on_the_way_to_the_newest_schema_and_back(grown):
    newest = columns()
    go_back()
    of_the_release = columns()
    before = kept(of_the_release)
    assert len(before) > 40
    with somebody_writes() as waits:
        go_on()
    assert columns() == newest
    assert kept(of_the_release) == before
    assert max(waits) < PATIENCE
    go_back()
    assert (columns(), kept(of_the_release)) == (of_the_release, before)
    go_on()
    assert (columns(), kept(of_the_release)) == (newest, before)
    canary(of_the_release, before)


def canary(of_the_release: dict[str, list[str]], before: dict[str, str]) -> None:
    """One row of a hundred thousand that was changed on the way would be noticed."""
    some = Comment.objects.order_by("pk")[:1]
    Comment.objects.filter(pk__in=some.values("pk")).update(text="Another one.")
    now = kept(of_the_release)
    assert [name for name in now if now[name] != before[name]] == ["phases_comment"]
    ProjectGrant.objects.filter(permission__codename="decide_in_project")[0].delete()
    assert kept(of_the_release)["held"] != before["held"]
