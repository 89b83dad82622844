"""Questionnaires: the ones that come with Coprod, and a pilot's own."""

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.db.models.functions import Now

from evaluation.models import Item, Questionnaire
from evaluation.permissions import may_keep_questionnaire
from evaluation.rules.instruments import Asked, Instrument
from participants.permissions import may_administer
from projects.access import Person, ensure
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
            _item(made, asked, position)
            for position, asked in enumerate(instrument.items, start=1)
        )
    return made


def _item(questionnaire: Questionnaire, asked: Asked, position: int) -> Item:
    return Item(
        questionnaire=questionnaire,
        position=position,
        code=asked.code,
        kind=asked.kind,
        texts=asked.texts,
        low=asked.low,
        high=asked.high,
        least=asked.least,
        most=asked.most,
        choices=[{"value": value, "texts": texts} for value, texts in asked.choices],
        required=asked.required,
    )


@transaction.atomic
def keep_questionnaire(*, by: Person, questionnaire: Questionnaire) -> Questionnaire:
    """A pilot's administrator writes a questionnaire, or changes an unused one."""
    ensure(may_keep_questionnaire(by, questionnaire))
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
    for item in gone:
        item.delete()
    for item in items:
        item.questionnaire = questionnaire
        item.save()


@transaction.atomic
def retire_questionnaire(*, by: Person, questionnaire: Questionnaire) -> None:
    """It is offered no more; rounds that asked it keep it."""
    ensure(may_administer(by, questionnaire.pilot))
    Questionnaire.objects.filter(pk=questionnaire.pk).update(retired_at=Now())


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
