"""The page of all parts in high contrast, on paper, and with nothing that moves."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A4 = 688  # pixels between the margins
SMALLEST = 11  # points
STYLE = """(selector) => [...document.querySelectorAll(selector)]
    .filter(one => one.checkVisibility())"""

EDGES = f"""() => {{
    const seen = {STYLE};
    const framed = ".ds-button:not([data-variant='tertiary']), .ds-input, .cp-card,"
        + ".cp-tag, .cp-note, .cp-dot, .ds-error-summary, .cp-thread__number";
    const canvas = getComputedStyle(document.body).backgroundColor;
    return seen(framed).filter(one => {{
        const style = getComputedStyle(one);
        return style.borderTopStyle === "none" || style.borderTopColor === canvas
            || parseFloat(style.borderTopWidth) === 0;
    }}).map(one => one.outerHTML.slice(0, 80));
}}"""

MARKS = f"""() => {{
    const seen = {STYLE};
    const canvas = getComputedStyle(document.body).backgroundColor;
    const lost = one => ["fill", "stroke", "backgroundColor"].every(name => {{
        const colour = getComputedStyle(one)[name];
        return ["none", canvas, "rgba(0, 0, 0, 0)"].includes(colour);
    }});
    return seen(".cp-chart :is(rect, line, circle), .cp-seg, .cp-mark, .cp-key rect")
        .filter(lost).map(one => one.outerHTML.slice(0, 80));
}}"""

ALIKE = """(pairs) => pairs.filter(([one, other]) => {
    const edge = selector => {
        const style = getComputedStyle(document.querySelector(selector));
        return [style.borderTopColor, style.borderTopWidth, style.stroke].join();
    };
    return edge(one) === edge(other);
})"""
STATES = [  # what is open now, and what is not
    (".cp-tag[data-state='open']", ".cp-tag[data-state='none']"),
    ("[data-state='open'] > .cp-dot", "[data-state='done'] > .cp-dot"),
    (".cp-seg[data-state='open']", ".cp-seg[data-state='done']"),
    (".cp-steps [aria-current]", ".cp-steps li:last-child"),
]

SMALL = f"""() => {{
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small = new Set();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {{
        const one = node.parentElement, style = getComputedStyle(one);
        const read = node.data.trim() && one.checkVisibility() && !one.closest("svg")
            && !one.closest(".ds-sr-only");
        if (read && parseFloat(style.fontSize) * 72 / 96 < {SMALLEST} - 0.01)
            small.add(one.tagName + ": " + node.data.trim().slice(0, 40));
    }}
    return [...small];
}}"""

MOVES = """() => [...document.querySelectorAll("*")].filter(one => {
    const style = getComputedStyle(one);
    return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0);
}).map(one => one.outerHTML.slice(0, 80))"""

FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""

LAST_RULE = """rule => {
    const sheet = document.styleSheets[2];
    sheet.insertRule(rule, sheet.cssRules.length);
}"""
NOT_THE_LAST = """() => {
    const sheet = document.styleSheets[2];
    sheet.deleteRule(sheet.cssRules.length - 1);
}"""


@pytest.fixture
def parts(page, live_server, settings):
    """Opens the page of parts as a device shows it that is set so."""
    settings.DEMO = True

    def opened(width=1280, **device):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(**device)
        page.goto(f"{live_server.url}/demo/components/")
        return page

    return opened


def unnoticed(page, look, *harms):
    """Which of these rules look does not see, each tried alone."""
    for harm in harms:
        page.evaluate(LAST_RULE, harm)
        if not list(look(page)):
            yield harm
        page.evaluate(NOT_THE_LAST)


def hard_to_see(page):
    """All that is lost where the device chooses the colours."""
    yield from page.evaluate(EDGES)
    yield from page.evaluate(MARKS)
    yield from page.evaluate(ALIKE, STATES)
    for what in ("a[href='/contact/']", "summary", "button", "input[type=text]"):
        page.locator(what).locator("visible=true").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUS):
            yield f"no focus on {what}"


def test_in_high_contrast_every_edge_mark_state_and_focus_is_seen(parts):
    for scheme in ("light", "dark"):
        page = parts(forced_colors="active", color_scheme=scheme)
        assert list(hard_to_see(page)) == []


def test_canary_what_high_contrast_takes_away_is_noticed(parts):
    harms = (
        ".ds-error-summary { border: 0 !important }",
        ".cp-c { fill: Canvas !important; stroke: none !important }",
        ".cp-tag { border: 1px solid CanvasText !important }",
        "a:focus-visible { outline: none !important }",
    )
    page = parts(forced_colors="active")
    assert list(unnoticed(page, hard_to_see, *harms)) == []


def wrong_on_paper(page):
    """All that has no place in a letter, or that its reader cannot read."""
    gone = page.locator("nav, form, .cp-top, .cp-foot, .ds-button")
    yield from (one.inner_text()[:40] for one in gone.all() if one.is_visible())
    yield from page.evaluate(SMALL)
    body = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    if body < 12 * 96 / 72:
        yield f"its text has {body * 72 / 96} points"
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > A4:
        yield f"it is {needed} wide"
    here = page.locator(".cp-here >> visible=true").all_inner_texts()
    if not any("/demo/components/" in said for said in here):
        yield "it does not say where it stands"


def test_on_paper_a_page_is_a_letter_one_can_read(parts):
    page = parts(width=A4, media="print", color_scheme="dark")
    assert list(wrong_on_paper(page)) == []
    paper, ink = page.evaluate(
        "[document.body].flatMap(one => [getComputedStyle(one).backgroundColor,"
        " getComputedStyle(one).color])"
    )
    assert (paper, ink) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")


def test_canary_what_spoils_a_letter_is_noticed(parts):
    harms = (
        ".cp-foot { display: block !important }",
        ".cp-small { font-size: 10pt !important }",
        ".cp-table { inline-size: 900px !important }",
        "body { font-size: 11pt !important }",
        ".cp-here { display: none !important }",
    )
    page = parts(width=A4, media="print")
    assert list(unnoticed(page, wrong_on_paper, *harms)) == []


def what_moves(page):
    return page.evaluate(MOVES)


def test_nothing_moves_for_those_who_asked_for_that(parts):
    assert what_moves(parts(reduced_motion="reduce")) == []


def test_canary_something_that_moves_is_noticed(parts):
    page = parts(reduced_motion="no-preference")
    assert list(unnoticed(page, what_moves, "summary { transition: color 1s }")) == []
