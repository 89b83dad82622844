"""Code that people wrote into texts does nothing on any page, in a real browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.db import transaction
from django.template import base
from playwright.sync_api import BrowserContext, Dialog, Page, Route

from tests.injected import pages_for, write_everywhere
from tests.matrix.asking import Key, keys
from tests.matrix.world import World, home
from tests.payloads import PAYLOADS, Everything

pytestmark = [pytest.mark.drill, pytest.mark.django_db(transaction=True)]

PEOPLE = ("coordinator", "evaluator", "admin", "superuser", "anonymous")
ROUNDS = 2  # each text holds others every time
CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REPORT = """addEventListener("securitypolicyviolation", event => reported(
    `${event.violatedDirective} stopped ${event.blockedURI} ${event.sample}`))"""


@dataclass
class Watch:
    """What a page does that no page of ours would do by itself."""

    ours: str
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Page:
        context.expose_function("pwned", lambda: self.seen.append("It ran."))
        context.expose_function("reported", lambda said: self.seen.append(said))
        context.add_init_script(REPORT)
        context.route("**/*", self._asked_for)
        page = context.new_page()
        page.on("dialog", self._opened)
        return page

    def _asked_for(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == self.ours:
            route.continue_()
        else:
            self.seen.append(f"It asked for {route.request.url}")
            route.abort()

    def _opened(self, dialog: Dialog) -> None:
        self.seen.append(f"It asked: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def world(transactional_db, settings) -> World:
    settings.CACHES, settings.DEMO = CACHE, True
    with transaction.atomic():
        return home()


@pytest.fixture
def walked(browser, live_server, world) -> Callable[[str, Key], list[str]]:
    """All that pages did, each named, as somebody sees them."""

    def walked(who: str, key: Key, most: int = 1000) -> list[str]:
        context = browser.new_context(base_url=live_server.url)
        if isinstance(key, str):
            cookie = {"name": site.SESSION_COOKIE_NAME, "value": key}
            context.add_cookies([{**cookie, "url": live_server.url}])
        watch = Watch(urlsplit(live_server.url).netloc)
        page = watch.over(context)
        for where in list(pages_for(world, key))[:most]:
            page.goto(where, wait_until="load")
            watch.seen = [
                each if " on /" in each else f"{each} on {where} as {who}"
                for each in watch.seen
            ]
        context.close()
        return watch.seen

    return walked


def test_code_in_a_text_does_nothing_on_any_page(world, walked):
    held, texts = keys(world), Everything()
    for _round in range(ROUNDS):
        write_everywhere(texts)
        assert [each for who in PEOPLE for each in walked(who, held[who])] == []
    assert set().union(*texts.written.values()) == set(PAYLOADS)


def test_there_are_enough_kinds_of_code():
    assert len(set(PAYLOADS)) >= 120


@pytest.mark.parametrize("policy", [True, False])
def test_canary_code_taken_for_ones_own_is_noticed(
    world, walked, settings, monkeypatch, policy
):
    monkeypatch.setattr(base, "conditional_escape", str)
    if not policy:
        off = {**settings.CONTENT_SECURITY_POLICY, "EXCLUDE_URL_PREFIXES": ("/",)}
        settings.CONTENT_SECURITY_POLICY = off
    held = keys(world)
    write_everywhere(Everything())
    seen = walked("coordinator", held["coordinator"], most=5)
    assert any("It ran." in each for each in seen) is not policy
    assert any("stopped inline" in each for each in seen) is policy
