"""What slices and answers are called, in the page's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from evaluation.models import in_words
from projects.models import Side
from projects.numbers import digits

Json = Mapping[str, Any]


def slice_name(slice_: Json) -> str:
    if slice_["kind"] == "all":
        return _("Everyone")
    if slice_["kind"] == "side":
        return str(Side(slice_["side"]).label)
    if slice_["kind"] == "link":
        return _("By link")
    return in_words(slice_["names"])


def question(item: Json) -> str:
    return in_words(item["texts"])


def column_names(item: Json, columns: Sequence[Json]) -> list[str]:
    """What each column of answers is called."""
    if item["kind"] != "scale":
        return [in_words(column["texts"]) for column in columns]
    if item["is_agreement"] and columns:
        return {5: _five, 3: _three, 2: _two}[len(columns)]()
    return [_range(column["choices"]) for column in columns]


def _five() -> list[str]:
    return [
        _("Disagree strongly"),
        _("Disagree"),
        _("Neither"),
        _("Agree"),
        _("Agree strongly"),
    ]


def _three() -> list[str]:
    return [_("Disagree"), _("Neither"), _("Agree")]


def _two() -> list[str]:
    return [_("Disagree or neither"), _("Agree")]


def _range(choices: Sequence[str]) -> str:
    if not choices:
        return _("In the middle")
    first, last = digits(choices[0]), digits(choices[-1])
    return (
        first
        if first == last
        else _("%(low)s to %(high)s")
        % {
            "low": first,
            "high": last,
        }
    )
