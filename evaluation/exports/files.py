"""The same figures as a table for spreadsheets; and sheets to fill in."""

import json
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from evaluation.exports.words import Json, column_names, question, slice_name
from evaluation.models import Item
from projects.rules.tables import Cells, table


def results_csv(figures: Json) -> str:
    return table([results_head(), *results_lines(figures)])


def results_head() -> list[str]:
    return [
        _("code"),
        _("question"),
        _("who"),
        _("side"),
        _("kind of group"),
        _("answers"),
        _("answer"),
        _("figure"),
        _("from (95 %)"),
        _("to (95 %)"),
        _("hidden"),
    ]


def results_lines(figures: Json) -> Iterator[Cells]:
    """One for each figure: a mean or a share, of one slice, with its interval."""
    slices = {each["slice"]: each for each in figures["slices"]}
    for item in figures["items"]:
        for line in item["lines"]:
            yield from _line(item, item["columns"], line, slices[line["slice"]])
        if item["by_link"]:
            line, link = item["by_link"]["lines"][0], {"kind": "link", "side": ""}
            yield from _line(item, item["by_link"]["columns"], line, link)


def _line(
    item: Json, columns: Sequence[Json], line: Json, slice_: Json
) -> Iterator[Cells]:
    kind = slice_.get("attribute") or slice_["kind"]
    start = [item["code"], question(item), slice_name(slice_), slice_["side"], kind]
    start.append(line["n"])
    if line["n"] is None:
        yield [*start, None, None, None, None, 1]
        return
    if item["kind"] in ("scale", "number"):
        is_hidden = int(line["mean"] is None and line["n"] > 0)
        yield [*start, _("average"), *_numbers(line["mean"]), is_hidden]
    if item["kind"] == "text":
        yield [*start, None, None, None, None, 0]
    names = column_names(item, columns)
    for name, share in zip(names, line["shares"], strict=True):
        is_hidden = int(share is None and line["n"] > 0)
        yield [*start, name, *_numbers(share), is_hidden]


def _numbers(figure: Json | None) -> list[float | None]:
    if figure is None:
        return [None, None, None]
    return [figure["estimate"], figure["low"], figure["high"]]


def mapping_example(items: Iterable[Item]) -> str:
    """A mapping to start from: one column for each question, and one of each sort."""
    columns = {
        f"Q{number}": {
            "item": item.code,
            "values": {choice["value"]: choice["value"] for choice in item.choices},
        }
        for number, item in enumerate(items, start=1)
    }
    example = {
        "id": "ID",
        "weight": "WEIGHT",
        "decimal": ",",
        "empty": ["99"],
        "items": columns,
        "attributes": {
            "SEX": {"name": "sex", "values": {"1": "man", "2": "woman"}},
            "AGE": {"name": "age", "bands": {"16-24": [16, 24], "25-34": [25, 34]}},
        },
        "group": {"column": "GROUP", "values": {"1": "…"}},
    }
    return json.dumps(example, indent=2, ensure_ascii=False)


def answer_sheet(items: Iterable[Item]) -> str:
    """An empty file with the columns of a questionnaire, to be filled in."""
    return table([["id", "group", *(item.code for item in items), "weight"]])
