"""The public log: who may stand on it, that nobody changes it, and that it shows."""

import random
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from decisions import events as decided
from evaluation import events as judged
from participants import events
from projects import log
from projects.models import LogEntry, LogSeal, Tally


def test_a_public_act_names_the_participant_and_never_the_account(cast):
    line = log.record(events.LEFT, cast.project, cast.carer.as_actor)
    assert (line.actor, line.side) == (cast.carer.pk, "community")
    assert line.constituency == cast.groups["Family carers"].pk
    users = set(cast.project.participants.values_list("user_id", flat=True))
    assert not users & set(LogEntry.objects.values_list("actor", flat=True))


def test_without_an_actor_there_is_a_decision(cast):
    with pytest.raises(ValueError, match="neither an actor nor a decision"):
        log.record(events.LEFT, cast.project, None)


def test_a_personal_act_is_counted_and_never_written_down(cast):
    before = LogEntry.objects.count()
    for _vote in range(3):
        log.count(decided.BALLOT_CAST, cast.project)
    assert LogEntry.objects.count() == before
    assert Tally.objects.get(event=decided.BALLOT_CAST.name).count == 3
    personal: Any = decided.BALLOT_CAST
    with pytest.raises(TypeError, match="not a public act"):
        log.record(personal, cast.project, cast.carer.as_actor)


def test_a_reserved_act_names_the_role_and_nobody(cast):
    line = log.record_reserved(
        events.PAUSED, cast.project, "facilitator", category="threats"
    )
    assert (line.role, line.actor, line.side) == ("facilitator", None, "")


def test_what_a_set_time_brings_about_names_nobody(cast):
    round = "0" * 32
    line = log.record_due(judged.ROUND_RAN_OUT, cast.project, round=round)
    assert (line.actor, line.side, line.role) == (None, "", "")
    done_by_someone: Any = judged.ROUND_CLOSED
    with pytest.raises(TypeError, match="does not happen by itself"):
        log.record_due(done_by_someone, cast.project, round=round)


@pytest.mark.parametrize("fact", ["Mr Offline", "a@b.org", "نص", "x" * 61])
def test_nothing_that_people_typed_gets_on_the_log(cast, fact):
    with pytest.raises(ValueError, match="not an id or a code"):
        log.record(events.INVITED, cast.project, cast.fiona.as_actor, invitation=fact)


def test_facts_are_those_the_event_declares(cast):
    with pytest.raises(ValueError, match="takes the facts"):
        log.record(events.LEFT, cast.project, cast.fiona.as_actor, mood="bad")


@pytest.mark.parametrize("sql", ["UPDATE {} SET event = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_log(cast, sql):
    with (
        pytest.raises(IntegrityError, match="log_is_append_only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("projects_logentry"))


# ----------------------------------------------------------------------- the chain

TAMPERINGS = [
    "UPDATE projects_logentry SET event = event || 'x' WHERE id = %s",
    "UPDATE projects_logentry SET side = 'institution' WHERE id = %s",
    "UPDATE projects_logentry SET at = at + interval '1 second' WHERE id = %s",
    "UPDATE projects_logentry SET actor = gen_random_uuid() WHERE id = %s",
    "UPDATE projects_logentry SET facts = '{\"forged\": 1}' WHERE id = %s",
    "DELETE FROM projects_logseal WHERE entry_id = %s",
]


@pytest.fixture
def sealed(cast):
    for _line in range(20):
        log.record(events.LEFT, cast.project, cast.carer.as_actor)
    assert log.seal(cast.project) == cast.project.log.count()
    assert log.seal(cast.project) == 0
    return cast.project


def test_an_untouched_chain_holds(sealed):
    assert not list(log.breaks(sealed))


def test_a_hundred_tamperings_are_all_noticed(sealed):
    lucky = random.Random(1)
    lines = list(
        sealed.log.filter(side="community", seal__number__lt=20).order_by("pk")
    )
    noticed = 0
    for _round in range(100):
        with transaction.atomic():
            tamper(lucky.choice(TAMPERINGS), lucky.choice(lines).pk)
            noticed += bool(list(log.breaks(sealed)))
            transaction.set_rollback(True)
    assert noticed == 100


def test_canary_a_chain_that_forgets_the_line_before_notices_no_deletion(
    sealed, monkeypatch
):
    whole = log.digest
    monkeypatch.setattr(log, "digest", lambda _previous, entry: whole("", entry))
    with connection.cursor() as cursor:
        owner_may(cursor, "projects_logseal")
        LogSeal.objects.all()._raw_delete("default")
        log.seal(sealed)
        cursor.execute(
            "DELETE FROM projects_logseal WHERE number = (SELECT max(number) "
            "FROM projects_logseal)"
        )
    assert not list(log.breaks(sealed))


def tamper(sql, pk):
    with connection.cursor() as cursor:
        owner_may(cursor, "projects_logentry")
        owner_may(cursor, "projects_logseal")
        cursor.execute(sql, [pk])
        assert cursor.rowcount == 1


def owner_may(cursor, table):
    """Whoever holds the database can switch the trigger off; the chain still tells."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
