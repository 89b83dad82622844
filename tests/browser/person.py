"""Somebody at a browser of their own: reads words, writes into fields, presses buttons.

What they look for is written here in English, as in the templates; everyone finds it in
the language of their browser, translated by the same catalogue that the site uses.
"""

import re
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

PATIENCE = 10_000  # milliseconds until something is missing and not just slow


class Written(str):
    """What somebody wrote: it stays as it is for readers of every language."""

    __slots__ = ()


class Person:
    """One pair of eyes and hands. `near` narrows the view: a heading, a name."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page, self.language = page, language
        page.set_default_timeout(PATIENCE)

    def words(self, english: str) -> str:
        if isinstance(english, Written):
            return english
        with translation.override(self.language):
            return gettext(english)

    # Moving about

    def opens(self, address: str) -> None:
        response = self.page.goto(address)
        assert response is not None
        assert response.ok, f"{address} answers {response.status}"

    def follows(self, link: str, near: str = "") -> None:
        self._moves(self._find("link", link, near).click, link)

    def follows_any(self, links: tuple[str, ...], near: str = "") -> None:
        """Whichever of these is there: the words depend on what is behind it."""
        found = [self._find("link", link, near) for link in links]
        self._moves(found[0].or_(found[1]).first.click, links[0])

    def presses(self, button: str, near: str = "") -> None:
        self._moves(self._find("button", button, near).click, button)

    def unfolds(self, summary: str, near: str = "") -> None:
        words = self.words(summary)
        self._view(near).locator("summary").filter(has_text=words).first.click()

    def _moves(self, act: Callable[[], None], what: str) -> None:
        with self.page.expect_navigation() as moved:
            act()
        response = moved.value  # none for a place on the same page
        if response is not None and not response.ok:
            seen = self.page.get_by_role("main").inner_text()
            raise AssertionError(f"“{what}” led to {response.status}:\n{seen}")

    # Filling in

    def writes(self, label: str, text: str, near: str = "") -> None:
        field = self._view(near).get_by_label(self.words(label), exact=True)
        field.and_(self.page.locator("input, textarea")).fill(text)

    def picks(self, label: str, option: str, near: str = "") -> None:
        """One of a list; the option is what somebody else named, or English."""
        field = self._view(near).get_by_label(self.words(label), exact=True)
        choice = field.locator("option").filter(has_text=self.words(option))
        field.select_option(choice.first.get_attribute("value"))

    def chooses(self, *options: str, near: str = "") -> None:
        """Radio buttons and boxes to tick, by pressing their words."""
        for option in options:
            words = self.words(option)
            self._tick(self._view(near).get_by_label(words, exact=True))

    def chooses_first(self, option: str) -> None:
        """The first of those whose words begin so."""
        begins = re.compile(rf"^\s*{re.escape(self.words(option))}" if option else "")
        self._tick(self._view().get_by_role("radio", name=begins).first)

    def answers(self, question: str, step: int) -> None:
        """On a scale: that many steps from its lower end."""
        steps = self._view(question).get_by_role("radio")
        self._tick(steps.nth(step - 1))

    def _tick(self, button: Locator) -> None:
        """By pressing its words, which lie over it."""
        name = button.get_attribute("id")
        self.page.locator(f"label[for='{name}']").click()
        expect(button).to_be_checked()

    # Reading

    def reads(self, *texts: str, near: str = "") -> None:
        for text in texts:
            expect(self._view(near)).to_contain_text(self.words(text))

    def does_not_read(self, *texts: str) -> None:
        for text in texts:
            expect(self._view()).not_to_contain_text(self.words(text))

    def finds_no(self, role: Any, name: str) -> None:
        expect(self._view().get_by_role(role, name=self.words(name))).to_have_count(0)

    def _find(self, role: Any, name: str, near: str) -> Locator:
        """By the beginning of its name: more of it may be for screen readers only."""
        begins = re.compile(rf"^\s*{re.escape(self.words(name))}")
        return self._view(near).get_by_role(role, name=begins).first

    def _view(self, near: str = "") -> Locator:
        """The whole page, or the smallest part under this heading or with this text."""
        body = self.page.locator("body")
        if not near:
            return body
        words = self.words(near)
        parts = body.locator("article, li, tr, form, fieldset, .cp-card, section")
        headed = parts.filter(has=self.page.get_by_role("heading", name=words))
        return (headed if headed.count() else parts.filter(has_text=words)).last
