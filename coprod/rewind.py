"""Let time pass, for the demonstration and the tests: every moment moves back.

Deadlines follow the database's clock, which nobody may change; so the rows are moved
instead. Triggers that guard closed decisions and the log are off for that one
transaction, which only the owner of the tables can do.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.functions import Now

from coprod.celery import app
from projects.models import Job

FAR = timedelta(days=36_500)
ROOMS = ("projects", "participants", "decisions", "phases", "evaluation")


@transaction.atomic
def rewind(span: timedelta) -> None:
    """Move every date and time in our tables back by `span`."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for room in ROOMS:
            for model in apps.get_app_config(room).get_models():
                _move(cursor, model, span)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _move(cursor: object, model: type[models.Model], span: timedelta) -> None:
    fields = [f for f in model._meta.local_fields if isinstance(f, models.DateField)]
    if not fields:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # type: ignore[attr-defined]
    for step in _steps(model, span):
        cursor.execute(*_shift(table, fields, step))  # type: ignore[attr-defined]
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")  # type: ignore[attr-defined]


def _steps(model: type[models.Model], span: timedelta) -> list[timedelta]:
    """Far away and back where a moment is unique: rows would meet on the short way."""
    names = {name for each in model._meta.constraints for name in _unique(each)}
    dated = any(isinstance(model._meta.get_field(n), models.DateField) for n in names)
    return [FAR, span - FAR] if dated else [span]


def _unique(constraint: models.BaseConstraint) -> Sequence[str]:
    return getattr(constraint, "fields", ())


def _shift(
    table: str, fields: "list[models.DateField[Any, Any]]", span: timedelta
) -> tuple[str, list[timedelta]]:
    moves = ", ".join(
        f"{f.column} = {f.column} - %s::interval"
        if isinstance(f, models.DateTimeField)
        else f"{f.column} = ({f.column} - %s::interval)::date"
        for f in fields
    )
    # The names come from our own models.
    return f"UPDATE {table} SET {moves}", [span] * len(fields)  # noqa: S608


def work_off() -> int:
    """Run what is due through its Celery tasks, in this process, until none is left."""
    app.loader.import_default_modules()
    done = 0
    due = Job.objects.filter(done_at=None, wake_at__lte=Now())
    while job := due.order_by("wake_at", "pk").first():
        app.tasks[job.task].apply(args=(str(job.pk),), throw=True)
        done += 1
        if done > 10_000:
            raise RuntimeError(f"{job} comes back again and again.")
    return done
