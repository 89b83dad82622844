"""Databases beside the test's own: their rows in sums, and working in them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

Sums = dict[str, str]
SUM = sql.SQL(
    "SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) "
    "FROM (SELECT {columns} FROM {table}) t"
)


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def working_in(database: str) -> Iterator[None]:
    """As if the site had been started on this database."""
    held = connection.settings_dict
    before = held["NAME"]
    connection.close()
    held["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        held["NAME"] = before


def columns() -> dict[str, list[str]]:
    """The columns of every table, in the order of their names."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        described = connection.introspection.get_table_description
        return {
            name: sorted(one.name for one in described(cursor, name)) for name in names
        }


def rows(of: dict[str, list[str]] | None = None) -> Sums:
    """What stands in these columns, table by table; without any, in all there are."""
    found = {}
    with connection.cursor() as cursor:
        for table, names in (of or columns()).items():
            cursor.execute(
                SUM.format(
                    columns=sql.SQL(", ").join(map(sql.Identifier, names)),
                    table=sql.Identifier(table),
                )
            )
            found[table] = str(cursor.fetchone()[0])
    return found


def sequences() -> dict[str, int | None]:
    """Where each sequence stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
        return dict(cursor.fetchall())
