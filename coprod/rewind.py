"""Let time pass, for the demonstration and the tests: every moment moves back.

Deadlines follow the database's clock, which nobody may change; so the rows are moved
instead. Triggers that guard closed decisions and the log are off for that one
transaction, which only the owner of the tables can do; the database's superuser can do
it without locking them.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
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
    """Move every date and time in our tables back by `span`, in one round trip."""
    models_of_ours = [m for r in ROOMS for m in apps.get_app_config(r).get_models()]
    dated = [(model, fields) for model in models_of_ours if (fields := _dates(model))]
    names = [connection.ops.quote_name(model._meta.db_table) for model, _ in dated]
    moves = [
        _shift(name, fields, step)
        for name, (model, fields) in zip(names, dated, strict=True)
        for step in _steps(model, span)
    ]
    with connection.cursor() as cursor:
        before, after = without_triggers(cursor, names)
        cursor.execute(";".join([*before, *moves, *after]))


def without_triggers(cursor: Any, names: list[str]) -> tuple[list[str], list[str]]:
    """Triggers off and on: for the session where we may, else table by table."""
    cursor.execute("SHOW is_superuser")
    if cursor.fetchone()[0] == "on":
        role = "SET LOCAL session_replication_role"
        return [f"{role} = replica"], [f"{role} = DEFAULT"]
    off = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names]
    on = [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names]
    return (
        ["SET CONSTRAINTS ALL IMMEDIATE", *off],
        [*on, "SET CONSTRAINTS ALL DEFERRED"],
    )


def _dates(model: type[models.Model]) -> "list[models.DateField[Any, Any]]":
    return [f for f in model._meta.local_fields if isinstance(f, models.DateField)]


def _steps(model: type[models.Model], span: timedelta) -> list[timedelta]:
    """Far away and back where a moment is unique: rows would meet on the short way."""
    names = {name for each in model._meta.constraints for name in _unique(each)}
    dated = any(isinstance(model._meta.get_field(n), models.DateField) for n in names)
    return [FAR, span - FAR] if dated else [span]


def _unique(constraint: models.BaseConstraint) -> Sequence[str]:
    return getattr(constraint, "fields", ())


def _shift(
    table: str, fields: "list[models.DateField[Any, Any]]", span: timedelta
) -> str:
    by = f"interval '{span.total_seconds()} seconds'"
    moves = ", ".join(
        f"{f.column} = {f.column} - {by}"
        if isinstance(f, models.DateTimeField)
        else f"{f.column} = ({f.column} - {by})::date"
        for f in fields
    )
    # The names come from our own models.
    return f"UPDATE {table} SET {moves}"  # noqa: S608


def work_off() -> int:
    """Run what is due through its Celery tasks, in this process, until none is left."""
    _find_tasks()
    done = 0
    due = Job.objects.filter(done_at=None, wake_at__lte=Now())
    while job := due.order_by("wake_at", "pk").first():
        app.tasks[job.task].apply(args=(str(job.pk),), throw=True)
        done += 1
        if done > 10_000:
            raise RuntimeError(f"{job} comes back again and again.")
    return done


@cache
def _find_tasks() -> None:
    """Once: each time Celery would check the whole project anew."""
    app.loader.import_default_modules()
