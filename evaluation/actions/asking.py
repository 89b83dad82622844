"""Preparing, opening and closing a round: everyday acts, each on the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from evaluation import events
from evaluation.models import Item, Questionnaire, Round
from evaluation.permissions import (
    may_change_round,
    may_close_round,
    may_open_round,
    may_prepare_round,
    may_throw_away_round,
)
from evaluation.queries import is_storing
from participants.models import Constituency, Participant
from phases.models import Phase
from projects import clock, log, outbox
from projects.access import ensure
from projects.editions import ensure_current
from projects.log import PublicAct

LATER = timedelta(minutes=1)
PLANNED = ("name", "questionnaire", "link_item", "closes_at")


@dataclass(frozen=True)
class Plan:
    """What is asked, of whom, until when; and what anyone may answer by link."""

    name: str
    questionnaire: Questionnaire
    groups: Sequence[Constituency]
    link_item: Item | None = None
    closes_at: datetime | None = None


def plan_of(round: Round) -> Plan:
    """What is prepared now."""
    prepared = {name: getattr(round, name) for name in PLANNED}
    return Plan(groups=list(round.groups.all()), **prepared)


@transaction.atomic
def prepare_round(*, by: Participant, phase: Phase, plan: Plan) -> Round:
    """Prepare the same questions for the groups of both sides."""
    ensure(may_prepare_round(by, phase))
    _check(phase, plan)
    made = Round.objects.create(
        project=phase.project,
        phase=phase,
        name=plan.name,
        questionnaire=plan.questionnaire,
        link_item=plan.link_item,
        closes_at=plan.closes_at,
    )
    made.groups.set(plan.groups)
    _note(events.ROUND_PREPARED, made, by)
    return made


@transaction.atomic
def change_round(*, by: Participant, round: Round, plan: Plan, edition: int) -> Round:
    """Change what is being prepared.

    edition: what the writer had before them; someone else’s change is not lost.
    """
    held = hold(round.pk)
    ensure(may_change_round(by, held))
    ensure_current(held.edition, edition)
    _check(held.phase, plan)
    held.name, held.questionnaire = plan.name, plan.questionnaire
    held.link_item, held.closes_at = plan.link_item, plan.closes_at
    held.edition += 1
    held.save(update_fields=[*PLANNED, "edition"])
    held.groups.set(plan.groups)
    return held


@transaction.atomic
def throw_away_round(*, by: Participant, round: Round) -> None:
    """What was only prepared goes; the log keeps that it was."""
    held = hold(round.pk)
    ensure(may_throw_away_round(by, held))
    _note(events.ROUND_THROWN_AWAY, held, by)
    held.delete()


@transaction.atomic
def open_round(*, by: Participant, round: Round) -> Round:
    """From now on people answer; with a time set, it closes by itself."""
    held = hold(round.pk)
    _hold_questions(held)
    ensure(may_open_round(by, held))
    held.state, held.opened_by, held.opened_at = Round.State.OPEN, by, clock.now()
    held.save(update_fields=["state", "opened_by", "opened_at"])
    if held.closes_at:
        outbox.put("evaluation.close", held.pk, at=held.closes_at)
    _note(events.ROUND_OPENED, held, by)
    return held


@transaction.atomic
def close_round(*, by: Participant, round: Round) -> Round:
    """No more answers; what came in is added up."""
    held = hold(round.pk)
    ensure(may_close_round(by, held))
    _close(held)
    _note(events.ROUND_CLOSED, held, by)
    return held


@transaction.atomic
def close_when_due(round_id: UUID) -> None:
    """The time set has come: it closes, whatever became of who opened it."""
    held = hold(round_id)
    if not held.is_open or not held.closes_at or clock.now() < held.closes_at:
        return
    if is_storing(held):  # so that no file is stored by half
        outbox.put("evaluation.close", held.pk, at=clock.now() + LATER)
        return
    _close(held)
    log.record_due(events.ROUND_RAN_OUT, held.project, round=str(held.pk))


def hold(round_id: UUID) -> Round:
    """Everyone who writes to a round holds it first, so nobody waits in a ring."""
    rows = Round.objects.select_for_update(no_key=True)
    return get_object_or_404(rows, pk=round_id)  # somebody may have thrown it away


def _hold_questions(round: Round) -> None:
    """Whoever is changing them is done first, or finds them in use."""
    rows = Questionnaire.objects.select_for_update()
    round.questionnaire = rows.get(pk=round.questionnaire_id)


def _close(held: Round) -> None:
    if not held.is_behind:  # else a job that will see it closed is waiting for us
        outbox.put("evaluation.count", held.pk)
    held.state, held.closed_at, held.is_behind = Round.State.CLOSED, clock.now(), True
    held.save(update_fields=["state", "closed_at", "is_behind"])


def _check(phase: Phase, plan: Plan) -> None:
    """What belongs to other projects and pilots is not there."""
    if plan.questionnaire.pilot_id != phase.project.pilot_id:
        raise ValidationError(_("This questionnaire belongs to another pilot."))
    if any(group.project_id != phase.project_id for group in plan.groups):
        raise ValidationError(_("This group belongs to another project."))
    item = plan.link_item
    if item and item.questionnaire_id != plan.questionnaire.pk:
        raise ValidationError(_("The question by link is one of the questionnaire."))
    if plan.closes_at and plan.closes_at <= clock.now():
        raise ValidationError(_("The time until which people answer is past."))


def _note(event: PublicAct, round: Round, by: Participant) -> None:
    log.record(event, round.project, by.as_actor, round=str(round.pk))
