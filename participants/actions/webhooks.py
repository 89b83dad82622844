"""Having other software told what stands on the log: set up, changed, ended."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from participants import events as said
from participants import mail
from participants.models import Participant, User
from participants.permissions.webhooks import (
    may_add_webhook,
    may_send_again,
    may_tell_software,
)
from participants.queries.webhooks import Home, keepers_of
from projects import clock, log, outbox, outgoing
from projects.access import ensure
from projects.editions import ensure_current
from projects.locks import locked
from projects.models import Pilot, Project
from projects.models.webhooks import LOCKED_FOR, Delivery, Webhook
from projects.queries import told_about
from projects.rules.signing import new_secret

By = Participant | User  # someone with a place in the project, or an administrator
OVERLAP = timedelta(hours=24)


@transaction.atomic
def add_webhook(
    *, by: By, home: Home, address: str, events: Collection[str]
) -> tuple[Webhook, str]:
    """From now on it is told; its secret is returned once and then kept locked.

    Raises ValidationError for an address that we do not send to.
    """
    ensure(may_add_webhook(by, home))
    outgoing.ensure_open(address)
    secret = new_secret()
    webhook = Webhook.objects.create(
        pilot=home if isinstance(home, Pilot) else home.pilot,
        project=home if isinstance(home, Project) else None,
        address=address,
        events=sorted(events),
        secret=locked(LOCKED_FOR, secret),
    )
    _record("added", webhook, by)
    return webhook, secret


@transaction.atomic
def change_webhook(
    *, by: By, webhook: Webhook, events: Collection[str], is_on: bool, edition: int
) -> Webhook:
    """Tell it of other things, or switch it off or on. On, it gets what waited."""
    ensure(may_tell_software(by, webhook.home))
    held = _hold(webhook)
    ensure_current(held.edition, edition)
    held.events, held.edition = sorted(events), held.edition + 1
    if is_on and not held.is_on:
        _switch_on(held)
    elif held.is_on and not is_on:
        held.state = Webhook.State.OFF
    held.save(
        update_fields=[
            *("events", "edition", "state"),
            *("failures", "failing_since", "quiet_until"),
        ]
    )
    _record("changed", held, by)
    return held


def _switch_on(held: Webhook) -> None:
    """It begins anew, and so does everything that waits for it."""
    held.state, held.failures = Webhook.State.ON, 0
    held.failing_since = held.quiet_until = None
    waiting = held.deliveries.filter(state=Delivery.State.WAITING)
    waiting.update(failing_since=None)
    for delivery in waiting:
        outbox.put("projects.deliver", delivery.pk)


@transaction.atomic
def renew_secret(*, by: By, webhook: Webhook) -> str:
    """A new secret, returned once. For a day the one before signs too."""
    ensure(may_tell_software(by, webhook.home))
    held, secret = _hold(webhook), new_secret()
    held.old_secret, held.old_until = held.secret, clock.now() + OVERLAP
    held.secret = locked(LOCKED_FOR, secret)
    held.save(update_fields=["secret", "old_secret", "old_until"])
    outbox.put("participants.forget_old_secret", held.pk, at=held.old_until)
    _record("changed", held, by)
    return secret


@transaction.atomic
def forget_old_secret(webhook_id: UUID) -> None:
    over = Webhook.objects.filter(pk=webhook_id, old_until__lte=Now())
    over.update(old_secret="", old_until=None)


@transaction.atomic
def remove_webhook(*, by: By, webhook: Webhook) -> None:
    """It is told nothing more, and its address, secret and history are deleted."""
    ensure(may_tell_software(by, webhook.home))
    _record("removed", webhook, by)
    webhook.delete()


@transaction.atomic
def send_again(*, by: By, delivery: Delivery) -> None:
    """Once more, under the same id."""
    ensure(may_send_again(by, delivery))
    again = Delivery.objects.filter(pk=delivery.pk)
    again.update(state=Delivery.State.WAITING, failing_since=None)
    outbox.put("projects.deliver", delivery.pk)


@transaction.atomic
def tell_of_silence(webhook_id: UUID) -> None:
    """One letter to each of those who can do something about it."""
    webhook = Webhook.objects.filter(pk=webhook_id).first()
    for user in keepers_of(webhook) if webhook else []:
        outbox.put("participants.send_silence", f"{webhook_id}:{user.pk}")


def send_silence(about: str) -> None:
    """about: the ids of a receiver and of an account."""
    webhook_id, _colon, user_id = about.partition(":")
    webhook = Webhook.objects.filter(pk=webhook_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if webhook and user:
        mail.send_silence(webhook, user)


def _hold(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update(no_key=True).get(pk=webhook.pk)


def _record(what: str, webhook: Webhook, by: By) -> None:
    """On the log of the project; of a whole pilot, on the log of each, by office."""
    about = {"webhook": str(webhook.pk)}
    for project in told_about(webhook):
        if isinstance(by, Participant):
            log.record(said.WEBHOOK[what], project, by.as_actor, **about)
        else:
            log.record_reserved(said.PILOT_WEBHOOK[what], project, "admin", **about)
