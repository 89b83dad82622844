"""Questionnaires: the ones that come with Coprod, and a pilot's own."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from evaluation.models import Item, Questionnaire
from evaluation.permissions import may_keep_questionnaire
from evaluation.rules.instruments import Asked, Instrument
from participants.permissions import may_administer
from projects import clock
from projects.access import Person, ensure
from projects.editions import ensure_current
from projects.models import Pilot


@transaction.atomic
def add_instrument(*, pilot: Pilot, instrument: Instrument) -> Questionnaire:
    """Give a pilot a questionnaire that comes with Coprod: once, however often."""
    made, is_new = Questionnaire.objects.get_or_create(
        pilot=pilot,
        name=instrument.name,
        retired_at=None,
        defaults={"names": instrument.names, "source": instrument.source},
    )
    if is_new:
        Item.objects.bulk_create(
            Item(questionnaire=made, **_said(asked, position))
            for position, asked in enumerate(instrument.items, start=1)
        )
    return made


def _said(asked: Asked, position: int) -> dict[str, Any]:
    """A question in the fields of its row."""
    choices = [{"value": value, "texts": texts} for value, texts in asked.choices]
    return {**vars(asked), "choices": choices, "position": position}


@transaction.atomic
def keep_questionnaire(
    *, by: Person, questionnaire: Questionnaire, edition: int = 0
) -> Questionnaire:
    """A pilot's administrator writes a questionnaire, or changes an unused one.

    edition: of one that was there before, what the writer had before them.
    """
    rows = Questionnaire.objects.select_for_update()
    held = rows.filter(pk=questionnaire.pk).first()
    ensure(may_keep_questionnaire(by, held or questionnaire))
    if held:
        ensure_current(held.edition, edition)
        questionnaire.edition = held.edition + 1
        questionnaire.retired_at = held.retired_at  # an act of its own
    questionnaire.save()
    return questionnaire


@transaction.atomic
def keep_items(
    *,
    by: Person,
    questionnaire: Questionnaire,
    items: Sequence[Item],
    gone: Sequence[Item],
) -> None:
    """Its questions: those to keep, and those to take out."""
    ensure(may_keep_questionnaire(by, questionnaire))
    _check(items)
    for item in gone:
        _take_out(item)
    for item in items:
        item.questionnaire = questionnaire
        item.save()


@transaction.atomic
def write_questionnaire(
    *,
    by: Person,
    questionnaire: Questionnaire,
    asked: Sequence[Asked] | None,
    edition: int = 0,
) -> Questionnaire:
    """The same as a whole; without a word on its questions, they stay.

    A question is known by its code. Those that are not named are taken out.
    """
    kept = keep_questionnaire(by=by, questionnaire=questionnaire, edition=edition)
    if asked is not None:
        _write_items(by, kept, asked)
    return kept


def _write_items(by: Person, kept: Questionnaire, asked: Sequence[Asked]) -> None:
    if len({one.code for one in asked}) < len(asked):
        raise ValidationError(_("Two questions have the same short name."))
    before = {item.code: item for item in Item.objects.filter(questionnaire=kept)}
    items = []
    for position, one in enumerate(asked, start=1):
        item = before.pop(one.code, None) or Item()
        for name, value in _said(one, position).items():
            setattr(item, name, value)
        items.append(item)
    keep_items(by=by, questionnaire=kept, items=items, gone=list(before.values()))


def _check(items: Sequence[Item]) -> None:
    wrong = []
    for item in items:
        try:
            item.full_clean(exclude=["questionnaire", "texts"], validate_unique=False)
        except ValidationError as problem:
            wrong += [f"{item.code}: {said}" for said in problem.messages]
    if wrong:
        raise ValidationError(wrong)


def _take_out(item: Item) -> None:
    try:
        item.delete()
    except ProtectedError as problem:
        said = _(
            "%(question)s: a survey round in preparation asks this by link. Choose "
            "another question there first."
        )
        raise ValidationError(said % {"question": item.code}) from problem


@transaction.atomic
def retire_questionnaire(*, by: Person, questionnaire: Questionnaire) -> Questionnaire:
    """It is offered no more; rounds that asked it keep it."""
    ensure(may_administer(by, questionnaire.pilot))
    questionnaire.retired_at = questionnaire.retired_at or clock.now()
    questionnaire.save(update_fields=["retired_at"])
    return questionnaire


@transaction.atomic
def copy_questionnaire(*, by: Person, questionnaire: Questionnaire) -> Questionnaire:
    """A copy to change, since what people answered to stays as it was."""
    ensure(may_administer(by, questionnaire.pilot))
    items = list(questionnaire.items.all())
    copy = Questionnaire.objects.create(
        pilot=questionnaire.pilot,
        name=questionnaire.name,
        names=questionnaire.names,
        source=questionnaire.source,
    )
    for item in items:
        item.pk, item.questionnaire = uuid4(), copy
    Item.objects.bulk_create(items)
    return copy
