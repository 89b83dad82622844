"""The public log. Four classes of event, and one way to write each.

A public act names its actor, or the decision that did it. A personal act (an answer,
a ballot, support) is counted by day and never written down. A reserved act names the
role alone, and what a set time brought about names nobody. Facts are ids, numbers and
short codes, never text that people typed, so erasing a person never edits the log.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from projects import outbox
from projects.models import LogEntry, LogSeal, Project
from projects.models.webhooks import Delivery, Webhook

Fact = str | int
Words = str | Promise  # translated when read
CODE = re.compile(r"[a-z0-9_.:-]{1,60}")
COUNT = """
INSERT INTO projects_tally AS today (project_id, event, day, count)
SELECT %(project)s, %(event)s, %(today)s, 1 FROM {rows}
ON CONFLICT (project_id, event, day) DO UPDATE SET count = today.count + 1
"""


@dataclass(frozen=True)
class Actor:
    """Who did it, as copied values: a participant's id, side and group as they were.

    role: only that of other software; what people do is not about their roles.
    """

    actor: UUID
    side: str
    constituency: UUID
    role: str = ""


@dataclass(frozen=True)
class _Event:
    name: str
    words: Words  # the sentence people read in the log
    facts: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.name in EVENTS:
            raise ValueError(f"The event {self.name} is declared twice.")
        EVENTS[self.name] = self


class PublicAct(_Event):
    """Logged with the participant who did it, or with the decision that did."""


class PersonalAct(_Event):
    """Counted, never logged."""


@dataclass(frozen=True)
class ReservedAct(_Event):
    """Logged with the role, without the person.

    power: who may do it alone and within which limits, as the charter's page says it;
    acts of one power share its words.
    """

    power: Words = field(kw_only=True)


class ClockAct(_Event):
    """Logged as what a time set long before brought about: nobody did it then."""


EVENTS: dict[str, _Event] = {}


def words_of(name: str) -> str:
    """What people read of an event; of one that is gone, that we cannot say."""
    event = EVENTS.get(name)
    return str(event.words) if event else _("Something this version cannot name.")


def record(
    event: PublicAct, project: Project, actor: Actor | None, **facts: Fact
) -> LogEntry:
    """Write down a public act, in its own transaction. No actor: a decision did it.

    Raises ValueError for a fact that is not declared or could be typed text.
    """
    if not isinstance(event, PublicAct):
        raise TypeError(f"{event.name} is not a public act.")
    if actor is None and "decision" not in event.facts:
        raise ValueError(f"{event.name} names neither an actor nor a decision.")
    return _append(event, project, vars(actor) if actor else {}, facts)


def record_reserved(
    event: ReservedAct, project: Project, role: str, **facts: Fact
) -> LogEntry:
    """Write down the use of a reserved power: the role that used it, nobody's name."""
    if not isinstance(event, ReservedAct):
        raise TypeError(f"{event.name} is not a reserved act.")
    return _append(event, project, {"role": role}, facts)


def record_due(event: ClockAct, project: Project, **facts: Fact) -> LogEntry:
    """Write down what happened by itself, because its time had come."""
    if not isinstance(event, ClockAct):
        raise TypeError(f"{event.name} does not happen by itself.")
    return _append(event, project, {}, facts)


def count(event: PersonalAct, project: Project) -> None:
    """Add one to today's number; nothing else of a personal act is kept."""
    with connection.cursor() as cursor:
        cursor.execute(*counting(event, project))


def counting(
    event: PersonalAct, project: Project, rows: str = "(VALUES (1)) AS one"
) -> tuple[str, dict[str, UUID | str | date]]:
    """The statement that counts, and its values, for who makes it a part of their own.

    rows: what is read there; where it holds one row, one is added, else nothing is.
    """
    if not isinstance(event, PersonalAct):
        raise TypeError(f"{event.name} is not a personal act.")
    values: dict[str, UUID | str | date] = {
        "project": project.pk,
        "event": event.name,
        "today": timezone.now().date(),
    }
    return COUNT.format(rows=rows), values


def _append(
    event: _Event, project: Project, who: dict[str, object], facts: dict[str, Fact]
) -> LogEntry:
    if set(facts) != event.facts:
        raise ValueError(f"{event.name} takes the facts {sorted(event.facts)}.")
    for name, fact in facts.items():
        if isinstance(fact, str) and not CODE.fullmatch(fact):
            raise ValueError(f"{event.name}: {name} is not an id or a code.")
    entry = LogEntry.objects.create(
        project=project, event=event.name, facts=facts, **who
    )
    _promise(entry, project)
    return entry


def _promise(entry: LogEntry, project: Project) -> None:
    """Other software that asked for such lines is told; in the same transaction."""
    for webhook in Webhook.objects.hearing(entry.event, project):
        delivery = Delivery.objects.create(webhook=webhook, entry=entry)
        outbox.put("projects.deliver", delivery.pk)


# ------------------------------------------------------------------ the chain


@transaction.atomic
def seal(project: Project) -> int:
    """Chain what is not chained yet, in an order of the sealer's own; how many."""
    Project.objects.select_for_update().get(pk=project.pk)  # one sealer at a time
    last = LogSeal.objects.filter(project=project).order_by("-number").first()
    number, previous = (last.number, last.hash) if last else (0, "")
    seals = []
    for entry in project.log.filter(seal=None).order_by("at", "pk"):
        number, previous = number + 1, digest(previous, entry)
        seals.append(
            LogSeal(entry=entry, project=project, number=number, hash=previous)
        )
    LogSeal.objects.bulk_create(seals, batch_size=10_000)  # of four values each
    return len(seals)


def digest(previous: str, entry: LogEntry) -> str:
    """SHA-256 over the hash before and the line, as sorted compact JSON."""
    text = json.dumps(
        chained(previous, entry),
        sort_keys=True,
        separators=(",", ":"),
        cls=DjangoJSONEncoder,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def chained(previous: str, entry: LogEntry) -> dict[str, object]:
    """A line with the hash before it: what is hashed, and what is handed out."""
    return {
        "previous": previous,
        "id": entry.pk,
        "event": entry.event,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "side": entry.side,
        "constituency": entry.constituency,
        "role": entry.role,
        "facts": entry.facts,
    }


def breaks(project: Project) -> Iterator[int]:
    """The numbers at which the chain does not hold."""
    previous, expected = "", 1
    seals = LogSeal.objects.filter(project=project).select_related("entry")
    for mark in seals.order_by("number").iterator():
        if mark.number != expected or mark.hash != digest(previous, mark.entry):
            yield expected
        previous, expected = mark.hash, mark.number + 1
