"""Other software hears what stands on the log: signed, at least once, and only ids."""

import json
import random
import socket
import struct
from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from standardwebhooks import Webhook as Library
from standardwebhooks import WebhookVerificationError

from participants import actions, events
from participants.permissions import webhooks as rules
from projects import exports, log, outgoing, tasks
from projects.actions import delivering as sending
from projects.models import Job, LogEntry
from projects.models.webhooks import Delivery, Webhook
from tests.clock import days_pass, work_off
from tests.receivers import OK, listening, says

BROKEN = says("HTTP/1.1 500 Not now", "Content-Length: 0")
TOLD_OF = [events.LEFT.name, events.JOINED.name]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_machine(settings):
    settings.OUTGOING_TO_OWN_MACHINE = True


def told(cast, port: int, by=None) -> tuple[Webhook, str]:
    """A receiver on this machine, set up as people do it."""
    return actions.add_webhook(
        by=by or cast.fiona,
        home=cast.pilot if by else cast.project,
        address=f"http://127.0.0.1:{port}/news",
        events=TOLD_OF,
    )


def happens(cast, times: int = 1) -> list[LogEntry]:
    who = cast.carer.as_actor
    return [log.record(events.LEFT, cast.project, who) for _ in range(times)]


def parts(request: bytes) -> tuple[dict[str, str], bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line.decode().split(": ", 1) for line in head.split(b"\r\n")[1:]]
    return {name.lower(): value for name, value in lines}, body


def try_again() -> None:
    """The time comes for everything that waits: each job through its task, once."""
    Webhook.objects.update(quiet_until=None)
    waiting = Job.objects.filter(task="projects.deliver", done_at=None)
    for job in list(waiting.values_list("pk", flat=True)):
        tasks.deliver(str(job))


# ------------------------------------------------------------------ what is said


def test_a_receiver_hears_of_a_line_what_it_asked_for_and_nothing_else(cast):
    with listening(OK) as (port, sent):
        told(cast, port)
        [line] = happens(cast)
        log.record(
            events.INVITED, cast.project, cast.fiona.as_actor, invitation="0" * 32
        )
        work_off()
    [request] = sent
    headers, body = parts(request)
    assert headers["webhook-id"] == str(line.pk)
    assert json.loads(body) == {
        "type": events.LEFT.name,
        "timestamp": line.at.isoformat(),
        "data": {"project": str(cast.project.pk)},
    }
    assert Delivery.objects.get().state == Delivery.State.ARRIVED


def test_only_ids_leave_the_house(cast):
    """Codes and numbers of a line stay on the log: they can be looked up there."""
    line = log.record_reserved(
        events.PAUSED, cast.project, "facilitator", category="spam"
    )
    assert set(json.loads(exports.message(line))["data"]) == {"project"}
    line = log.record(
        events.ROLE_CHANGED,
        cast.project,
        cast.fiona.as_actor,
        participant=str(cast.carer.pk),
        role="observer",
    )
    assert json.loads(exports.message(line))["data"] == {
        "project": str(cast.project.pk),
        "participant": str(cast.carer.pk),
    }
    assert str(cast.fiona.pk) not in exports.message(line).decode()


def test_what_is_rolled_back_is_not_told(cast):
    with listening(OK) as (port, sent):
        told(cast, port)
        with transaction.atomic():
            happens(cast)
            transaction.set_rollback(True)
        work_off()
    assert sent == []


def test_a_receiver_of_a_pilot_hears_of_all_its_projects_and_of_no_other(cast):
    with listening(OK) as (port, sent):
        told(cast, port, by=cast.admin)
        actions.add_webhook(
            by=cast.foreign_admin,
            home=cast.foreign_admin.pilotadministrator_set.get().pilot,
            address=f"http://127.0.0.1:{port}/abroad",
            events=TOLD_OF,
        )
        happens(cast)
        work_off()
    assert [request.split(b" ")[1] for request in sent] == [b"/news"]


# ------------------------------------------------------------------ the signature


def verified(secret: str, request: bytes) -> object:
    headers, body = parts(request)
    return Library(secret).verify(body, headers)


def test_the_published_library_knows_the_signature(cast):
    with listening(OK) as (port, sent):
        _webhook, secret = told(cast, port)
        happens(cast)
        work_off()
    assert verified(secret, sent[0]) == json.loads(parts(sent[0])[1])
    with pytest.raises(WebhookVerificationError):
        verified("whsec_" + "A" * 43 + "=", sent[0])
    with pytest.raises(WebhookVerificationError):
        verified(secret, sent[0].replace(b"left", b"came"))


def test_for_a_day_both_secrets_sign_and_then_only_the_new_one(cast):
    with listening(OK) as (port, sent):
        webhook, old = told(cast, port)
        new = actions.renew_secret(by=cast.frank, webhook=webhook)
        happens(cast)
        work_off()
        days_pass(1.1)
        happens(cast)
        work_off()
    for secret in (old, new):
        verified(secret, sent[0])
    verified(new, sent[1])
    with pytest.raises(WebhookVerificationError):
        verified(old, sent[1])
    webhook.refresh_from_db()
    assert (webhook.old_secret, webhook.old_until) == ("", None)


def secrets_lying_open(secret: str) -> list[str]:
    """Where in the tables of webhooks the secret could be read."""
    bare = secret.removeprefix("whsec_")
    rows = Webhook.objects.values_list("secret", "old_secret")
    return [one for row in rows for one in row if bare in one]


def test_secrets_are_locked_where_they_are_kept(cast):
    webhook, old = told(cast, 9)
    new = actions.renew_secret(by=cast.fiona, webhook=webhook)
    assert (secrets_lying_open(old), secrets_lying_open(new)) == ([], [])


def test_canary_a_secret_kept_as_it_is_is_noticed(cast, monkeypatch):
    monkeypatch.setattr(
        "participants.actions.webhooks.locked", lambda _purpose, text: text
    )
    _webhook, secret = told(cast, 9)
    assert secrets_lying_open(secret) == [secret]


# ------------------------------------------------------------------ it arrives


class Flapping:
    """Every second answer is no answer: an error, silence, or a line that breaks.

    took: the ids it said yes to, which is what it has for good.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.tried = 0

    def __call__(self, line: socket.socket) -> None:
        self.tried += 1
        if self._chance.random() < 0.5:
            OK(line)
            return
        way = self._chance.random()
        if way < 0.02:  # each costs the whole deadline
            line.recv(1)
        elif way < 0.5:
            BROKEN(line)
        else:
            now = struct.pack("ii", 1, 0)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)


def heard_by_a_flapping_receiver(cast, lines: int) -> tuple[set[str], Counter[str]]:
    """The ids of the lines, and how often each reached the receiver."""
    flapping = Flapping(seed=7)
    with listening(flapping) as (port, sent):
        webhook, secret = told(cast, port)
        ids = {str(line.pk) for line in happens(cast, lines)}
        for _round in range(60):
            try_again()
            if not webhook.deliveries.filter(state="waiting").exists():
                break
    assert flapping.tried > lines * 1.5
    for request in sent[::50]:
        verified(secret, request)
    return ids, Counter(parts(request)[0]["webhook-id"] for request in sent)


@pytest.mark.parametrize("times", [200, pytest.param(1000, marks=pytest.mark.drill)])
def test_everything_reaches_a_receiver_that_fails_every_second_time(
    cast, monkeypatch, times
):
    monkeypatch.setattr(sending, "WITHIN", 0.2)
    ids, heard = heard_by_a_flapping_receiver(cast, times)
    assert set(heard) == ids
    assert len(heard) == times
    assert set(Delivery.objects.values_list("state", flat=True)) == {"arrived"}


def test_canary_a_single_try_is_noticed(cast, monkeypatch):
    monkeypatch.setattr(sending, "WITHIN", 0.2)
    monkeypatch.setattr(sending, "_later", lambda _delivery, _at: None)
    with pytest.raises(AssertionError):
        heard_by_a_flapping_receiver(cast, 20)


def test_a_receiver_that_fails_and_fails_is_left_in_peace(cast):
    """So that one dead address does not keep workers from everybody's letters."""
    with listening(BROKEN) as (port, sent):
        told(cast, port)
        happens(cast, 100)
        work_off()
        assert len(sent) == sending.MANY
        waiting = Job.objects.filter(task="projects.deliver", done_at=None)
        assert waiting.count() == 100


def test_a_receiver_that_lets_us_wait_has_failed(cast, monkeypatch):
    monkeypatch.setattr(sending, "WITHIN", 0.1)

    def wait(line: socket.socket) -> None:
        line.recv(1)  # until the sender gives up

    with listening(wait) as (port, _sent):
        webhook, _secret = told(cast, port)
        happens(cast)
        work_off()
    webhook.refresh_from_db()
    assert (webhook.failures, Delivery.objects.get().problem) == (1, "timeout")


def test_pauses_grow_up_to_six_hours():
    pauses = [sending._pause(tries) for tries in range(1, 40)]
    assert pauses[0] == timedelta(seconds=10)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=6)


# ------------------------------------------------------------------ it never answers


def three_days_pass() -> int:
    """Let three days go by, an hour at a time; how often something was tried."""
    before = sum(Delivery.objects.values_list("tries", flat=True))
    for _hour in range(75):
        days_pass(1 / 24)
        work_off()
    return sum(Delivery.objects.values_list("tries", flat=True)) - before


def test_after_three_days_without_an_answer_it_is_switched_off_and_said_so(
    cast, mailoutbox, client
):
    with listening(BROKEN) as (port, _sent):
        webhook, _secret = told(cast, port)
        happens(cast)
        work_off()
        assert three_days_pass() > 10
    webhook.refresh_from_db()
    assert webhook.state == Webhook.State.SILENT
    line = cast.project.log.get(event="projects.webhook_fell_silent")
    assert line.facts == {"webhook": str(webhook.pk)}
    told_people = {address for letter in mailoutbox for address in letter.to}
    assert told_people == {
        f"{n}@example.org" for n in ("fiona", "frank", "coordinator")
    }
    assert "127.0.0.1" in mailoutbox[0].subject
    page = reverse("participants:webhook", args=[webhook.pk])
    assert page in mailoutbox[0].body
    client.force_login(cast.frank.user)
    assert "Switched off because it did not answer" in client.get(page).text


def test_administrators_hear_of_a_receiver_of_their_pilot(cast, mailoutbox):
    with listening(says("HTTP/1.1 410 Gone", "Content-Length: 0")) as (port, _sent):
        webhook, _secret = told(cast, port, by=cast.admin)
        happens(cast)
        work_off()
    webhook.refresh_from_db()
    assert webhook.state == Webhook.State.SILENT
    assert [letter.to for letter in mailoutbox] == [["admin@example.org"]]
    assert cast.project.log.filter(event="projects.webhook_fell_silent").count() == 1


def test_while_it_is_off_nothing_is_sent_and_afterwards_it_gets_what_waited(cast):
    with listening(says("HTTP/1.1 410 Gone", "Content-Length: 0")) as (port, _sent):
        webhook, secret = told(cast, port)
        [line] = happens(cast)
        work_off()
    with listening(OK) as (port, sent):
        Webhook.objects.update(address=f"http://127.0.0.1:{port}/")
        happens(cast)  # nobody is told of it: it is off
        try_again()
        assert sent == []
        actions.change_webhook(
            by=cast.fiona, webhook=webhook, events=TOLD_OF, is_on=True, edition=1
        )
        work_off()
    assert [parts(request)[0]["webhook-id"] for request in sent] == [str(line.pk)]
    verified(secret, sent[0])


def test_one_line_that_is_never_taken_does_not_end_the_rest(cast):
    """Some other lines arrive, so the receiver stays on and only that line ends."""

    first: list[bytes] = []

    def choosy(line):
        (BROKEN if first[0] in sent[-1] else OK)(line)

    with listening(choosy) as (port, sent):
        webhook, _secret = told(cast, port)
        first.append(str(happens(cast)[0].pk).encode())
        work_off()
        stuck = Delivery.objects.get()
        for _half_day in range(7):
            happens(cast)
            days_pass(0.5)
            work_off()
    webhook.refresh_from_db()
    stuck.refresh_from_db()
    assert (webhook.state, stuck.state) == ("on", "given_up")


def test_an_address_that_moved_inside_is_not_sent_to(cast, monkeypatch):
    webhook, _secret = actions.add_webhook(
        by=cast.fiona,
        home=cast.project,
        address="https://receiver.example.org/",
        events=TOLD_OF,
    )
    monkeypatch.setattr(outgoing, "look_up", lambda _host, _port: ["10.0.0.1"])
    happens(cast)
    work_off()
    assert webhook.deliveries.get().problem == Delivery.Problem.REFUSED


# ------------------------------------------------------------------ again, and later


def test_sent_again_it_has_the_same_id(cast):
    with listening(OK) as (port, sent):
        told(cast, port)
        happens(cast)
        work_off()
        actions.send_again(by=cast.frank, delivery=Delivery.objects.get())
        work_off()
    first, again = [parts(request)[0]["webhook-id"] for request in sent]
    assert first == again


def test_what_is_settled_is_forgotten_after_a_month_and_what_waits_is_not(cast):
    with listening(OK) as (port, _sent):
        webhook, _secret = told(cast, port)
        happens(cast)
        work_off()
    happens(cast)
    days_pass(31)
    sending.forget_deliveries()
    assert [one.state for one in webhook.deliveries.all()] == ["waiting"]


def test_nobody_pays_for_receivers_that_are_not_there(cast, django_assert_num_queries):
    cast.carer.as_actor  # noqa: B018 - its group is read once
    with django_assert_num_queries(2):
        log.record(events.LEFT, cast.project, cast.carer.as_actor)


def test_there_are_only_so_many(cast):
    for _each in range(rules.MOST):
        told(cast, 9)
    with pytest.raises(PermissionDenied, match="10 receivers at most"):
        told(cast, 9)
