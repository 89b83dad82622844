"""Tasks: added, taken on, started, delivered, and confirmed by those they are for."""

from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from participants.models import Participant
from phases import events
from phases.actions.contributing import keep_pieces
from phases.models import Activity, Contribution, Hours, Task
from phases.permissions import (
    may_add_task,
    may_change_task,
    may_confirm_task,
    may_deliver_task,
    may_give_hours,
    may_leave_task,
    may_name_owner,
    may_return_task,
    may_start_task,
    may_take_task,
)
from phases.queries import sides_in
from projects import clock, log
from projects.access import ensure
from projects.editions import ensure_current
from projects.log import Fact, PublicAct
from projects.models import Side

DAY = 24 * 60
RETURN = ("returned_because", "returned_language")
DELIVERY = ("state", *RETURN, "delivered_by", "delivered_at")


@dataclass(frozen=True)
class Promise:
    """What is to be done: for which side, by when, by whom, from which idea."""

    title: str
    receiver: str = Side.COMMUNITY
    due: date | None = None
    owner: Participant | None = None
    grew_from: Contribution | None = None
    language: str = "en"


def promise_of(task: Task) -> Promise:
    """What is promised now."""
    return Promise(**{each.name: getattr(task, each.name) for each in fields(Promise)})


@transaction.atomic
def add_task(*, by: Participant, activity: Activity, promise: Promise) -> Task:
    """Add a task to a plan, with or without somebody who sees to it."""
    ensure(may_add_task(by, activity))
    ensure(may_name_owner(by, promise.owner))
    _check(activity, promise)
    task = Task.objects.create(
        project=activity.project, activity=activity, added_by=by, **vars(promise)
    )
    keep_pieces(activity, 1)
    _note(task, by, events.TASK_ADDED)
    return task


@transaction.atomic
def change_task(*, by: Participant, task: Task, promise: Promise, edition: int) -> Task:
    """Change what is promised, before it is delivered.

    edition: what the writer had before them; someone else’s change is not lost.
    """
    held = _hold(task)
    ensure(may_change_task(by, held))
    ensure_current(held.edition, edition)
    ensure(may_name_owner(by, promise.owner, held))
    _check(held.activity, promise)
    for name, value in vars(promise).items():
        setattr(held, name, value)
    return _save(held, by, events.TASK_CHANGED, *vars(promise))


def _check(activity: Activity, promise: Promise) -> None:
    if promise.receiver not in sides_in(activity.project):
        raise ValidationError(_("Nobody is on this side here."))
    origin = promise.grew_from
    if origin and (origin.project_id != activity.project_id or not origin.is_shown):
        raise ValidationError(_("It can only grow from something of this project."))


@transaction.atomic
def take_task(*, by: Participant, task: Task) -> Task:
    """See to something that nobody sees to."""
    held = _hold(task)
    ensure(may_take_task(by, held))
    held.owner = by
    return _save(held, by, events.TASK_TAKEN, "owner")


@transaction.atomic
def leave_task(*, by: Participant, task: Task) -> Task:
    """Give it back, in the open, so that somebody else can take it on."""
    held = _hold(task)
    ensure(may_leave_task(by, held))
    held.owner = None
    return _save(held, by, events.TASK_LEFT, "owner")


@transaction.atomic
def start_task(*, by: Participant, task: Task) -> Task:
    held = _hold(task)
    ensure(may_start_task(by, held))
    held.state = Task.State.STARTED
    return _save(held, by, events.TASK_STARTED, "state")


@transaction.atomic
def deliver_task(*, by: Participant, task: Task) -> Task:
    """Say that it is there. The side it is for says whether that is so."""
    held = _hold(task)
    ensure(may_deliver_task(by, held))
    held.state = Task.State.DELIVERED
    held.returned_because, held.returned_language = "", ""
    held.delivered_by, held.delivered_at = by, clock.now()
    return _save(held, by, events.TASK_DELIVERED, *DELIVERY)


@transaction.atomic
def return_task(
    *, by: Participant, task: Task, because: str, language: str = "en"
) -> Task:
    """Say what is still missing; whoever sees to it goes on."""
    held = _hold(task)
    ensure(may_return_task(by, held))
    if not because.strip():
        raise ValidationError(_("Say what is still missing."))
    held.state = Task.State.STARTED
    held.returned_because, held.returned_language = because, language
    held.delivered_by, held.delivered_at = None, None
    return _save(held, by, events.TASK_RETURNED, *DELIVERY)


@transaction.atomic
def confirm_task(*, by: Participant, task: Task) -> Task:
    """Say that it arrived. What it grew from is done when all its tasks are."""
    held = _hold(task)
    ensure(may_confirm_task(by, held))
    held.state = Task.State.CONFIRMED
    held.confirmed_by, held.confirmed_at = by, clock.now()
    _save(held, by, events.TASK_CONFIRMED, "state", "confirmed_by", "confirmed_at")
    if held.grew_from_id and not _unfinished(held):
        Contribution.objects.filter(pk=held.grew_from_id).update(
            status=Contribution.Status.DONE, status_because=""
        )
    return held


def _unfinished(task: Task) -> bool:
    siblings = Task.objects.filter(grew_from=task.grew_from_id)
    return siblings.exclude(state=Task.State.CONFIRMED).exists()


@transaction.atomic
def give_hours(*, by: Participant, task: Task, minutes: int, day: date) -> Hours:
    """Write down time given to a task, on one’s own account."""
    ensure(may_give_hours(by, task))
    if not 0 < minutes <= DAY:
        raise ValidationError(_("A day has 24 hours."))
    if day > clock.today(task.project.pilot):
        raise ValidationError(_("This day is still to come."))
    hours = Hours.objects.create(
        task=task, participant=by, side=by.side, minutes=minutes, day=day
    )
    facts: dict[str, Fact] = {"task": str(task.pk), "minutes": minutes}
    log.record(events.HOURS_GIVEN, task.project, by.as_actor, **facts)
    return hours


def _hold(task: Task) -> Task:
    """The row as it is now, until this transaction ends."""
    rows = Task.objects.select_for_update(of=("self",))
    joined = rows.select_related(
        "project", "activity__phase", "owner__constituency", "owner__project"
    )
    return joined.get(pk=task.pk)


def _save(task: Task, by: Participant, event: PublicAct, *names: str) -> Task:
    task.edition += 1
    task.save(update_fields=[*names, "edition"])
    _note(task, by, event)
    return task


def _note(task: Task, by: Participant, event: PublicAct) -> None:
    """Whoever decides on a plan decides on its tasks, so the plan is another now."""
    Activity.objects.filter(pk=task.activity_id).update(edition=F("edition") + 1)
    log.record(event, task.project, by.as_actor, task=str(task.pk))
