"""Let time pass, for the demonstration and the tests: every moment moves back.

Deadlines follow the database's clock, which nobody may change; so the rows are moved
instead. Triggers that guard closed decisions and the log are off for that one
transaction, which only the owner of the tables can do.
"""

from datetime import timedelta

from django.apps import apps
from django.db import connection, models, transaction

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
    moves = ", ".join(
        f"{f.column} = {f.column} - %s::interval"
        if isinstance(f, models.DateTimeField)
        else f"{f.column} = ({f.column} - %s::interval)::date"
        for f in fields
    )
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # type: ignore[attr-defined]
    cursor.execute(f"UPDATE {table} SET {moves}", [span] * len(fields))  # type: ignore[attr-defined]  # noqa: S608 - names come from our models
    cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")  # type: ignore[attr-defined]
