"""Pictures of the main pages of a running demonstration, for looking at.

Each page at two widths and in some languages, into .screens/. Addresses hold ids nobody
knows beforehand, so most pages are found as a person would: by a link on another page.
"""

import argparse
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright
from playwright.sync_api import Page as Tab

from tools import apt
from tools.places import CHECKOUT
from tools.speech import StopError, main, say

WIDTHS = (360, 1280)
UUID = "[0-9a-f-]{36}"
DECISION, ACTIVITY = rf"/decisions/{UUID}/$", rf"/activities/{UUID}/$"
INVITATION = rf"/invitations/{UUID}/$"
VISITOR = ""


@dataclass(frozen=True)
class Screen:
    """One page: its address, or a link to follow from a page further up the table."""

    name: str
    path: str = ""
    on: str = ""
    link: str = ""
    named: str = ""  # what the link says, where several go to such an address
    who: str = VISITOR  # the beginning of a name or address in the demonstration
    asks: str = ""  # what is looked for there


SCREENS = (
    Screen("front", "/"),
    Screen("sign-in", "/account/login/code/"),
    Screen("sign-up", "/account/signup/"),
    Screen("privacy", "/privacy/"),
    Screen("accessibility", "/accessibility/"),
    Screen("contact", "/contact/"),
    Screen("not-found", "/nowhere/"),
    Screen("demo-people", "/demo/"),
    Screen("demo-mail", "/demo/mail/"),
    Screen("parts", "/demo/components/"),
    Screen("api", "/api/v1/docs/"),
    Screen("project", on="front", link=rf"/projects/{UUID}/$", named="fourteen"),
    Screen("take-part", on="project", link=r"/take-part/$"),
    Screen("charter", on="project", link=r"/charter/$"),
    Screen("decisions", on="project", link=r"/decisions/$"),
    Screen("decision", on="decisions", link=DECISION),
    Screen("results", on="project", link=rf"/projects/{UUID}/results/$"),
    Screen("round-results", on="results", link=rf"/rounds/{UUID}/results/$"),
    Screen("search", on="take-part", link=r"/search/$", asks="letter"),
    Screen("search-nothing", on="take-part", link=r"/search/$", asks="zeppelin"),
    Screen("meetings", on="project", link=r"/meetings/$"),
    Screen("log", on="project", link=r"/log/$"),
    Screen("phase", on="project", link=rf"/phases/{UUID}/$"),
    Screen("activity", on="take-part", link=ACTIVITY),
    Screen("contribution", on="activity", link=rf"/contributions/{UUID}/$"),
    Screen("my-projects", "/my/", who="rosa"),
    Screen("profile", "/profile/", who="rosa"),
    Screen("feeds", "/profile/feeds/", who="rosa"),
    Screen("spreadsheets", "/exports/", who="rosa"),
    Screen("how-i-sign-in", "/my/sign-in/", who="rosa"),
    Screen("second-step", "/account/2fa/totp/activate/", who="rosa"),
    Screen("passkey", "/account/2fa/webauthn/add/", who="rosa"),
    Screen("decision-member", on="decisions", link=DECISION, who="rosa"),
    Screen("activity-member", on="take-part", link=ACTIVITY, who="rosa"),
    Screen("answer", on="results", link=rf"/rounds/{UUID}/answer/$", who="rosa"),
    Screen("my-place", on="project", link=r"/my-place/$", who="rosa"),
    Screen("start-project", "/projects/start/", who="rosa"),
    Screen("desk", on="project", link=r"/desk/$", who="fiona"),
    Screen("people", on="desk", link=r"/people/$", who="fiona"),
    Screen("add-person", on="people", link=r"/people/add/$", who="fiona"),
    Screen("person", on="people", link=rf"/people/{UUID}/$", who="fiona"),
    Screen("invitations", on="desk", link=r"/invitations/$", who="fiona"),
    Screen("webhooks", on="people", link=r"/webhooks/$", who="fiona"),
    Screen("reports", on="desk", link=r"/reports/$", who="fiona"),
    Screen("activity-desk", on="take-part", link=ACTIVITY, who="fiona"),
    Screen("outcomes", on="activity-desk", link=r"/outcomes/$", who="fiona"),
    Screen("bring-in", on="activity-desk", link=r"/import/$", who="fiona"),
    Screen("invitation", on="invitations", link=INVITATION, who="fiona", named="ward"),
    Screen("sheet", on="invitation", link=r"/sheet/$", who="fiona"),
    Screen("paper", on="desk", link=rf"/decisions/{UUID}/paper/$", who="fiona"),
    Screen("rounds", on="desk", link=rf"/projects/{UUID}/results/$", who="fiona"),
    Screen("round", on="rounds", link=rf"/rounds/{UUID}/$", who="fiona"),
    Screen("import", on="round", link=r"/import/$", who="ivy"),
    Screen("admin", "/admin/", who="paula"),
    Screen("sign-in-services", "/admin/participants/identityprovider/", who="paula"),
    Screen("my-pilot", "/my/", who="paula"),
    Screen("pilot-webhooks", on="my-pilot", link=r"/webhooks/$", who="paula"),
)


class Visit:
    """A browser on the demonstration, signed in as whoever the screens need."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address.rstrip("/")
        self.paths: dict[str, str] = {}
        self.signed_in: dict[str, StorageState] = {VISITOR: {}}

    def context(self, who: str, width: int) -> BrowserContext:
        if who not in self.signed_in:
            self.signed_in[who] = self._sign_in(who)
        return self.browser.new_context(
            viewport={"width": width, "height": 900}, storage_state=self.signed_in[who]
        )

    def _sign_in(self, who: str) -> StorageState:
        context = self.browser.new_context()
        tab = context.new_page()
        tab.goto(f"{self.address}/demo/")
        card = tab.locator(".cp-card").filter(has_text=re.compile(rf"\b{who}", re.I))
        if not card.count():
            raise StopError(f"Nobody called {who} is in this demonstration.")
        card.first.get_by_role("button").click()
        return context.storage_state()

    def find(self, screen: Screen) -> str | None:
        """The address of a screen; asks the page that should link to it."""
        if screen.path:
            self.paths[screen.name] = screen.path
        elif start := self.paths.get(screen.on):
            context = self.context(screen.who, WIDTHS[-1])
            tab = context.new_page()
            tab.goto(self.address + start)
            if found := next(_links(tab, screen), None):
                self.paths[screen.name] = found
            context.close()
        return self.paths.get(screen.name)


def _links(tab: Tab, screen: Screen) -> Iterator[str]:
    ways = tab.locator("a[href]").filter(has_text=screen.named)
    for way in ways.or_(tab.locator("form[action]")).all():
        to = way.get_attribute("href") or way.get_attribute("action")
        path = urlsplit(to or "").path
        if re.search(screen.link, path):
            yield path


def _take(
    visit: Visit, screen: Screen, folder: Path, languages: Iterable[str]
) -> Iterator[str]:
    """Take the pictures of one screen; what is wrong with it comes back in words."""
    path = visit.find(screen)
    if path is None:
        yield f"{screen.name}: no link to it on {screen.on}"
        return
    for width in WIDTHS:
        context = visit.context(screen.who, width)
        tab = context.new_page()
        for language in languages:
            asked = {"lang": language} | ({"q": screen.asks} if screen.asks else {})
            answer = tab.goto(f"{visit.address}{path}?{urlencode(asked)}")
            tab.screenshot(
                path=folder / f"{screen.name}-{width}-{language}.png", full_page=True
            )
            status = answer.status if answer else 0
            if status != 200 and screen.name != "not-found":
                yield f"{screen.name} at {width} in {language}: answers {status}"
            if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                yield f"{screen.name} at {width} in {language}: wider than the screen"
        context.close()


def take_all(
    address: str, folder: Path, only: str, languages: Iterable[str]
) -> list[str]:
    folder.mkdir(exist_ok=True)
    problems: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=apt.chromium(),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        visit = Visit(browser, address)
        for screen in SCREENS:
            if only and not re.search(only, screen.name):
                visit.find(screen)
                continue
            try:
                found = list(_take(visit, screen, folder, languages))
            except StopError as stop:
                found = [f"{screen.name}: {stop}"]
            say(f"{'✗' if found else '✓'} {screen.name}")
            problems += found
        browser.close()
    return problems


def command() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--address", required=True)
    options.add_argument("--only", default="", help="part of the names to take")
    options.add_argument("--languages", nargs="+", default=["en", "ar"])
    chosen = options.parse_args()
    folder = CHECKOUT / ".screens"
    problems = take_all(chosen.address, folder, chosen.only, chosen.languages)
    say("\n".join(["", *problems, f"Pictures are in {folder.name}/"]))
    return 1 if problems else 0


if __name__ == "__main__":
    main(command)
