"""One link for all languages, and what happens where there is no page."""

import ast
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tests.matrix.asking import address
from tests.matrix.routes import ROUTES
from tests.matrix.table import TABLE
from tests.matrix.world import home
from tools.messages import TRANSLATED

ROOT = Path(__file__).parent.parent


@pytest.mark.django_db
def test_a_visitor_keeps_the_language_of_a_link(client):
    assert 'lang="ar" dir="rtl"' in client.get("/?lang=ar").content.decode()
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()


def test_a_member_reads_her_own_language_on_a_borrowed_device(client, cast):
    client.get("/?lang=en")
    cast.carer.user.language = "ar"
    cast.carer.user.save(update_fields=["language"])
    client.force_login(cast.carer.user)
    assert 'lang="ar" dir="rtl"' in client.get("/").content.decode()


def test_an_address_that_only_takes_forms_says_so_in_words(client, cast):
    client.force_login(cast.carer.user)
    answer = client.get("/profile/save/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "only takes what a form sends" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_everyone_finds_their_own_language_and_the_way_to_it(client, code):
    page = client.get(f"/?lang={code}").content.decode()
    with translation.override(code):
        heading = translation.gettext("Decide it together, then do it together")
    assert f'<html lang="{code}"' in page
    assert f"{heading}</h1>" in page
    assert all(f'href="?lang={other}"' in page for other, _name in settings.LANGUAGES)


def test_every_language_but_that_of_the_source_is_checked_to_be_complete():
    assert {"en", *TRANSLATED} == {code for code, _name in settings.LANGUAGES}


SPEAKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext"}
ROOMS = ("projects", "participants", "decisions", "phases", "evaluation", "coprod")


def unheard(source: str) -> list[int]:
    """Lines with words that nobody collects for translating: those in f-strings."""
    said = ast.walk(ast.parse(source))
    inside = (
        part
        for each in said
        if isinstance(each, ast.JoinedStr)
        for part in ast.walk(each)
    )
    return [
        part.lineno
        for part in inside
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Name)
        and part.func.id in SPEAKS
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_word_of_ours_is_collected_for_translating(room):
    for path in sorted((ROOT / room).rglob("*.py")):
        assert unheard(path.read_text()) == [], path


def test_canary_words_inside_an_f_string_are_noticed():
    assert unheard("text = f\"{about} {_('It opens.')}\"") == [1]


def test_words_of_the_admin_wait_for_the_language_of_the_page(client, cast):
    """Those with gaps too: % on lazy words works them out when the site starts."""
    client.force_login(cast.admin)
    page = reverse("admin:evaluation_questionnaire_add")
    html = client.get(page, headers={"accept-language": "fi"}).text
    with translation.override("fi"):
        words = [
            translation.gettext("question in %(language)s") % {"language": "englanti"},
            translation.gettext("name in %(language)s") % {"language": "englanti"},
            "englanti | arabia | tanska",
            translation.gettext("pilot"),
        ]
    assert [one for one in words if one not in html] == []


def test_what_the_admin_says_around_a_name_asks_for_no_case(client, cast):
    """Django says "Добавить анкета", which no Russian does."""
    client.force_login(cast.admin)
    told = {"headers": {"accept-language": "ru"}}
    html = client.get(reverse("admin:evaluation_questionnaire_add"), **told).text
    assert "<h1>Добавление: анкета</h1>" in html
    html = client.get(reverse("admin:evaluation_questionnaire_changelist"), **told).text
    assert "Добавить: анкета" in html
    assert "Добавить анкета" not in html


# ------------------------------------------------------------------ names of groups

OTHERS = {  # as a file has to spell them, and as letters to others do
    *("GET phases:import", "GET evaluation:import", "GET demo_mail"),
}
NAMED = {  # some of the pages where one is read
    *("phases:activity", "phases:contribution", "phases:search", "phases:reports"),
    *("decisions:decision", "evaluation:results_of", "participants:people", "log"),
}


def pages(world) -> Iterator[tuple[str, str]]:
    """Every page of a project that a facilitator reads."""
    for line, row in TABLE.items():
        method, _, name = line.partition(" ")
        route = ROUTES[name]
        is_page = method == "GET" and not route.is_api and route.root != "admin"
        if is_page and line not in OTHERS:
            yield name, address(world, route, row)


def test_a_group_has_its_name_in_the_readers_language_wherever_it_stands(db, client):
    world = home()
    frank = world.cast.frank.user
    assert frank
    frank.language = "ar"
    frank.save(update_fields=["language"])
    client.force_login(frank)
    shown, foreign = set(), []
    for name, where in pages(world):
        answer = client.get(where)
        page = "" if answer.streaming else unescape(answer.text)
        for group in world.cast.groups.values():
            if group.names["ar"] in page:
                shown.add(name)
            if group.name in page and answer["Content-Type"].startswith("text/html"):
                foreign.append((name, group.name))
    assert shown >= NAMED
    assert foreign == []
