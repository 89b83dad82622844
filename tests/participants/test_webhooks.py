"""People have other software told: who may, what they see, the same over the API."""

import json
import re
import time
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from participants import actions
from participants.queries.webhooks import told_of
from projects.exports import headers, message
from projects.locks import unlocked
from projects.models import LogEntry
from projects.models.webhooks import LOCKED_FOR, Webhook
from tests.cast import add_second_step, make_user

ADDRESS = "https://receiver.example.org/a-part-as-good-as-a-key"
DOCS = Path(__file__).parents[2] / "docs" / "api.md"


def add(by, home, **other):
    asked = {"address": ADDRESS, "events": ["participants.left"], **other}
    return actions.add_webhook(by=by, home=home, **asked)


def send(client, verb, where, said=None, **headers):
    kind = "application/json"
    return getattr(client, verb)(where, said, content_type=kind, headers=headers)


# ------------------------------------------------------------------ who may


@pytest.mark.parametrize("who", ["carer", "evaluator", "observer", "offline"])
def test_in_a_project_only_facilitators_have_software_told(cast, who):
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        add(getattr(cast, who), cast.project)
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("who", ["fiona", "frank", "coordinator"])
def test_facilitators_of_either_side_do_and_it_stands_on_the_log(cast, who):
    by = getattr(cast, who)
    webhook, _secret = add(by, cast.project)
    line = cast.project.log.get(event="participants.webhook_added")
    assert (line.actor, line.facts) == (by.pk, {"webhook": str(webhook.pk)})


def test_for_a_pilot_only_its_administrators_with_a_second_step(cast):
    for who in (cast.stranger, cast.foreign_admin, cast.root, cast.fiona.user):
        with pytest.raises(PermissionDenied, match="Only administrators"):
            add(who, cast.pilot)
    new = make_user("new")
    actions.appoint_administrator(by=cast.root, user=new, pilot=cast.pilot)
    with pytest.raises(PermissionDenied, match="second step"):
        add(new, cast.pilot)
    add_second_step(new)
    webhook, _secret = add(new, cast.pilot)
    line = LogEntry.objects.get(event="participants.pilot_webhook_added")
    assert (line.project, line.actor, line.role) == (cast.project, None, "admin")
    assert webhook.home == cast.pilot


@pytest.mark.parametrize("address", ["http://10.0.0.1/", "https://nowhere.invalid/x"])
def test_an_address_that_we_do_not_send_to_is_refused_when_it_is_given(cast, address):
    with pytest.raises(ValidationError):
        add(cast.fiona, cast.project, address=address)
    assert not Webhook.objects.exists()


# ------------------------------------------------------------------ on pages


def test_a_facilitator_adds_changes_and_ends_it(client, cast):
    client.force_login(cast.fiona.user)
    people = client.get(reverse("participants:people", args=[cast.project.pk])).text
    where = reverse("participants:webhooks", args=[cast.project.pk])
    assert where in people
    asked = {"address": ADDRESS, "events": ["participants.left"]}
    shown = client.post(f"{where}add/", asked)
    webhook = Webhook.objects.get()
    [secret] = re.findall(r"whsec_[\w+/=]+", shown.text)
    assert unlocked(LOCKED_FOR, webhook.secret) == secret
    assert (
        shown["Cache-Control"]
        == "max-age=0, no-cache, no-store, must-revalidate, private"
    )
    one = reverse("participants:webhook", args=[webhook.pk])
    for page in (client.get(where).text, client.get(one).text):
        assert "receiver.example.org" in page
        assert "whsec_" not in page
        assert "as-good-as-a-key" not in page
    folded = re.findall(r"<summary>(.*?) .*?>(\d+) of \d+<", client.get(one).text)
    assert ("People", "1") in folded
    assert len(folded) == 5, "a group for each room, each closed until it is opened"
    changed = client.post(
        f"{one}change/", {"events": ["participants.left"], "edition": 1}
    )
    assert changed.status_code == 302
    webhook.refresh_from_db()
    assert (webhook.state, webhook.edition) == ("off", 2)
    client.post(f"{one}remove/")
    assert not Webhook.objects.exists()
    kinds = cast.project.log.filter(event__contains="webhook").order_by("at")
    assert [line.event.rpartition("_")[2] for line in kinds] == [
        "added",
        "changed",
        "removed",
    ]


def test_a_bad_address_comes_back_with_the_reason(client, cast):
    client.force_login(cast.frank.user)
    where = reverse("participants:add_webhook", args=[cast.project.pk])
    page = client.post(where, {"address": "http://127.0.0.1/", "events": []})
    assert page.status_code == 422
    assert "begins with https://" in page.text
    assert "Tick at least one." in page.text


def test_a_change_of_somebody_else_is_not_lost(client, cast):
    webhook, _secret = add(cast.fiona, cast.project)
    actions.change_webhook(
        by=cast.frank,
        webhook=webhook,
        events=["participants.joined"],
        is_on=True,
        edition=1,
    )
    client.force_login(cast.fiona.user)
    where = reverse("participants:change_webhook", args=[webhook.pk])
    page = client.post(where, {"events": ["participants.left"], "edition": 1})
    assert page.status_code == 409
    assert "Both versions" in page.text
    assert 'name="edition" value="2"' in page.text
    webhook.refresh_from_db()
    assert webhook.events == ["participants.joined"]


def test_an_administrator_finds_it_on_their_own_page(client, cast):
    client.force_login(cast.admin)
    where = reverse("participants:pilot_webhooks", args=[cast.pilot.pk])
    assert where in client.get(reverse("my_projects")).text
    asked = {"address": ADDRESS, "events": ["participants.left"]}
    assert "whsec_" in client.post(f"{where}add/", asked).text
    assert Webhook.objects.get().project is None


def test_the_list_costs_the_same_for_one_and_for_ten(
    client, cast, django_assert_max_num_queries
):
    webhook, _secret = add(cast.fiona, cast.project)
    client.force_login(cast.fiona.user)
    places = (("webhooks", cast.project), ("webhook", webhook))
    pages = [reverse(f"participants:{name}", args=[about.pk]) for name, about in places]

    def counted() -> list[int]:
        seen = []
        for page in pages:
            with django_assert_max_num_queries(15) as asked:
                client.get(page)
            seen.append(len(asked))
        return seen

    one = counted()
    for _each in range(9):
        add(cast.fiona, cast.project)
    assert counted() == one


# ------------------------------------------------------------------ over the API


def test_software_of_a_facilitator_does_all_of_it(client, cast):
    client.force_login(cast.fiona.user)
    home = f"/api/v1/projects/{cast.project.pk}/webhooks/"
    asked = {"address": ADDRESS, "events": ["participants.left"]}
    made = send(client, "post", home, asked)
    assert made.status_code == 201, made.content
    said = made.json()
    assert said["secret"].startswith("whsec_")
    assert "address" not in said["webhook"]
    [listed] = client.get(home).json()
    assert listed == said["webhook"]
    one = f"/api/v1/webhooks/{listed['id']}/"
    seen = client.get(one)
    assert send(client, "patch", one, {"is_on": False}).status_code == 428
    off = send(client, "patch", one, {"is_on": False}, **{"If-Match": seen["ETag"]})
    assert (off.json()["state"], off.json()["events"]) == ("off", asked["events"])
    again = send(client, "patch", one, {"is_on": True}, **{"If-Match": seen["ETag"]})
    assert (again.status_code, again.json()["current"]) == (412, 2)
    assert send(client, "post", f"{one}secret/").json()["secret"] != said["secret"]
    assert client.delete(one).status_code == 204
    assert client.get(one).status_code == 404


def test_whoever_writes_a_receiver_finds_every_type_in_the_documentation():
    listed = [
        f"{room}.{name}"
        for room, names in re.findall(
            r"^- `(\w+)\.`: ((?:`\w+`,?\s+)+)", DOCS.read_text(), re.M
        )
        for name in re.findall(r"`(\w+)`", names)
    ]
    assert sorted(listed) == sorted(told_of())


def test_an_address_that_is_refused_says_why_over_the_api(client, cast):
    client.force_login(cast.fiona.user)
    home = f"/api/v1/projects/{cast.project.pk}/webhooks/"
    asked = {"address": "https://127.0.0.1/", "events": ["participants.left"]}
    answer = send(client, "post", home, asked)
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert errors.keys() == {"address"}
    assert "open internet" in str(errors["address"])


def test_what_was_sent_is_listed_and_sent_again(client, cast):
    webhook, _secret = add(cast.fiona, cast.project)
    actions.leave(by=cast.carer)
    client.force_login(cast.frank.user)
    found = client.get(f"/api/v1/webhooks/{webhook.pk}/deliveries/").json()["results"]
    assert [each["type"] for each in found] == ["participants.left"]
    again = f"/api/v1/deliveries/{found[0]['id']}/again/"
    assert client.post(again).status_code == 204
    page = client.get(reverse("participants:webhook", args=[webhook.pk])).text
    assert "Someone left." in page


# ------------------------------------------------------------------ what is written


def example() -> dict[str, object]:
    """The Python of the documentation, run as it stands there."""
    known: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.+?)```", DOCS.read_text(), re.DOTALL)
    [code] = [block for block in blocks if "def is_from_coprod" in block]
    exec(code, known)  # noqa: S102 - it is ours
    return known


def test_the_example_in_the_documentation_knows_our_messages(cast):
    webhook, secret = add(cast.fiona, cast.project)
    line = cast.project.log.first()
    body = message(line)
    moment = line.at.fromtimestamp(time.time(), tz=line.at.tzinfo)
    named = {k.lower(): v for k, v in headers(webhook, line, moment, body).items()}
    check = example()["is_from_coprod"]
    assert check(secret, named, body)  # type: ignore[operator]
    assert not check(secret, named, body + b" ")  # type: ignore[operator]
    other = {**named, "webhook-id": "another"}
    assert not check(secret, other, body)  # type: ignore[operator]
    old = {**named, "webhook-timestamp": str(int(time.time()) - 900)}
    assert not check(secret, old, body)  # type: ignore[operator]
    assert json.loads(body)["type"] == line.event
