"""Questions that pages ask again and again: their SQL is worked out once.

What Django needs to turn a query into SQL, anew for each request, takes longer than
what PostgreSQL needs to answer it. So a function that is `@prepared` is asked once for
each shape of what it is given, and from then on only the ids in its SQL are others:

    @prepared
    def _places(user: UUID, project: Project) -> QuerySet[Participant]:
        rows = Participant.objects.select_related("constituency")
        return rows.filter(user=user, project=project)

    _places(user.pk, project)         # a list
    _places.first(user.pk, project)   # or None
    _places.get(user.pk, project)     # or 404
    _places.query(user.pk, project)   # the query itself, to ask for something else
    page(_places.given(user.pk, project), "joined_at", cursor)

Of a thing it is given a question may only use the id: anything else of it fails at
once. What is neither an id nor a thing (a word, None) belongs to the question itself,
so let it be one of a few. So does the reader's language, by which names are sorted.
Nothing else may come from elsewhere, such as a clock of ours.
In tests the SQL of each kept question is compared with the same one worked out anew.
PostgreSQL keeps its plans of them, too (`prepare_threshold` in the settings).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, update_wrapper
from secrets import randbelow
from typing import Any, Generic, ParamSpec, TypeVar, cast
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import get_language

Given = ParamSpec("Given")
Row = TypeVar("Row")
Cut = Callable[[QuerySet[Any, Any], Sequence[Any]], QuerySet[Any, Any]]
LONG_AGO = datetime(1, 2, 1, tzinfo=UTC)
MOST = 256  # shapes of one question: how long its lists are, which words, languages


class prepared(Generic[Given, Row]):  # noqa: N801  (it is read as a decorator)
    """Remembers the SQL of a function that returns a query."""

    def __init__(self, ask: Callable[Given, QuerySet[Any, Row]]) -> None:
        self.query = ask
        self.worked_out = lru_cache(maxsize=MOST)(self._work_out)
        update_wrapper(self, ask)

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> list[Row]:
        return self.given(*given, **named).rows()

    def first(self, *given: Given.args, **named: Given.kwargs) -> Row | None:
        return next(iter(self(*given, **named)), None)

    def get(self, *given: Given.args, **named: Given.kwargs) -> Row:
        """Raises Http404: hidden and missing are the same."""
        found = self.first(*given, **named)
        if found is None:
            raise Http404("No such thing.")
        return found

    def given(self, *given: Given.args, **named: Given.kwargs) -> "Asked[Row]":
        assert not named, "Say what it is given in order."  # noqa: S101
        things: list[Model | UUID] = []
        shape = tuple(_shape(one, things) for one in given)
        return Asked(self, shape, things)

    def _work_out(
        self,
        shape: tuple[Hashable, ...],
        cut: Cut | None,
        kinds: tuple[type, ...],
        _language: str | None,
    ) -> "_Kept":
        """The question with stand-ins for what will be another one each time."""
        stand_ins: list[Any] = []
        rows = self.query(*[_like(one, stand_ins) for one in shape])  # type: ignore[call-arg]
        if cut:
            rows = cut(rows, [_like(kind, stand_ins) for kind in kinds])
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return _Kept(rows)
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda _columns: converters  # the same ones each time
        compiler.connection = None  # each thread has its own
        if missing := [one for one in stand_ins if one not in params]:
            raise TypeError(f"{self.query.__name__} does not use {len(missing)} ids.")
        pointers = _pointers(rows.model, shape)
        return _Kept(rows, compiler, sql, params, tuple(stand_ins), pointers)


@dataclass(frozen=True)
class Asked(Generic[Row]):
    """A question with what it is given."""

    question: prepared[Any, Row]
    shape: tuple[Hashable, ...]
    things: list[Model | UUID]

    @property
    def model(self) -> type[Model]:
        return self._kept(None, ()).rows.model

    def rows(self, cut: Cut | None = None, values: Sequence[Any] = ()) -> list[Row]:
        """All of them, or what is cut out between values that are others each time."""
        kept = self._kept(cut, values)
        return list(kept.answers(self.things, values)) if kept.compiler else []

    def sql(
        self, cut: Cut | None = None, values: Sequence[Any] = ()
    ) -> tuple[str, tuple[Any, ...]]:
        kept = self._kept(cut, values)
        return kept.sql, kept.filled(self.things, values)

    def _kept(self, cut: Cut | None, values: Sequence[Any]) -> "_Kept":
        kinds = tuple(type(one) for one in values)
        return self.question.worked_out(self.shape, cut, kinds, get_language())


@dataclass(frozen=True)
class _Kept:
    """A question as Django has worked it out; without a compiler nothing answers it."""

    rows: QuerySet[Any, Any]
    compiler: Any = None
    sql: str = ""
    params: tuple[Any, ...] = ()
    stand_ins: tuple[Any, ...] = ()
    pointers: tuple[Any, ...] = ()  # keys that lead to kinds of things that are given

    def answers(
        self, things: Sequence[Model | UUID], values: Sequence[Any]
    ) -> QuerySet[Any, Any]:
        """Rows that know the things they point at, if the question was given them."""
        compiler, rows = copy(self.compiler), self.rows.all()
        compiler.connection = connections[rows.db]
        compiler.as_sql = lambda: (self.sql, self.filled(things, values))
        known = {one.pk: one for one in things if isinstance(one, Model)}
        rows._known_related_objects = dict.fromkeys(self.pointers, known)  # type: ignore[attr-defined]
        rows.query.get_compiler = lambda *_how, **_named: compiler  # type: ignore[method-assign]
        return rows

    def filled(
        self, things: Sequence[Model | UUID], values: Sequence[Any]
    ) -> tuple[Any, ...]:
        """Numbers keep the type that Django gave them: so PostgreSQL knows the plan."""
        if not self.compiler:
            return ()
        ids = [one.pk if isinstance(one, Model) else one for one in things]
        real = dict(zip(self.stand_ins, [*ids, *values], strict=True))
        return tuple(_other(one, real) for one in self.params)


def _shape(given: Any, things: list[Model | UUID]) -> Hashable:
    """What a question is given, without things and ids: these are put aside."""
    if isinstance(given, Model | UUID):
        things.append(given)
        return cast(Hashable, given.__class__)
    if isinstance(given, Iterable) and not isinstance(given, str):
        return tuple(_shape(one, things) for one in given)
    return given  # type: ignore[no-any-return]


def _other(param: Any, real: Mapping[Any, Any]) -> Any:
    if not isinstance(param, Hashable) or param not in real:
        return param
    return type(param)(real[param]) if isinstance(param, int) else real[param]


def _pointers(model: type[Model], shape: tuple[Hashable, ...]) -> tuple[Any, ...]:
    """The keys of a row that lead to kinds of things the question is given."""
    kinds = {*shape, *(kind for one in shape if isinstance(one, tuple) for kind in one)}
    keys = [one for one in model._meta.concrete_fields if one.is_relation]
    return tuple(one for one in keys if one.related_model in kinds)


def _like(shape: Hashable, stand_ins: list[Any]) -> Any:
    """Something of that shape, with what nothing else is equal to."""
    if isinstance(shape, tuple):
        return [_like(one, stand_ins) for one in shape]
    if not isinstance(shape, type):
        return shape
    if not issubclass(shape, Model):
        stand_ins.append(NEVER_SEEN[shape]())
        return stand_ins[-1]
    stand_ins.append(uuid4())
    return shape.from_db(None, [shape._meta.pk.attname], stand_ins[-1:])


NEVER_SEEN: dict[type, Callable[[], Any]] = {
    UUID: uuid4,
    str: lambda: uuid4().hex,
    int: lambda: 10**9 + randbelow(10**9),
    datetime: lambda: LONG_AGO + timedelta(microseconds=randbelow(10**15)),
}
