"""What is costly to make is made once in a process, and put back for every test.

A test cannot tell it from the real thing: its rows have ids of their own and the time
of now, and its objects belong to nobody else.
"""

import pickle
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone
from psycopg import sql

Made = TypeVar("Made")
Rows = dict[str, list[str]]  # of every table, as PostgreSQL writes them out
MOMENT = r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00"
VALUE = re.compile(rf"\b[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}\b|{MOMENT}")


class Remembered(Generic[Made]):
    """What a function writes into the database, and what it gives."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self.make = make
        self.beside: object = None

    def again(self) -> Made:
        if not connection.in_atomic_block:  # a test that empties the database after it
            return self.make()
        beside = Permission.objects.aggregate(Min("pk"))  # others, once it was emptied
        if beside != self.beside:
            self._remember()
            self.beside = beside
        anew = Anew(timezone.now() - self.at)
        with connection.cursor() as cursor:
            for table, lines in self.rows.items():
                statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
                with cursor.copy(statement) as copy:
                    copy.write(VALUE.sub(anew.written, "".join(lines)))
        given: Made = Reader(BytesIO(self.given), anew).load()
        return given

    def _remember(self) -> None:
        with transaction.atomic():
            before = rows()
            self.given = _write(self.make())
            self.at = timezone.now()
            self.rows = _without(rows(), before)
            transaction.set_rollback(True)


def rows() -> Rows:
    """All there are."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: _lines(cursor, table) for table in tables}


def _lines(cursor: Any, table: str) -> list[str]:
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with cursor.copy(statement) as copy:
        return b"".join(copy).decode().splitlines(keepends=True)


def _without(rows: Rows, others: Rows) -> Rows:
    new = {
        table: [line for line in lines if line not in set(others[table])]
        for table, lines in rows.items()
    }
    return {table: lines for table, lines in new.items() if lines}


# ------------------------------------------------------------------ ids and moments


class Anew:
    """For every id another, the same wherever it stands; and what was now is now."""

    def __init__(self, passed: timedelta) -> None:
        self.passed = passed
        self.ids: defaultdict[str, UUID] = defaultdict(uuid4)

    def value(self, was: object) -> Any:
        return was + self.passed if isinstance(was, datetime) else self.ids[str(was)]

    def written(self, found: re.Match[str]) -> str:
        is_id = found[0][8] == "-"
        return str(self.value(found[0] if is_id else datetime.fromisoformat(found[0])))


class Reader(pickle.Unpickler):
    def __init__(self, written: BytesIO, anew: Anew) -> None:
        super().__init__(written)
        self.anew = anew

    def persistent_load(self, value: object) -> Any:
        return self.anew.value(value)


class Writer(pickle.Pickler):
    def persistent_id(self, value: object) -> object:
        return value if isinstance(value, UUID | datetime) else None


def _write(given: object) -> bytes:
    written = BytesIO()
    Writer(written).dump(given)
    return written.getvalue()
