"""Somebody who uses the keyboard alone, and sees at every step where they are."""

from typing import Any

from playwright.sync_api import Locator, Page

STEPS = 150  # of the Tab key, until something counts as out of reach
FOCUS = """() => {
    const found = document.activeElement, box = found.getBoundingClientRect();
    const framed = found.closest(".ds-field") || found;  // the frame of an option
    const isMarked = style => style.boxShadow !== "none" ||
        (style.outlineStyle !== "none" && style.outlineWidth !== "0px");
    return {
        marked: [found, framed].some(each => isMarked(getComputedStyle(each))),
        inView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        words: found.tagName + " " + (found.innerText || found.name || "").trim(),
    };
}"""


class Keys:
    """Tab, Space, Enter, arrows and letters; no pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reaches(self, target: Locator) -> None:
        """Tab until it has the focus, which is marked and in view all the way."""
        wanted = target.and_(self.page.locator(":focus"))
        for _step in range(STEPS):
            if wanted.count():
                return
            self.page.keyboard.press("Tab")
            seen = self.page.evaluate(FOCUS)
            if not seen["words"].startswith("BODY"):  # on the way round again
                assert seen["marked"], f"no mark of the focus on {seen['words']}"
                assert seen["inView"], f"the focus left the screen on {seen['words']}"
        raise AssertionError(f"no key leads to {target}")

    def presses(self, name: str, role: Any = "button") -> None:
        self.reaches(self.page.get_by_role(role, name=name).first)
        with self.page.expect_navigation() as moved:
            self.page.keyboard.press("Enter")
        response = moved.value
        assert response is None or response.ok, f"{name}: {response.status}"

    def follows(self, name: str) -> None:
        self.presses(name, role="link")

    def writes(self, label: str, text: str) -> None:
        self.reaches(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def ticks(self, label: str) -> None:
        self.reaches(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")

    def chooses(self, option: Locator) -> None:
        """One of several: Tab to the first of them, then down with the arrow."""
        name = option.get_attribute("name")
        self.reaches(self.page.locator(f"input[name='{name}']:focus"))
        self.page.keyboard.press("Space")
        others = self.page.locator(f"input[name='{name}']").count()
        for _step in range(others):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {option}")
