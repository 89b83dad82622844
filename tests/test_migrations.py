"""While a release goes out, the one before it still runs: its code meets our schema."""

from collections.abc import Iterator

import pytest
from django.db import connection, migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser.analyser import analyse_sql_statements
from django_migration_linter.sql_analyser.postgresql import PostgresqlAnalyser

from tests.releases import LAST

pytestmark = pytest.mark.django_db


@pytest.fixture
def loader() -> MigrationLoader:
    return MigrationLoader(connection)


def since_release(loader: MigrationLoader) -> Iterator[Migration]:
    """What a town on the last release has yet to run."""
    for app, name in LAST.items():
        has = set(loader.graph.forwards_plan((app, name)))
        for leaf in loader.graph.leaf_nodes(app):
            for key in loader.graph.forwards_plan(leaf):
                if key not in has and key[0] == app:
                    yield loader.graph.nodes[key]


def troubles(statements: list[str]) -> list[str]:
    """What would stop the older code, or everybody while it runs."""
    errors, _ignored, warnings = analyse_sql_statements(
        PostgresqlAnalyser, statements, []
    )
    return [issue.code for issue in (*errors, *warnings)]


@pytest.mark.django_db(transaction=True)  # an index grows outside of a transaction
def test_the_code_of_the_last_release_runs_on_the_new_schema(loader):
    found = {
        str(migration): troubles(loader.collect_sql([(migration, False)]))
        for migration in since_release(loader)
    }
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_every_migration_can_be_undone(loader):
    for (app, name), migration in loader.disk_migrations.items():
        if app in LAST:
            assert all(one.reversible for one in migration.operations), (app, name)


def test_the_release_named_here_exists(loader):
    assert {(app, name) for app, name in LAST.items()} <= loader.disk_migrations.keys()


THINGS = migrations.CreateModel(
    "Thing",
    [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())],
)
HARMFUL = {
    "a column the old code does not fill": migrations.AddField(
        "thing", "size", models.IntegerField(default=0)
    ),
    "a column gone": migrations.RemoveField("thing", "name"),
    "a column renamed": migrations.RenameField("thing", "name", "title"),
    "a table gone": migrations.DeleteModel("Thing"),
    "a table renamed": migrations.RenameModel("Thing", "Matter"),
    "an index that stops all writing": migrations.AddIndex(
        "thing", models.Index(fields=["name"], name="thing_name")
    ),
}
HARMLESS = {
    "a column the database fills": migrations.AddField(
        "thing", "size", models.IntegerField(db_default=0)
    ),
    "a column that may be empty": migrations.AddField(
        "thing", "size", models.IntegerField(null=True)
    ),
    "a new table": migrations.CreateModel(
        "Matter", [("id", models.BigAutoField(primary_key=True))]
    ),
}


def statements_of(operation: Operation) -> list[str]:
    """What the database would be told, had there been things before."""
    state = ProjectState()
    THINGS.state_forwards("phases", state)
    before = state.clone()
    operation.state_forwards("phases", state)
    with connection.schema_editor(collect_sql=True) as editor:
        operation.database_forwards("phases", editor, before, state)
    return [str(statement) for statement in editor.collected_sql]


@pytest.mark.parametrize("operation", HARMFUL.values(), ids=HARMFUL)
def test_canary_what_would_stop_the_old_code_is_noticed(operation):
    assert troubles(statements_of(operation))


@pytest.mark.parametrize("operation", HARMLESS.values(), ids=HARMLESS)
def test_what_the_old_code_does_not_see_is_allowed(operation):
    assert troubles(statements_of(operation)) == []
