"""The look keeps its own rules: direction, policy, words, colours, weight."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from coprod.icons import ICONS, svg

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SHEETS = sorted((ROOT / "static").glob("*.css"))
PARTS = [
    *sorted((ROOT / "templates/components").glob("*.html")),
    *sorted((ROOT / "templates/allauth/elements").glob("*.html")),
]
CSS = (ROOT / "static/coprod.css").read_text()


def name(path):
    return str(path.relative_to(ROOT))


def template_cases(paths):
    return [pytest.param(path, id=name(path)) for path in paths]


# --- right to left is as good as left to right

PHYSICAL = re.compile(
    r"(?:^|[{;\s])((?:margin|padding|border|scroll-margin|scroll-padding)-"
    r"(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|float|clear"
    r"|(?:min-|max-)?(?:width|height)|overflow-[xy])\s*:"
    r"|text-align\s*:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius"
)
LOGICAL_TOO = {"overflow-x"}  # a table that scrolls in its own box


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def physical(css: str) -> Iterator[str]:
    declarations = re.sub(r"@[\w-]+[^{;]*", "", without_comments(css))
    for found in PHYSICAL.finditer(declarations):
        if found[1] not in LOGICAL_TOO:
            yield found[0].strip()


@pytest.mark.parametrize("sheet", template_cases(SHEETS))
def test_style_sheets_know_start_and_end_but_no_left_and_right(sheet):
    assert list(physical(sheet.read_text())) == []


@pytest.mark.parametrize(
    "css",
    [
        "a{margin-left:0}",
        "a { color: red; width: 3px }",
        "a{text-align: right}",
        "@media print { a { float: left } }",
    ],
)
def test_canary_a_physical_property_is_noticed(css):
    assert list(physical(css))


# --- nothing inline: the pages hold under a strict content security policy

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|href\s*=\s*[\"']javascript:"
    r"|<script(?![^>]*\ssrc=)[^>]*>"
)


LETTER = ROOT / "templates/mail/letter.html"  # no style sheet comes into a mailbox
PAGES = [path for path in TEMPLATES if path != LETTER]


@pytest.mark.parametrize("path", template_cases(PAGES))
def test_templates_have_nothing_inline(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "html",
    ['<p style="color:red">', "<style>", "<a onclick='x()'>", "<script>x()</script>"],
)
def test_canary_something_inline_is_noticed(html):
    assert INLINE.search(html)


# --- every word can be translated

BLOCKS = re.compile(
    r"\{%\s*blocktrans(?:late)?\b.*?%\}.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    r"|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}"
    r"|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}",
    re.S,
)
SPOKEN = {"alt", "aria-label", "aria-description", "data-label", "placeholder", "title"}
WORD = re.compile(r"[^\W\d_]{2,}")
SILENT = {"script", "style", "code"}


class Words(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        self.found += [
            value for key, value in attrs if key in SPOKEN and WORD.search(value or "")
        ]

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if WORD.search(data) and not SILENT & set(self.inside):
            self.found.append(data.strip())


def untranslated(source: str) -> list[str]:
    parser = Words()
    parser.feed(BLOCKS.sub("", source))
    return parser.found


@pytest.mark.parametrize("path", template_cases(TEMPLATES))
def test_every_word_of_a_template_is_translated(path):
    assert untranslated(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    ["<p>Vote</p>", "{% translate 'x' %} or", "<nav aria-label='Site'></nav>"],
)
def test_canary_an_untranslated_word_is_noticed(source):
    assert untranslated(source)


# --- parts say what they take, and every template can be read

FIRST_LINE = re.compile(r"\{# (\w+): .+ #\}")


@pytest.mark.parametrize("path", template_cases(PARTS))
def test_every_part_begins_by_saying_what_it_is_and_takes(path):
    found = FIRST_LINE.fullmatch(path.read_text().splitlines()[0])
    assert found
    assert found[1] == path.stem


@pytest.mark.parametrize("path", template_cases(TEMPLATES))
def test_every_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


# --- one style sheet: no class without a rule

CLASSES = re.compile(r"class=\"([^\"]*)\"")
OURS = re.compile(r"(?<![\w-])cp-[\w-]*[\w](?![\w-]*\{)")


def classes_in(source: str) -> set[str]:
    """Our classes in a template; those made from a variable end in a hyphen."""
    return {
        found
        for value in CLASSES.findall(source)
        for found in OURS.findall(re.sub(r"\{%.*?%\}", " ", value))
    }


def test_every_class_has_a_rule():
    known = set(re.findall(r"\.(cp-[\w-]+)", "".join(s.read_text() for s in SHEETS)))
    used = {
        (found, name(path))
        for path in TEMPLATES
        for found in classes_in(path.read_text())
    }
    assert {(found, where) for found, where in used if found not in known} == set()


def test_canary_a_class_without_a_rule_is_noticed():
    assert classes_in('<p class="cp-card cp-nowhere">') == {"cp-card", "cp-nowhere"}


# --- colours: readable in light and dark, and the two dark lists are the same

TEXT_ON = [  # (text, ground, least contrast)
    *[
        (text, ground, 4.5)
        for text in ("ink", "quiet", "act", "community", "institution")
        for ground in ("paper", "sheet", "tint")
    ],
    ("on-act", "act", 4.5),
    ("on-act", "act-2", 4.5),
    ("on-open", "open", 4.5),
    ("ink", "done", 4.5),
    *[
        (mark, ground, 3)
        for mark in ("no-2", "yes-2", "act", "quiet")
        for ground in ("paper", "sheet", "tint")
    ],
]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--cp-([\w-]+): (#[0-9a-f]{3,6});", css))


def schemes() -> dict[str, dict[str, str]]:
    light = tokens(CSS[CSS.index(":root {") : CSS.index("/* Dark")])
    dark = re.findall(r'\[data-color-scheme="(auto|dark)"\] \{(.*?)\}', CSS, re.S)
    return {"light": light, **{which: light | tokens(rules) for which, rules in dark}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), TEXT_ON)
def test_colours_can_be_read(scheme, text, ground, least):
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= least


def test_dark_is_the_same_by_device_and_by_choice():
    found = schemes()
    assert found["auto"] == found["dark"]
    assert found["dark"] != found["light"]


def test_canary_pale_text_is_noticed():
    assert contrast("#999999", "#ffffff") < 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


# --- weight, and a few whole answers

LOADED = (
    "designsystemet-css/dist/src/index.css",
    "designsystemet-css/dist/theme/designsystemet.css",
    "coprod.css",
    "coprod.svg",
)
LIMIT = 150_000


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def test_a_first_visit_weighs_less_than_150_kilobytes(client, settings):
    settings.DEMO = True
    page = client.get("/demo/components/")
    sheets = [Path(str(finders.find(path))).read_bytes() for path in LOADED]
    assert sum(compressed(part) for part in [page.content, *sheets]) < LIMIT


@pytest.mark.parametrize("icon", sorted(ICONS))
def test_icons_are_silent_beside_their_words(icon):
    assert 'aria-hidden="true"' in svg(icon)
