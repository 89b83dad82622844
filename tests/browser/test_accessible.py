"""Nobody is shut out of any page: the whole demonstration, walked and looked at.

Pages are found by following links as each of its people, so a new page is looked at
from the day somebody can reach it, and one that nobody can reach turns this red.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Browser, Page, Playwright, StorageState

from evaluation import actions as judging
from participants.actions import add_webhook, make_feed_link, register_app
from participants.events import WEBHOOK
from phases import actions as phases
from phases.models import Contribution
from projects import log
from projects.models import Project
from tests.browser.atlas import Atlas, Sight, explore, name_of, pages
from tests.browser.demonstration import (
    PEOPLE,
    VISITOR,
    about_to_start,
    demonstration,
    half_way_in,
    signed_in,
)
from tests.browser.listening import listen
from tests.browser.looking import look, window
from tests.cast import Cast
from tests.clock import work_off
from tests.evaluation import stories
from tests.phases import go_aheads
from tests.phases.enclosing import attached
from tests.projects.exporting import asked

LANGUAGES, OTHERS = ("en", "ar"), ("da", "fi", "ru")
EACH = [*LANGUAGES, *(pytest.param(code, marks=pytest.mark.drill) for code in OTHERS)]
BOTH = [LANGUAGES, pytest.param(OTHERS, marks=pytest.mark.drill)]
STARTER = "A pilot administrator"
NO_PAGES = {
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "participants:join_finish": "gives the place and leads on to the project",
    "evaluation:problems_csv": "a file",
    "phases:file_problems_csv": "a file",
    "phases:attachment": "a file",
    **dict.fromkeys(("my_calendar", "my_log_atom"), "a file, by a personal address"),
    "projects:export_file": "a file",
    "sign_in_to": "leads on to signing in",
    "oidc_back": "leads on, or says what test_elsewhere looks at",
    "oidc_before": "test_elsewhere looks at it",
    **dict.fromkeys(
        (
            *("second_steps", "passkeys", "devices", "passwords"),
            *("services", "cancelled", "not_let_in"),
        ),
        "lead to one page",
    ),
}
SAMPLES = {"demo_components", "demo_mail", "api:docs"}  # not in the reader's language
IN_THE_DARK = {
    "front",
    "project",
    "decisions:decision",
    "decisions:charter",
    "phases:activity",
    "evaluation:results_of",
    "evaluation:answer",
    "desk",
}


@dataclass
class Site:
    """A running demonstration, its map, and everybody's cookies."""

    address: str
    browser: Browser
    atlas: Atlas
    people: dict[str, StorageState]

    def listen_around(self, playwright: Playwright, language: str) -> Iterator[str]:
        """What one page of each name says, as whoever meets most on it."""
        firsts = {sight.name: sight for sight in reversed(self.atlas.sights())}
        for who in PEOPLE:
            web = playwright.request.new_context(
                base_url=self.address, storage_state=self.people[who]
            )
            for sight in firsts.values():
                if sight.who == who:
                    html = web.get(sight.path, params={"lang": language}).text()
                    yield from self._heard(sight, html, language)
            web.dispose()

    def _heard(self, sight: Sight, html: str, language: str) -> Iterator[str]:
        if sight.name not in SAMPLES and "admin:" not in sight.name:
            yield from (f"{sight}: {found}" for found in listen(html, language))

    def look_around(self, sights: list[Sight], language: str, **more) -> Iterator[str]:
        for who in PEOPLE:
            context = window(self.browser, self.address, self.people[who], **more)
            page = context.new_page()
            for sight in sights:
                if sight.who == who:
                    found = look(page, sight.path, language)
                    yield from (f"{sight}, {language}: {problem}" for problem in found)
                    yield from self._heard(sight, page.content(), language)
            context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory, browser, playwright) -> Iterator[Site]:
    with demonstration(tmp_path_factory.mktemp("demonstration")) as address:
        people = {who: signed_in(browser, address, who) for who in PEOPLE}
        found = Site(address, browser, Atlas(), people)
        for who in PEOPLE:
            web = playwright.request.new_context(
                base_url=address, storage_state=people[who]
            )
            explore(found.atlas, web, who)
            web.dispose()
        _type_first(found)
        yield found


def _type_first(site: Site) -> None:
    """Pages that come only after something was filled in and sent."""
    join = next(each for each in site.atlas.found if each.name == "participants:join")
    ways: dict[str, Callable[[Page], list[str]]] = {
        VISITOR: lambda page: half_way_in(page, join.path),
        STARTER: about_to_start,
    }
    for who, go in ways.items():
        context = window(site.browser, site.address, site.people[who])
        for address in go(context.new_page()):
            path = urlsplit(address).path
            sight = Sight(name_of(path) or "", path, who)
            site.atlas.reached.add(sight.name)
            site.atlas.add(sight, context.request.get(address).text())
        site.people[who] = context.storage_state()
        context.close()


# The demonstration


@pytest.mark.parametrize("language", EACH)
def test_no_page_shuts_anybody_out(site, language):
    assert list(site.look_around(site.atlas.sights(), language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_speaks_every_language(site, playwright, language):
    assert list(site.listen_around(playwright, language)) == []


def test_canary_a_page_that_speaks_english_is_noticed():
    html = "<html lang='fi' dir='ltr'><title>Haku – Coprod</title><p>Search</p></html>"
    assert list(listen(html, "fi")) == ["it says in English: Search"]
    assert list(listen(html.replace("<p>", "<p lang='en'>"), "fi")) == []
    assert len(list(listen(html.replace("Haku – Coprod", ""), "da"))) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_does_one_in_the_dark(site, language):
    chosen = [sight for sight in site.atlas.sights() if sight.name in IN_THE_DARK]
    assert {sight.name for sight in chosen} == IN_THE_DARK
    found = site.look_around(chosen, language, color_scheme="dark")
    assert list(found) == []


def test_every_page_is_reached_by_somebody(site):
    assert unreached(site.atlas) == set()


def test_no_link_leads_nowhere(site):
    assert site.atlas.problems == []


def test_canary_a_page_without_a_link_is_noticed(site):
    without = replace(site.atlas, reached=site.atlas.reached - {"decisions:charter"})
    assert unreached(without) == {"decisions:charter"}


def unreached(atlas: Atlas) -> set[str]:
    return pages() - atlas.reached - set(NO_PAGES) - set(MOMENTS)


# Moments in which the demonstration is not


def _board_to_choose_from(cast: Cast) -> str:
    cycle = _need(cast).activity.phase.cycle_id
    return reverse("phases:draft_priorities", args=[cycle])


def _round_in_preparation(cast: Cast) -> str:
    survey = stories.prepared(cast)
    return reverse("evaluation:change_round", args=[survey.pk])


def _round_with_gaps(cast: Cast) -> str:
    return stories.prepared_with_gaps(cast).get_absolute_url()


def _conclusion_of_ones_own(cast: Cast) -> str:
    finding = stories.concluded(cast).findings.get()
    return reverse("evaluation:change_finding", args=[finding.pk])


def _file_with_faults(cast: Cast) -> str:
    survey = stories.opened(cast)
    file = judging.SentFile("answers.csv", b"id,influence\n1,4\n2,x\n", {})
    batch = judging.import_answers(by=cast.evaluator, round=survey, file=file)
    work_off()
    return batch.get_absolute_url()


def _need_in_new_words(cast: Cast) -> str:
    need = _need(cast)
    phases.edit(by=cast.carer, contribution=need, text="A voice to ring.", edition=1)
    return reverse("phases:versions", args=[need.pk])


def _need_with_a_picture(cast: Cast) -> str:
    need = _need(cast)
    attached(cast.carer, need)
    phases.remove_attachment(by=cast.carer, attachment=attached(cast.carer, need))
    return need.get_absolute_url()


def _search_that_finds(cast: Cast) -> str:
    _need(cast)
    return f"{reverse('phases:search', args=[cast.project.pk])}?q=night"


def _need(cast: Cast) -> Contribution:
    phase = go_aheads.opened(cast, "co_commission")
    words = phases.Words("need", "Someone to ring in the first night.")
    board = phase.activities.get()
    return phases.contribute(by=cast.carer, activity=board, words=words)


def _table_with_faults(cast: Cast) -> str:
    board = go_aheads.opened(cast, "co_commission").activities.get()
    sent = phases.SentFile("said.csv", b"text,group\nA bench,Family carers\n,x\n", {})
    file = phases.import_contributions(by=cast.fiona, activity=board, sent=sent)
    work_off()
    return reverse("phases:file", args=[file.pk])


def _list_to_take_along(cast: Cast) -> str:
    return asked(cast.carer, _need(cast).activity).get_absolute_url()


def _lists_taken_along(cast: Cast) -> str:
    board = _need(cast).activity
    asked(cast.carer, board)
    work_off()
    with translation.override("fi"):
        asked(cast.carer, board)
    return reverse("projects:exports")


def _app_that_asks(cast: Cast) -> str:
    app = register_app(
        by=cast.admin,
        pilot=cast.pilot,
        name="Street app",
        scopes=["read", "write"],
        leads_to=["https://app.example.org/back"],
    )
    asked = {
        "client_id": app.client_id,
        "response_type": "code",
        "scope": "read write",
        "code_challenge": "a" * 43,
        "code_challenge_method": "S256",
    }
    return f"{reverse('idp:oidc:authorization')}?{urlencode(asked)}"


def _receiver_with_history(cast: Cast) -> str:
    webhook, _secret = add_webhook(
        by=cast.frank,
        home=cast.project,
        address="https://receiver.example.org/news",
        events=["participants.webhook_added"],
    )
    with transaction.atomic():
        by, line = cast.frank.as_actor, {"webhook": str(webhook.pk)}
        log.record(WEBHOOK["added"], cast.project, by, **line)
    return reverse("participants:webhook", args=[webhook.pk])


def _calendar_of_ones_own(cast: Cast) -> str:
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    make_feed_link(by=cast.carer)
    return reverse("participants:feeds")


MOMENTS: dict[str, tuple[str, Callable[[Cast], str]]] = {
    "phases:draft_priorities": ("fiona", _board_to_choose_from),
    "evaluation:change_round": ("evaluator", _round_in_preparation),
    "evaluation:round": ("evaluator", _round_with_gaps),
    "evaluation:change_finding": ("carer", _conclusion_of_ones_own),
    "evaluation:import_batch": ("evaluator", _file_with_faults),
    "phases:versions": ("nurse", _need_in_new_words),
    "phases:contribution": ("carer", _need_with_a_picture),
    "phases:search": ("nurse", _search_that_finds),
    "phases:file": ("fiona", _table_with_faults),
    "projects:export": ("carer", _list_to_take_along),
    "projects:exports": ("carer", _lists_taken_along),
    "idp:oidc:authorization": ("carer", _app_that_asks),
    "participants:webhook": ("fiona", _receiver_with_history),
    "participants:feeds": ("carer", _calendar_of_ones_own),
}


UNFOLDED = """addEventListener("DOMContentLoaded", () => {
    for (const one of document.querySelectorAll("main details")) one.open = true;
})"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("languages", BOTH, ids=",".join)
@pytest.mark.parametrize("name", MOMENTS)
def test_nor_does_a_page_of_another_moment(
    cast, client, live_server, browser, name, languages
):
    who, prepare = MOMENTS[name]
    path = prepare(cast)
    client.force_login(getattr(cast, who).user)
    context = window(browser, live_server.url)
    context.add_init_script(UNFOLDED)
    session = client.cookies["sessionid"].value
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    page = context.new_page()
    problems = [each for lang in languages for each in look(page, path, lang)]
    assert name_of(urlsplit(page.url).path) == name
    context.close()
    assert problems == []


# Canaries: each way of looking sees what it is for


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("harm", "noticed"),
    [
        ("main.append(new Image())", "image-alt"),
        ("document.body.append(document.createElement('h1'))", "main headings"),
        ("main.style.minWidth = '500px'", "sideways"),
        ("document.documentElement.lang = 'fi'", "language"),
        ("main.style.color = '#ccc'; main.style.background = '#fff'", "contrast"),
        ("main.setAttribute('style', 'color: red')", "the browser says"),
    ],
)
def test_canary_each_barrier_is_noticed(live_server, browser, harm, noticed):
    context = window(browser, live_server.url)
    page = context.new_page()
    begin = "const main = document.querySelector('main')"
    script = f"addEventListener('DOMContentLoaded', () => {{ {begin}; {harm} }})"
    page.add_init_script(script)
    problems = list(look(page, "/contact/", "en"))
    context.close()
    assert any(noticed in problem for problem in problems), problems
