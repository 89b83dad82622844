"""Telling other software what stands on the log, until it has heard.

A line is tried again later and later, for three days. A receiver that fails many times
in a row is left in peace for a while, so that a dead or slow one does not keep workers
busy who have letters to send; after three days without one answer it is switched off.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from projects import events, exports, log, outbox, outgoing
from projects.models.webhooks import Delivery, Webhook
from projects.queries import told_about

PATIENCE = timedelta(days=3)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=6)
MANY = 8  # failures in a row until a receiver is left in peace
GONE = 410  # a receiver says so itself
WITHIN = 3.0  # seconds; a slower receiver has failed, or it would keep workers busy
KEPT = timedelta(days=30)


@transaction.atomic
def deliver(delivery_id: UUID) -> None:
    """Send one line to one receiver. What waits for one that is off stays as it is."""
    rows = Delivery.objects.select_related("webhook", "entry")
    delivery = rows.filter(pk=delivery_id, state=Delivery.State.WAITING).first()
    if delivery is None or not delivery.webhook.is_on:
        return
    now, quiet = timezone.now(), delivery.webhook.quiet_until
    if quiet and now < quiet:
        _later(delivery, quiet)
        return
    _send(delivery, now)
    if delivery.problem:
        _failed(delivery, now)
    else:
        _arrived(delivery)
    delivery.save(
        update_fields=[
            *("state", "tries", "tried_at", "status", "problem", "failing_since")
        ]
    )


def _send(delivery: Delivery, now: datetime) -> None:
    """One try, and what came of it."""
    webhook, body = delivery.webhook, exports.message(delivery.entry)
    named = exports.headers(webhook, delivery.entry, now, body)
    delivery.tries, delivery.tried_at = delivery.tries + 1, now
    delivery.status, delivery.problem = None, ""
    try:
        delivery.status = outgoing.send(webhook.address, body, named, WITHIN)
    except outgoing.NotSentError as problem:
        delivery.problem = problem.code
        return
    if not 200 <= delivery.status < 300:
        delivery.problem = Delivery.Problem.ANSWER


def _arrived(delivery: Delivery) -> None:
    delivery.state, delivery.failing_since = Delivery.State.ARRIVED, None
    if delivery.webhook.failures:
        receiver = Webhook.objects.filter(pk=delivery.webhook_id)
        receiver.update(failures=0, failing_since=None, quiet_until=None)


def _failed(delivery: Delivery, now: datetime) -> None:
    webhook = _one_more_failure(delivery.webhook_id, now)
    delivery.failing_since = delivery.failing_since or now
    since = webhook.failing_since or now
    if delivery.status == GONE or now - since >= PATIENCE:
        _switch_off(webhook)
    elif now - delivery.failing_since >= PATIENCE:
        delivery.state = Delivery.State.GIVEN_UP
    else:
        _later(delivery, now + _pause(delivery.tries))


def _one_more_failure(webhook_id: UUID, now: datetime) -> Webhook:
    held = Webhook.objects.select_for_update(no_key=True).get(pk=webhook_id)
    held.failures += 1
    held.failing_since = held.failing_since or now
    if held.failures >= MANY:
        held.quiet_until = now + _pause(held.failures - MANY + 1)
    held.save(update_fields=["failures", "failing_since", "quiet_until"])
    return held


def _pause(failures: int) -> timedelta:
    doubled: int = 2 ** min(failures - 1, 12)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


def _later(delivery: Delivery, at: datetime) -> None:
    outbox.put("projects.deliver", delivery.pk, at=at)


def _switch_off(webhook: Webhook) -> None:
    """Say so on the log, and to those who can do something about it."""
    if not webhook.is_on:
        return
    webhook.state = Webhook.State.SILENT
    webhook.save(update_fields=["state"])
    for project in told_about(webhook):
        log.record_due(events.WEBHOOK_FELL_SILENT, project, webhook=str(webhook.pk))
    outbox.put("participants.tell_of_silence", webhook.pk)


@transaction.atomic
def forget_deliveries() -> None:
    """What is settled is kept for a month, to be looked at and sent again."""
    settled = Delivery.objects.exclude(state=Delivery.State.WAITING)
    settled.filter(made_at__lt=timezone.now() - KEPT).delete()
