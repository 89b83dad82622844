"""Every part of the style as people meet it: both directions, widths and schemes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATH = "/demo/components/"
LANGUAGES = ("en", "ar")
SMALLEST_TARGET = 44
STANDALONE = ".ds-button, .cp-links a, .cp-crumb a, .cp-foot li a, summary"


@pytest.fixture
def parts(page, live_server, settings):
    """Opens the page of parts as somebody asks for it."""
    settings.DEMO = True

    def opened(language="en", width=1280, scheme="light"):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{live_server.url}{PATH}?lang={language}")
        return page

    return opened


def violations(page):
    return {found["id"] for found in Axe().run(page).response["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_shuts_anybody_out(parts, language, width, scheme):
    assert violations(parts(language, width, scheme)) == set()


def test_canary_a_picture_without_words_is_noticed(parts):
    page = parts()
    page.evaluate("document.querySelector('#main').append(new Image())")
    assert "image-alt" in violations(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_smallest_screen(parts, language):
    page = parts(language, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("width", [360, 1280])
def test_what_one_presses_is_large_enough_for_a_finger(parts, width):
    page = parts(width=width)
    for target in page.locator(STANDALONE).all():
        if target.is_visible():
            box = target.bounding_box()
            assert box["height"] >= SMALLEST_TARGET, target.inner_text()


def test_the_whole_frame_of_an_option_can_be_pressed(parts):
    page = parts()
    frame = page.locator(".ds-field", has=page.locator("#id_channels_1"))
    frame.click(position={"x": frame.bounding_box()["width"] - 8, "y": 8})
    assert page.locator("#id_channels_1").is_checked()


def test_the_circle_turns_the_other_way_in_arabic(parts):
    for language, on_the_right in (("en", True), ("ar", False)):
        page = parts(language)
        number = page.locator(".cp-circle text").first.bounding_box()
        circle = page.locator(".cp-circle svg").bounding_box()
        middle = circle["x"] + circle["width"] / 2
        assert (number["x"] > middle) is on_the_right


def test_the_browser_finds_nothing_our_policy_forbids(parts, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    parts()
    assert [text for text in complaints if "Content Security" in text] == []


def test_the_first_key_leads_past_the_menu(live_server, page):
    page.goto(f"{live_server.url}/contact/")  # the parts begin at what is to be mended
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_with_forced_colours_the_open_phase_is_still_found(parts, page):
    page.emulate_media(forced_colors="active")
    parts()
    drawn = ".cp-circle .cp-seg[data-state='{}']"
    width = "getComputedStyle(document.querySelector({!r})).strokeWidth"
    opened, planned = (
        page.evaluate(width.format(drawn.format(state))) for state in ("open", "none")
    )
    assert opened > planned


def test_paper_leaves_out_menus_and_buttons(parts, page):
    parts()
    page.emulate_media(media="print")
    for gone in (".cp-top", ".cp-foot", ".ds-button"):
        assert not page.locator(gone).first.is_visible()
    assert page.locator(".cp-circle").is_visible()
