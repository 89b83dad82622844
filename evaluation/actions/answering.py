"""Answers come in: on the site, by link, on paper, from other software, from a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_bytes
from uuid import UUID

from django.db import transaction

from evaluation import events
from evaluation.actions.asking import hold
from evaluation.models import Answer, Answered, Response, Round
from evaluation.permissions import may_answer, may_answer_by_link, may_enter_answers
from evaluation.queries import items_of
from evaluation.rules.answers import Said
from participants.models import Participant
from projects import log, outbox
from projects.access import ensure

AT_ONCE = 5_000  # answers in one statement, which takes 65,535 values
AllSaid = Mapping[str, Said]  # by the code of the question


@dataclass(frozen=True)
class Given:
    """One set of answers, and what is known of whose it is. No person."""

    said: AllSaid
    source: str
    side: str = ""
    group: UUID | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    weight: int = 1_000_000
    key: str | None = None


@transaction.atomic
def answer(
    *, by: Participant, round: Round, said: AllSaid, source: str = Response.Source.WEB
) -> None:
    """Answer once. That someone answered, and what was said, are kept apart."""
    held = hold(round.pk)
    ensure(may_answer(by, held))
    _keep_one(held, by, said, source)


@transaction.atomic
def enter_answers(
    *, by: Participant, round: Round, person: Participant, said: AllSaid
) -> None:
    """Type in the paper of someone who takes part without an account."""
    held = hold(round.pk)
    ensure(may_enter_answers(by, held, person))
    _keep_one(held, person, said, Response.Source.PAPER)


@transaction.atomic
def answer_by_link(*, round: Round, said: Said, before: bool = False) -> None:
    """Answer the one question of a link. Nobody knows who, so it is told apart."""
    held = hold(round.pk)
    ensure(may_answer_by_link(held, before=before))
    assert held.link_item is not None  # noqa: S101 - a link leads only to such a round
    keep(held, [Given({held.link_item.code: said}, Response.Source.LINK)])
    log.count(events.ANSWERED, held.project)


def _keep_one(held: Round, who: Participant, said: AllSaid, source: str) -> None:
    Answered.objects.create(round=held, participant=who)
    given = Given(said, source, side=who.side, group=who.constituency_id)
    keep(held, [given])
    log.count(events.ANSWERED, held.project)


def keep(held: Round, given: Sequence[Given]) -> None:
    """Write down answers in a round that is held, and have them counted."""
    items = {item.code: item for item in items_of(held)}
    responses = _responses(held, given)
    Response.objects.bulk_create(responses)
    answers = (
        Answer(
            response=response,
            item=items[code],
            number=said.number,
            choices=list(said.choices),
            text=said.text,
        )
        for response, one in zip(responses, given, strict=True)
        for code, said in one.said.items()
    )
    Answer.objects.bulk_create(answers, batch_size=AT_ONCE)
    held.received += len(responses)
    if not held.is_behind:  # else a job that sees these as well is waiting for us
        held.is_behind = True
        outbox.put("evaluation.count", held.pk)
    held.save(update_fields=["received", "is_behind"])


def _responses(held: Round, given: Sequence[Given]) -> list[Response]:
    """Their ids at random; those that come together begin alike, to lie together."""
    start = token_bytes(4)
    return [
        Response(
            id=UUID(bytes=start + token_bytes(12)),
            round=held,
            source=one.source,
            side=one.side,
            constituency_id=one.group,
            attributes=dict(one.attributes),
            weight=one.weight,
            key=one.key,
        )
        for one in given
    ]
