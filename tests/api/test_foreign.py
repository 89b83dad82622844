"""Nothing of another project can be handed in, and nothing hidden can be set.

Read off the description: each id that may be written, each field that is only shown.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from participants.actions import places as changing
from participants.api import places
from participants.forms import GroupForm
from participants.models import Constituency
from projects.access import YES
from projects.endpoint import view
from tests.api.document import Described, document, sending, taken
from tests.api.test_every_post import FIRST, SETTINGS, WHO
from tests.matrix.asking import Key, address, keys, send
from tests.matrix.routes import ROUTES
from tests.matrix.table.api import ROWS
from tests.matrix.who import IN
from tests.matrix.world import World, abroad, home


def item(world: World) -> Any:
    return world["questionnaire"].items.get(code="influence")


def priority(world: World) -> Any:
    return world["cycle"].commission.items.get()


THINGS: dict[str, Callable[[World], Any]] = {  # what each field may name
    "about": lambda world: world["judging"],
    "author": lambda world: world["offline"],
    "client": lambda world: world["new_client"],
    "contributions": lambda world: world["need"],
    "grew_from": lambda world: world["supported"],
    "group": lambda world: world["other_group"],
    "groups": lambda world: world["group"],
    "link_item": item,
    "owner": lambda world: world["person"],
    "participant": lambda world: world["offline"],
    "person": lambda world: world["offline"],
    "present": lambda world: world["offline"],
    "questionnaire": lambda world: world["questionnaire"],
    "POST api:findings about": priority,
    "PATCH api:finding about": priority,
    "POST api:exports about": lambda world: world["board"],
}
NOT_HERE = {  # where nothing of one's own could be named either, and why
    "POST api:findings about": "the priorities of this world are not adopted",
    "PATCH api:finding about": "the same",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[tuple[World, World]]:
    settings = override_settings(**SETTINGS)
    with settings, django_db_blocker.unblock(), transaction.atomic():
        here = home()
        yield here, abroad(here.cast)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def held(worlds) -> dict[str, Key]:
    return keys(worlds[0])


def answer(world: World, held: Mapping[str, Key], line: str, /, **more: Any) -> Any:
    """One request of somebody who may; whatever it changed is undone."""
    cache.clear()
    method, _, name = line.partition(" ")
    row = ROWS[line]
    who = next(who for who in WHO if row.who.finds[who] == IN)
    where, data = address(world, ROUTES[name], row), {**row.sent(world), **more}
    with transaction.atomic():
        FIRST.get(line, id)(world)
        found = send(held[who], method, where, data)
        transaction.set_rollback(True)
    return found


# ------------------------------------------------------------------ ids


def ids(operation: Described) -> dict[str, bool]:
    """The ids that may be written, and whether it takes a list of them."""
    return {
        name: "items" in field
        for name, field in taken(operation).items()
        if "uuid" in (field.get("format"), field.get("items", {}).get("format"))
    }


def let_in(
    worlds: tuple[World, World], held: Mapping[str, Key]
) -> Iterator[tuple[str, str]]:
    """Where an id of another project was taken, or none of one's own would be."""
    here = worlds[0]
    for line, operation in sending():
        for name, many in ids(operation).items():
            thing = THINGS.get(f"{line} {name}") or THINGS[name]
            pks = [str(thing(world).pk) for world in worlds]
            own, foreign = ([pk] if many else pk for pk in pks)
            lets = answer(here, held, line, **{name: own}).status_code < 300
            if lets is (f"{line} {name}" in NOT_HERE):
                yield line, f"{name} of one’s own: {lets}"
            status = answer(here, held, line, **{name: foreign}).status_code
            if status not in (403, 404, 422):
                yield line, f"{name} of another project: {status}"


def test_no_id_of_another_project_is_taken_anywhere(worlds, held):
    assert list(let_in(worlds, held)) == []


class AnyGroup(GroupForm):
    """Takes a group of any project."""

    def __init__(self, _project: object, data: Any) -> None:
        super().__init__(Constituency.objects.get(pk=data["group"]).project, data)


def test_canary_a_field_that_takes_any_group_is_noticed(worlds, held, monkeypatch):
    monkeypatch.setattr(places, "GroupForm", AnyGroup)
    monkeypatch.setattr(changing, "may_change_group", lambda *_asked: YES)
    found = list(let_in(worlds, held))
    assert found == [("POST api:my-place-group", "group of another project: 200")]


# ------------------------------------------------------------------ hidden fields


def shown() -> set[str]:
    """Every field that any answer has."""
    schemas = document()["components"]["schemas"].values()
    return {name for one in schemas for name in one.get("properties", {})}


def set_though_hidden(
    world: World, held: Mapping[str, Key]
) -> Iterator[tuple[str, set[str]]]:
    """What could be sent although it is not taken, without being told so."""
    for line, operation in sending():
        if fields := taken(operation):
            hidden = shown() - fields.keys()
            found = answer(world, held, line, **dict.fromkeys(hidden, "1"))
            said = json.loads(found.content) if found.status_code == 422 else {}
            named = set(said.get("errors", {}))
            if left := hidden - named:
                yield line, left


def test_every_field_that_is_only_shown_is_refused_by_name(worlds, held):
    assert list(set_though_hidden(worlds[0], held)) == []


def test_canary_where_others_are_let_pass_it_is_noticed(worlds, held, monkeypatch):
    monkeypatch.setattr(view, "_others", lambda _sent, _fields: {})
    found = dict(set_though_hidden(worlds[0], held))
    assert "state" in found["POST api:remarks"]
