"""What templates need for the look: figures, dates, icons and the places of marks."""

import re
from collections.abc import Container, Hashable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from types import FunctionType
from typing import Any, SupportsFloat
from uuid import UUID

from django import template
from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import (
    get_language,
    get_language_bidi,
    pgettext,
)

from coprod import drawing, icons
from coprod.forms import Group, field_options, first_id, widget_html
from projects.log import words_of
from projects.numbers import digits

register = template.Library()

ARABIC_MARKS = str.maketrans(",;", "،؛")
SPACED = {"da", "fi", "ru"}  # 40 %
LONGEST_SCALE = 10
SENTENCE = re.compile(r"(?<!\d)\. ")  # "3. maj" is one sentence
PLAIN = (str, int, float, UUID, Fraction, Promise, FunctionType, type, type(None))
DRAWN = {"planned": "none", "closed": "done"}  # a phase's state → the mark's


@register.filter
def in_words(event: str) -> str:
    """What a line of the log says, by the name of its event."""
    return words_of(event)


# --- figures and dates, in the digits of the page's language


@register.filter
def num(value: SupportsFloat | None, places: int = 0) -> str:
    """A figure as people write it here: {{ mean|num:1 }}, {{ count|num }}."""
    if value is None:
        return ""
    exact = Decimal(f"{Decimal(str(float(value))):.{places}f}")
    if get_language() == "ar":
        return digits(f"{exact:,}")
    return number_format(exact, places, force_grouping=True)


@register.filter
def num_or_words(value: object) -> str:
    """A number as num writes it; words as they are."""
    return num(value) if isinstance(value, int | float | Decimal) else str(value)


@register.filter
def in_100(share: SupportsFloat) -> str:
    """A share from 0 to 1 as the figure in "40 in 100": {{ share|in_100 }}."""
    return num(float(share) * 100)


@register.filter
def percent(share: SupportsFloat) -> str:
    """A share from 0 to 1 as "40%", for tables."""
    space = "\u00a0" if get_language() in SPACED else ""
    return num(float(share) * 100) + space + digits("%")


@register.filter
def file_size(size: int) -> str:
    """How large a file is, as people write it here: {{ one.size|file_size }}."""
    words = filesizeformat(size)
    if get_language() != "ar":
        return words
    figure, space, unit = words.partition("\u00a0")
    return digits(figure.replace(",", ".")) + space + unit


@register.simple_tag
def when(moment: date | datetime | None, form: str = "moment") -> SafeString:
    """A <time>: {% when closes_at %}, {% when day "day" %}, {% when x "weekday" %}."""
    if moment is None:
        return mark_safe("")
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    words = date_format(moment, _pattern(moment, form), use_l10n=False)
    if get_language() == "ru":  # Django writes days of the week with a capital
        words = words.lower()
    words = digits(words).replace(" ", "\u00a0", 1)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)


def _pattern(moment: date, form: str) -> str:
    pattern = pgettext("day and month, in date letters", "j F")
    if moment.year != timezone.localdate().year:
        pattern = pgettext("day, month and year, in date letters", "j F Y")
    if form == "weekday":
        pattern = f"l {pattern}"
    if form != "day" and isinstance(moment, datetime):
        pattern += pgettext("between a day and the time, in date letters", ", H:i")
    return pattern


# --- words


@register.simple_tag
def comma(sign: str = ",") -> str:
    """What stands between names, as written here: {% comma %}, {% comma ";" %}."""
    return sign.translate(ARABIC_MARKS) if get_language() == "ar" else sign


@register.filter
def lead_sentence(text: object) -> str:
    """The first sentence of a reason: why not. It is set in bold."""
    return _split(text)[0]


@register.filter
def after_lead(text: object) -> str:
    """The rest of a reason: what would open it."""
    return _split(text)[1]


def _split(text: object) -> tuple[str, str]:
    head, *rest = SENTENCE.split(str(text), maxsplit=1)
    return (f"{head}.", rest[0]) if rest else (head, "")


# --- parts


@register.simple_tag
def drawn(part: str, record: object = None, **given: object) -> SafeString:
    """Include a part that shows only what it is given, and draw it once for all.

    {% drawn "components/bar.html" side="community" value=3 total=5 %}: it is known by
    every value it takes and by the language, so it can be neither stale nor another's.
    For parts that many pages repeat; it may not show a time, which depends on a zone.
    Of words, numbers, ids and frozen records of these; nothing that can change. With
    {% drawn "phases/_card.html" card %} the part takes the fields of a record.
    """
    given |= vars(record) if record else {}
    frozen = {name: _frozen(value) for name, value in given.items()}
    return _drawn(part, get_language(), **frozen)


def _frozen(value: object) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=2048, typed=True)  # typed: words that are safe as HTML are others
def _drawn(part: str, language: str, /, **given: Hashable) -> SafeString:
    for value in given.values():
        if not (isinstance(value, SafeString) or _is_plain(value)):
            raise TypeError(f"{part} is drawn from what never changes, not {value!r}.")
    return render_to_string(part, given)


def _is_plain(value: object) -> bool:
    """Also inside: a row of the database is equal to what it was before it changed."""
    if isinstance(value, tuple | frozenset):
        return all(map(_is_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        return all(_is_plain(getattr(value, one.name)) for one in fields(value))
    return isinstance(value, PLAIN) and not isinstance(value, SafeString)


@register.filter
def in_fours(secret: str) -> str:
    """Letters to type, so that one finds one's place again."""
    return " ".join(re.findall(".{1,4}", secret))


@register.filter
def is_in(value: object, some: Container[object]) -> bool:
    """Whether it is one of these: {{ contribution.pk|is_in:supported }}."""
    return value in some


# --- marks


@register.simple_tag
def icon(name: str) -> SafeString:
    """A pictogram beside words: clock, lock, info, tick, hidden, paper, people …"""
    return mark_safe(icons.svg(name))  # noqa: S308 - a constant of ours


@register.filter
def mark_state(state: str) -> str:
    """A phase's state as circles and tags draw it: planned is none, closed is done."""
    return DRAWN.get(state, state)


@register.simple_tag
def circle_segments(phases: Iterable[Any]) -> list[drawing.Segment]:
    """Four things with a .state (or {"state": …}), as segments of the circle."""
    return drawing.segments(_states(phases), mirrored=get_language_bidi())


@register.simple_tag
def glyph_segments(phases: str | Iterable[Any]) -> list[drawing.Segment]:
    """The same for the small circle; also from words: "done open none none"."""
    if isinstance(phases, str):
        states = [mark_state(state) for state in phases.split()]
    else:
        states = _states(phases)
    return drawing.segments(states, ring=drawing.GLYPH, mirrored=get_language_bidi())


def _states(phases: Iterable[Any]) -> list[str]:
    return [
        mark_state(phase["state"] if isinstance(phase, dict) else phase.state)
        for phase in phases
    ]


@register.filter
def of(part: SupportsFloat, whole: SupportsFloat) -> float:
    """A part of a whole as a share from 0 to 1; of nothing it is 0."""
    return float(part) / float(whole) if float(whole) else 0.0


@register.filter
def width(share: SupportsFloat) -> str:
    """A share from 0 to 1 as a length in SVG. Always in Western digits."""
    return drawing.percent(share)


@register.simple_tag
def on_scale(value: SupportsFloat, lowest: object = "", highest: object = "") -> str:
    """Where an answer lies between the ends of its question, as a length in SVG."""
    return drawing.on_scale(value, *_ends(lowest, highest))


@register.simple_tag
def scale_steps(lowest: object = "", highest: object = "") -> list[dict[str, object]]:
    """The whole numbers of a scale and where they lie; long scales show their ends."""
    low, high = _ends(lowest, highest)
    steps = range(low, high + 1) if high - low <= LONGEST_SCALE else (low, high)
    return [{"value": step, "x": drawing.on_scale(step, low, high)} for step in steps]


def _ends(lowest: object, highest: object) -> tuple[int, int]:
    low = 1 if lowest in {"", None} else int(float(str(lowest)))
    high = 5 if highest in {"", None} else int(float(str(highest)))
    return low, high


@register.simple_tag
def agreement(shares: Sequence[SupportsFloat]) -> list[drawing.Part]:
    """Five shares from "disagree strongly" to "agree strongly", as pieces of a bar."""
    return drawing.agreement(shares)


# --- forms


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """A field's control, as templates/forms/field.html draws it."""
    return widget_html(field)


@register.simple_tag
def options(field: BoundField) -> list[Group]:
    """A field's choices by group (.name, .side, .options, .chosen)."""
    return field_options(field)


register.filter(first_id)
