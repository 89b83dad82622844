"""Who gets in where: every route, every method, everyone, on nothing public."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import trans_real

from coprod import urls
from decisions.actions import proposing
from projects import queries
from projects.access import YES, no
from projects.actions import ask_for_list, make_export
from projects.lists import LISTS
from projects.models import ProjectQuerySet
from projects.prepared import prepared
from tests.api.document import reading
from tests.matrix.answers import faults
from tests.matrix.asking import Key, Row, address, answered, ask, found, keys, parts
from tests.matrix.routes import ROUTES, Route, by_name
from tests.matrix.table import TABLE, account
from tests.matrix.who import ACTORS, DOOR, FACILITATORS, HIDDEN, IN, NO
from tests.matrix.world import World, abroad, home
from tests.projects import exporting

MARK = "⁂"  # before everything that was translated
WORDLESS = ("admin", "account_", "mfa_")  # Django and allauth refuse without a word
INSIDERS = (  # of one project, looking into another
    *("citizen", "professional", "fiona", "frank", "coordinator", "evaluator"),
    *("observer", "paused", "admin", "superuser", "stranger", "writer"),
)
ON_PAGES = [who for who in ACTORS if who not in ("reader", "revoked")]  # a token is one
SETTINGS = {
    "DEMO": True,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    "DEBUG_PROPAGATE_EXCEPTIONS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[tuple[World, World]]:
    """Built once; every request on them is undone."""
    settings = override_settings(**SETTINGS)
    with settings, django_db_blocker.unblock(), transaction.atomic():
        here = home()
        yield here, abroad(here.cast)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(worlds):
    return worlds[0]


@pytest.fixture(scope="module")
def held(world) -> dict[str, Key]:
    return keys(world)


@pytest.fixture(autouse=True)
def bare(monkeypatch) -> None:
    """Show the reason of a refusal alone, and which words went through translation."""
    refusals = {
        "handler403": lambda _request, exception: HttpResponseForbidden(str(exception)),
        "handler404": lambda _request, exception: HttpResponseNotFound(),
    }
    for name, handler in refusals.items():
        monkeypatch.setattr(urls, name, handler, raising=False)
    real = trans_real.gettext
    monkeypatch.setattr(
        translation._trans,  # type: ignore[attr-defined]
        "gettext",
        lambda text: f"{MARK}{real(text)}",
    )


# ------------------------------------------------------------------ line by line


def wrong(world: World, held: dict[str, Key], line: str) -> Iterator[str]:
    """What is not as one line of the table says, or wrong with an answer itself."""
    method, _, name = line.partition(" ")
    row, route = TABLE[line], ROUTES[name]
    where, statuses = address(world, route, row), set()
    for actor in ACTORS if route.is_api else ON_PAGES:
        answer = ask(held[actor], method, where, row.sent(world))
        due, finds = row.who.at(actor, api=route.is_api), found(answer)
        if finds != due:
            yield f"{actor}: {finds}, not {due}"
        elif finds == NO and not name.startswith(WORDLESS) and no_reason(answer):
            yield f"{actor}: no reason"
        elif finds == IN:
            statuses.add(answer.status_code)
        yield from (f"{actor}: {fault}" for fault in faults(answer, answer.body))
    if method != "GET" and _inside(line) and min(statuses, default=0) >= 422:
        yield "What is sent is no good, so this line shows nothing."


def no_reason(answer: Any) -> bool:
    """Whether a refusal lacks words that somebody could translate."""
    if "json" in answer["Content-Type"]:
        return MARK not in json.loads(answer.body)["detail"]
    return MARK not in answer.body.decode()


def _inside(line: str) -> bool:
    """Whether it is about something that strangers do not see."""
    return TABLE[line].who.finds["stranger"] == HIDDEN


@pytest.mark.parametrize("line", TABLE)
def test_everyone_finds_what_the_table_says(world, held, line):
    assert "\n".join(wrong(world, held, line)) == ""


def test_canary_an_open_door_is_noticed(monkeypatch, world, held):
    monkeypatch.setattr(ProjectQuerySet, "within", lambda rows, *_reach: rows)
    anew = prepared(queries._project.query)
    monkeypatch.setattr(queries, "_project", anew)
    assert "stranger: in, not hidden" in wrong(world, held, "GET project")


def test_canary_a_rule_that_says_yes_to_everyone_is_noticed(monkeypatch, world, held):
    monkeypatch.setattr(proposing, "may_withdraw", lambda _who, _decision: YES)
    line = "POST decisions:withdraw"
    assert "professional: in, not no" in wrong(world, held, line)


def test_canary_a_reason_in_no_language_but_ours_is_noticed(monkeypatch, world, held):
    refuse = no("Not you.")
    monkeypatch.setattr(proposing, "may_withdraw", lambda _who, _decision: refuse)
    line = "POST decisions:withdraw"
    assert "professional: no reason" in wrong(world, held, line)


# ------------------------------------------------------------------ the whole table


LISTED = {name: set[str]() for name in (line.split(" ", 1)[1] for line in TABLE)}
for line in TABLE:
    LISTED[line.split(" ", 1)[1]].add(line.split(" ", 1)[0])


def unlike_the_table(routes: Mapping[str, Route]) -> list[str]:
    """Routes that the table does not name, and lines without a route."""
    new = [f"{name} is new" for name in routes if name not in LISTED]
    return [*new, *(f"{name} is gone" for name in LISTED if name not in routes)]


def test_every_route_stands_in_the_table():
    assert unlike_the_table(ROUTES) == []


def test_canary_a_new_route_and_one_that_is_gone_are_noticed():
    older = [one for one in urls.urlpatterns if getattr(one, "name", "") != "front"]
    newer = [*older, path("new/", HttpResponse, name="new")]
    assert unlike_the_table(by_name(newer)) == ["new is new", "front is gone"]


def test_every_method_that_is_answered_stands_in_the_table(world, held):
    for name, methods in LISTED.items():
        where = address(world, ROUTES[name], TABLE[f"{min(methods)} {name}"])
        who = "superuser" if name.startswith("admin") else "stranger"
        assert answered(held[who], where) == methods, name


def test_there_are_cells_enough():
    assert len(TABLE) * len(ACTORS) >= 2500


def test_for_someone_without_an_account_facilitators_do_it(world):
    offline = world.pk("offline")
    for_them = {
        line: row.who
        for line, row in TABLE.items()
        if offline in [*row.sent(world).values(), *_things(world, row)]
    }
    assert set(for_them) >= {
        "POST decisions:enter_ballot",
        "POST evaluation:enter_answers",
        "POST phases:save_entered",
        "POST participants:record_leaving",
    }
    assert set(map(id, for_them.values())) == {id(FACILITATORS)}


def _things(world: World, row: Row) -> Iterator[str]:
    for name in (row.about, *row.more.values()):
        yield str(getattr(world.things.get(name), "pk", name))


def test_outside_the_demonstration_its_pages_are_not_there(world, held, settings):
    settings.DEMO = False
    for line in (line for line in TABLE if " demo" in line):
        method, _, name = line.partition(" ")
        where = address(world, ROUTES[name], TABLE[line])
        finds = {found(ask(key, method, where, {})) for key in held.values()}
        assert finds == {HIDDEN}, line


# ------------------------------------------------------------------ another project

OWN = ("POST participants:come_back", *account.ROWS)  # of a person, not of a project
ABOUT_THINGS = [line for line in TABLE if _inside(line) and line not in OWN]


@pytest.mark.parametrize("line", ABOUT_THINGS)
def test_nothing_of_another_project_is_there(worlds, held, line):
    method, _, name = line.partition(" ")
    row, route, there = TABLE[line], ROUTES[name], worlds[1]
    where, data = address(there, route, row), row.sent(there)
    finds = {actor: found(ask(held[actor], method, where, data)) for actor in INSIDERS}
    outside = row.who.at("anonymous", api=route.is_api)
    due = {
        actor: outside if actor == "writer" and not route.is_api else HIDDEN
        for actor in INSIDERS
    }
    assert finds == due


IN_ADMIN = [line for line in TABLE if "object_id" in TABLE[line].more]


@pytest.mark.parametrize("line", IN_ADMIN)
def test_an_administrator_finds_nothing_of_another_pilot(worlds, held, line):
    method, _, name = line.partition(" ")
    row = TABLE[line]
    where = address(worlds[1], ROUTES[name], row)
    finds = found(ask(held["admin"], method, where, {}))
    assert finds == row.who.finds["foreign_admin"]


TWO_IDS = [line for line in ABOUT_THINGS if set(TABLE[line].more) - {"act"}]


@pytest.mark.parametrize("line", TWO_IDS)
def test_ids_in_one_address_belong_together(worlds, held, line):
    here, there = worlds
    method, _, name = line.partition(" ")
    row, route = TABLE[line], ROUTES[name]
    for part in set(route.kwargs) - {"act"}:
        where = address(here, route, row, strange={part: there})
        assert found(ask(held["fiona"], method, where, row.sent(here))) == HIDDEN


# ------------------------------------------------------------------ what is handed in

HANDED_IN = [line for line in ABOUT_THINGS if callable(TABLE[line].send)]


@pytest.mark.parametrize("line", HANDED_IN)
def test_nothing_of_another_project_can_be_handed_in(worlds, held, line):
    here, there = worlds
    method, _, name = line.partition(" ")
    row = TABLE[line]
    where, data = address(here, ROUTES[name], row), row.sent(here)
    for key in filter(lambda key: _is_id(data[key]), data):
        strange = {**row.sent(here), key: row.sent(there)[key]}
        answer = ask(held["coordinator"], method, where, strange)
        refused = found(answer) in (NO, HIDDEN) or answer.status_code == 422
        assert refused, f"{key}: {answer.status_code}"


def _is_id(said: Any) -> bool:
    """An id, or a list of some."""
    try:
        return bool([UUID(one) for one in ([said] if isinstance(said, str) else said)])
    except (TypeError, ValueError, AttributeError):
        return False


# ------------------------------------------------------------------ taken along

LISTED_AT = {  # each list that can be a spreadsheet, and where the API shows it
    "activities": "api:project-activities",
    "comments": "api:comments",
    "contributions": "api:contributions",
    "decisions": "api:project-decisions",
    "events": "api:project-events",
    "findings": "api:findings",
    "invitations": "api:project-invitations",
    "mandates": "api:project-mandates",
    "meetings": "api:project-meetings",
    "people": "api:project-people",
    "places": "api:places",
    "projects": "api:projects",
    "remarks": "api:remarks",
    "results": "api:results",  # the figures: a table, not page by page
    "rounds": "api:project-rounds",
    "tasks": "api:tasks",
}
STAYING = {  # lists that stay where they are
    "api:project-reports": "what somebody complains of is read, settled, and gone",
    "api:project-hidden": "what was hidden goes nowhere",
    "api:versions": "what changed is shown word by word",
    "api:project-charters": "an agreement is a page to read",
    "api:project-cycles": "a few rounds, each with a page",
    "api:files": "files have a table of their faults",
    "api:imports": "the same",
    "api:deliveries": "ids, for a month",
    "api:exports": "the spreadsheets themselves",
}


def wanted(world: World, name: str) -> dict[str, Any]:
    """What asks for one of the lists."""
    route = ROUTES[LISTED_AT[name]]
    line = f"GET {route.name}"
    about = parts(world, route, TABLE[line]).get("pk") if route.kwargs else None
    return {"list": name, "about": str(about) if about else None}


def others(world: World, held: dict[str, Key], name: str) -> Iterator[str]:
    """Who may read a list and not take it along, or the other way round."""
    reads = TABLE[f"GET {LISTED_AT[name]}"].who
    takes = reads.but(anonymous=DOOR, reader=NO)  # whose token only reads
    sent, where = wanted(world, name), reverse("api:exports")
    for actor in ACTORS:
        if found(ask(held[actor], "POST", where, sent)) != takes.at(actor, api=True):
            yield actor


@pytest.mark.parametrize("name", LISTED_AT)
def test_whoever_reads_a_list_and_nobody_else_takes_it_along(world, held, name):
    assert list(others(world, held, name)) == []


def test_canary_a_list_that_forgets_its_rule_is_noticed(world, held, monkeypatch):
    monkeypatch.setattr("participants.lists.ensure", lambda _verdict: None)
    assert "citizen" in others(world, held, "people")


@pytest.mark.parametrize("name", LISTED_AT)
def test_each_list_is_asked_for_on_its_page(world, held, name):
    by, about = world.cast.coordinator.user, wanted(world, name)["about"]
    thing = LISTS[name].found(by, UUID(about or str(by.pk)))
    answer = ask(held["coordinator"], "GET", LISTS[name].page(thing), {})
    assert f'name="name" value="{name}"' in answer.body.decode()


@pytest.mark.parametrize("name", LISTED_AT)
def test_each_list_can_be_made_in_few_queries(world, held, name):
    sent = wanted(world, name)
    by = world.cast.coordinator.user
    export = ask_for_list(by=by, name=name, about=sent["about"])
    with CaptureQueriesContext(connection) as queries:
        make_export(export.pk)
    export.refresh_from_db()
    assert export.is_ready, export.get_why_display()
    assert len(queries) <= 20
    sheet = exporting.sheet_of(export)
    headings = [cell.value for cell in sheet[1]]
    assert len(set(headings)) == len(headings) > 3
    assert sheet.max_row == export.rows + 1 > 1


def test_every_list_can_be_taken_along_or_there_is_a_reason():
    paged = {
        line.removeprefix("GET ")
        for line, operation in reading()
        if any(each["name"] == "page" for each in operation.get("parameters", []))
    }
    assert set(LISTED_AT) == set(LISTS)
    searched = {"api:project-contributions"}  # by words, not page by page
    assert paged - searched == set(LISTED_AT.values()) - {"api:results"} | set(STAYING)
