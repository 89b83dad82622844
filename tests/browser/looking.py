"""Looking at one page as those do who are shut out first, and saying what is wrong."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

PHONE, OLD_PHONE, DESK = 360, 320, 1280
RIGHT_TO_LEFT = {"ar"}
AXE = """colours => axe.run(document, {
    resultTypes: ["violations"],
    preload: false,
    rules: {"target-size": {enabled: true}, "color-contrast": {enabled: colours}},
}).then(found => found.violations.map(one => {
    const places = one.nodes.slice(0, 3).map(node => node.target.join(" "));
    return `${one.id} at ${places.join(", ")}`;
}))"""
FRAME = """() => ({
    language: document.documentElement.lang,
    direction: getComputedStyle(document.body).direction,
    headings: [...document.querySelectorAll("h1")]
        .filter(heading => heading.checkVisibility()).length,
    heading: (document.querySelector("h1") || document.body).innerText.trim(),
    title: document.title,
})"""


def window(
    browser: Browser, address: str, state: StorageState | None = None, **more: Any
) -> BrowserContext:
    """A browser that has axe at hand on every page."""
    context = browser.new_context(base_url=address, storage_state=state, **more)
    context.add_init_script(AXE_SCRIPT)
    return context


def look(page: Page, address: str, language: str) -> Iterator[str]:
    """Open it and say all that is wrong with it, at each width."""
    said: list[str] = []

    def hear(message: Any) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", hear)
    page.set_viewport_size({"width": DESK, "height": 900})
    more = "&" if "?" in address else "?"
    response = page.goto(f"{address}{more}lang={language}")
    if response is None or not response.ok:
        yield f"answers {response and response.status}"
    if (drawn := page.locator("#swagger-ui")).count():  # the one page that draws itself
        expect(drawn.locator(".opblock").last).to_be_visible(timeout=30_000)
    yield from _frame(page, language)
    for width, colours in ((DESK, True), (PHONE, False)):  # which are the same
        page.set_viewport_size({"width": width, "height": 900})
        found: list[str] = page.evaluate(AXE, colours)
        yield from (f"{width}: {problem}" for problem in found)
    yield from too_wide(page)
    page.remove_listener("console", hear)
    yield from (f"the browser says: {text}" for text in said)


def too_wide(page: Page) -> Iterator[str]:
    for width in (PHONE, OLD_PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{width}: one has to scroll sideways, it is {needed} wide"


def _frame(page: Page, language: str) -> Iterator[str]:
    frame = page.evaluate(FRAME)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if frame["language"] != language:
        yield f"its language is {frame['language']}"
    if frame["direction"] != direction:
        yield f"it runs {frame['direction']}"
    if frame["headings"] != 1:
        yield f"it has {frame['headings']} main headings"
    if not frame["heading"]:
        yield "its main heading is empty"
    if not frame["title"].strip(" –"):
        yield "it has no title"
