"""Looking for words in everything people said in a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQueryField
from django.db import connection, transaction
from django.db.models import (
    BooleanField,
    Case,
    F,
    Field,
    FloatField,
    Func,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan

from phases.models import HEADLINE, Contribution, Searchable
from phases.rules.searching import (
    START,
    STOP,
    Marked,
    all_beginning_with,
    nearly,
    pieces,
    terms,
)
from projects.models import Project
from projects.paging import Page, page

NEAR = 0.45  # of three letters in a row, how many a word shares with the one typed
NEAREST = 20
EVERYTHING = 2**31
SIGNS = f"StartSel={START}, StopSel={STOP}"
EXCERPT = Value(f"{SIGNS}, MaxWords=40, MinWords=15, MaxFragments=1")
WHOLE = Value(f"{SIGNS}, HighlightAll=true")


@dataclass(frozen=True)
class Hit:
    """One contribution that was found, and which of its words were looked for."""

    contribution: Contribution
    excerpt: list[Marked]

    @property
    def is_whole(self) -> bool:
        """A short text is shown as it is, and needs no first line above it."""
        return len(self.contribution.text) <= HEADLINE


@dataclass(frozen=True)
class Hits:
    """One page of what was found; nearly: no word was found, these come near."""

    rows: list[Hit]
    next: str | None = None
    previous: str | None = None
    nearly: bool = False


def search(project: Project, asked: str, cursor: str | None) -> Hits:
    """Everything shown that has words beginning like these, newest first.

    Only where there is nothing at all: what comes nearest, with typing errors.
    """
    rows, words = _readable(project), terms(asked)
    if not asked.strip():
        return _hits(page(rows, "made_at", cursor), [])
    if not words:
        return Hits([])
    beginnings = Value(all_beginning_with(words))
    rows_with = rows.filter(
        _with(" @@ ", F("words"), _query_by_language(beginnings), out=BooleanField()),
        pk__in=_having(project, beginnings),
    )
    found = page(_marked(rows_with, beginnings), "made_at", cursor)
    if found.rows or cursor:
        return _hits(found, words)
    return Hits([_near(row, words) for row in _nearest(rows, words)], nearly=True)


def _readable(project: Project) -> QuerySet[Searchable]:
    """What everyone who sees the project may read."""
    rows = Searchable.objects.filter(
        project=project,
        contribution__withdrawn_at=None,
        contribution__hidden_at=None,
    )
    return rows.defer("words", "folded").select_related(
        "contribution__author__constituency",
        "contribution__group",
        "contribution__concluded_in",
        "contribution__activity",
    )


def _query_by_language(beginnings: Value) -> Case:
    """The words, with their stems in the language of each row.

    Each in a SELECT of its own, so that it is worked out once and not for every row.
    """
    once = "(SELECT %(function)s(%(expressions)s))"

    def query(language: str) -> Func:
        said = (Value(language), beginnings)
        return Func(*said, function="coprod_query", template=once)

    spoken = Func(
        *(F("contribution__language"), Value("-"), Value(1)),
        function="split_part",
        output_field=TextField(),
    )
    codes = [code for code, _name in settings.LANGUAGES]
    return Case(
        *(When(Exact(spoken, code), then=query(code)) for code in codes),
        default=query(""),
        output_field=SearchQueryField(),
    )


def _having(project: Project, beginnings: Value) -> QuerySet[Searchable, Any]:
    """Whatever has these words or their stems in any language, by the index.

    Found by itself first; the limit leaves out nothing. Otherwise PostgreSQL, which
    thinks every beginning of a word frequent, would rather read a project from its
    newest end until it has met twenty.
    """
    query = Func(beginnings, function="coprod_query")
    matches = _with(" @@ ", F("words"), query, out=BooleanField())
    rows = Searchable.objects.filter(matches, project=project)
    return rows.values("pk")[:EVERYTHING]


def _marked(rows: QuerySet[Searchable], beginnings: Value) -> QuerySet[Searchable]:
    language, text = F("contribution__language"), F("contribution__text")
    headline = Func(
        Func(language, function="coprod_config"),
        text,
        Func(language, beginnings, function="coprod_query"),
        Case(When(GreaterThan(Length(text), HEADLINE), then=EXCERPT), default=WHOLE),
        function="ts_headline",
        output_field=TextField(),
    )
    return rows.annotate(headline=headline)


def _nearest(rows: QuerySet[Searchable], words: Sequence[str]) -> list[Searchable]:
    """At most twenty in which every word has one like it, the most alike first."""
    folded = [Func(Value(word), function="coprod_fold") for word in words]
    near = Searchable.objects.all()
    for word in folded:
        near = near.filter(_with(" <%% ", word, F("folded"), out=BooleanField()))
    rows = rows.filter(pk__in=near.values("pk")[:EVERYTHING])
    alike: list[Combinable] = [
        Func(word, F("folded"), function="word_similarity", output_field=FloatField())
        for word in folded
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {NEAR}")
        # it takes comparing letters for as cheap as comparing numbers
        cursor.execute("SET LOCAL enable_seqscan = off")
        return list(rows.order_by(-reduce(add, alike), "-made_at")[:NEAREST])


def _with(
    sign: str, left: Combinable, right: Combinable, *, out: "Field[Any, Any]"
) -> Func:
    return Func(
        left, right, template="(%(expressions)s)", arg_joiner=sign, output_field=out
    )


def _hits(found: Page[Searchable], words: Sequence[str]) -> Hits:
    hits = [_near(row, []) if not words else _hit(row) for row in found.rows]
    return Hits(hits, found.next, found.previous)


def _hit(row: Searchable) -> Hit:
    headline: str = row.headline  # type: ignore[attr-defined]
    return Hit(row.contribution, pieces(headline))


def _near(row: Searchable, words: Sequence[str]) -> Hit:
    return Hit(row.contribution, nearly(row.contribution.text, words))
