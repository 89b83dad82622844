"""What did not change is not sent again; nobody's change is lost."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from coprod import errors
from phases import actions
from phases.models import Contribution
from projects.endpoint import unchanged
from tests.api.document import sending, taken
from tests.matrix.asking import Key, address, keys, send
from tests.matrix.routes import ROUTES
from tests.matrix.table.api import ROWS
from tests.matrix.who import IN
from tests.matrix.world import World, home

WHO = ("fiona", "citizen", "coordinator", "admin")

JSON = "application/json"


@pytest.fixture
def need(cast, board) -> Contribution:
    words = actions.Words("need", "Someone to ring in the first night.")
    return actions.contribute(by=cast.carer, activity=board, words=words)


@pytest.fixture
def where(client, cast, need) -> str:
    client.force_login(cast.carer.user)
    return f"/api/v1/contributions/{need.pk}/"


@pytest.fixture
def everything(db) -> tuple[World, dict[str, Key]]:
    world = home()
    return world, keys(world)


def reword(client, where, text, **headers):
    return client.patch(where, {"text": text}, content_type=JSON, headers=headers)


def test_what_one_holds_is_not_sent_again(client, where):
    first = client.get(where)
    held = {"If-None-Match": first["ETag"]}
    again = client.get(where, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(where, headers={"If-None-Match": '"other"'}).status_code == 200
    weak = {"If-None-Match": f'"other", W/{first["ETag"]}'}
    assert client.get(where, headers=weak).status_code == 304


def test_a_list_with_more_pages_is_not_sent_again_either(
    client, cast, board, where, time_machine
):
    words = actions.Words("need", "A light on the stairs.")
    for _each in range(21):
        actions.contribute(by=cast.carer, activity=board, words=words)
    found = f"/api/v1/activities/{board.pk}/contributions/"
    first = client.get(found)
    assert first.json()["next"]
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    again = client.get(found, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_what_changed_is_sent(client, cast, where, need):
    held = {"If-None-Match": client.get(where)["ETag"]}
    actions.support(by=cast.nurse, contribution=need)
    assert client.get(where, headers=held).status_code == 200


def test_somebody_else_is_told_something_else_by_another_name(client, cast, where):
    mine = client.get(where)
    client.force_login(cast.observer.user)  # who may not say anything there
    theirs = client.get(where, headers={"If-None-Match": mine["ETag"]})
    assert theirs.status_code == 200
    for header in ("Authorization", "Cookie", "Accept-Language"):
        assert header in theirs["Vary"]
    assert theirs["Cache-Control"] == "private, no-cache"


def test_lists_have_names_too(client, board):
    page = client.get(f"/api/v1/projects/{board.project_id}/activities/")
    again = client.get(
        f"/api/v1/projects/{board.project_id}/activities/",
        headers={"If-None-Match": page["ETag"]},
    )
    assert again.status_code == 304


def test_whoever_read_the_last_words_changes_them(client, where, need):
    seen = client.get(where)["ETag"]
    answer = reword(client, where, "A voice at night", **{"If-Match": seen})
    assert (answer.status_code, answer.json()["edition"]) == (200, 2)
    need.refresh_from_db()
    assert need.text == "A voice at night"


def test_whoever_read_older_words_is_told_which_stand_now(client, cast, where, need):
    seen = client.get(where)["ETag"]
    actions.edit(by=cast.carer, contribution=need, text="A voice", edition=1)
    refused = reword(client, where, "Older", **{"If-Match": seen})
    said = refused.json()
    assert (refused.status_code, said["code"]) == (412, "changed")
    assert (said["current"], said["seen"]) == (2, 1)
    need.refresh_from_db()
    assert need.text == "A voice"
    assert reword(client, where, "Newer", **{"If-Match": '"2"'}).status_code == 200


def test_support_given_meanwhile_is_no_change_of_words(client, cast, where, need):
    seen = client.get(where)["ETag"]
    actions.support(by=cast.nurse, contribution=need)
    assert reword(client, where, "A voice", **{"If-Match": seen}).status_code == 200


OTHER = "0b2ff3f3-3c43-4a8e-9a52-5c1c4f6d9f10"


@pytest.mark.parametrize("seen", ["*", '"x"', f'"{OTHER}"', "1", '"99999999999"'])
def test_a_name_of_something_else_changes_nothing(client, where, seen):
    assert reword(client, where, "Mine", **{"If-Match": seen}).status_code == 412


def test_whoever_does_not_say_what_they_read_changes_nothing(client, where, need):
    refused = reword(client, where, "Mine")
    assert (refused.status_code, refused.json()["code"]) == (428, "edition_needed")
    need.refresh_from_db()
    assert need.edition == 1


def test_canary_without_the_edition_the_first_change_is_lost(
    client, cast, where, need, monkeypatch
):
    monkeypatch.setattr(
        "phases.actions.contributing.ensure_current", lambda _current, _seen: None
    )
    seen = client.get(where)["ETag"]
    actions.edit(by=cast.carer, contribution=need, text="A voice", edition=1)
    assert reword(client, where, "Older", **{"If-Match": seen}).status_code == 200


def test_each_change_of_a_thing_says_what_was_read(everything):
    """Read off the description: every PATCH, and every PUT that takes something."""
    world, held = everything
    changing = [line for line, one in sending() if taken(one) and line[1] != "O"]
    assert len(changing) > 4
    for line in changing:
        row, route = ROWS[line], ROUTES[line.partition(" ")[2]]
        who = next(who for who in WHO if row.who.finds[who] == IN)
        where, data = address(world, route, row), row.sent(world)
        method = line.partition(" ")[0]
        cache.clear()
        with transaction.atomic():
            first = send(held[who], method, where, data)
            later = send(held[who], method, where, data)
            transaction.set_rollback(True)
        assert first.status_code == 200, f"{line}: {first.content!r}"
        said = json.loads(later.content)
        assert (later.status_code, said["code"]) == (412, "changed"), line
        assert (said["current"], said["seen"]) == (2, 1), line


def test_every_name_begins_as_the_description_says():
    assert unchanged.OURS.fullmatch('"3"')
    assert errors.CODES[412] == "changed"
