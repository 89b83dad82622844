"""Keyset paging: one paginator for pages and API.

OFFSET slows down page by page and skips rows when someone writes in between. A
plain "key < last" loses ties. So we compare rows: (key, id) < (last key, last id),
which PostgreSQL answers from one index however deep the page lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework.serializers import CharField, ModelSerializer, Serializer

from projects.prepared import Asked

Row = TypeVar("Row", bound=Model)
CURSOR = OpenApiParameter("page", str, description="From next or previous.")


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    next: str | None
    previous: str | None

    def as_json(self, out: type[ModelSerializer[Row]]) -> dict[str, object]:
        rows = out(self.rows, many=True).data
        return {"results": rows, "next": self.next, "previous": self.previous}


@dataclass(frozen=True)
class _Cut:
    """What stands on one page: so many rows, before or after one of them."""

    key: str
    most: int
    backwards: bool

    def __call__(
        self, rows: QuerySet[Any, Any], after: Sequence[Any]
    ) -> QuerySet[Any, Any]:
        key, lookup = self.key, TupleGreaterThan if self.backwards else TupleLessThan
        if after:
            rows = rows.filter(lookup(Tuple(F(key), F("pk")), tuple(after)))
        order = (key, "pk") if self.backwards else (f"-{key}", "-pk")
        return rows.order_by(*order)[: self.most]


def page(
    rows: QuerySet[Row] | Asked[Row], key: str, cursor: str | None, size: int = 20
) -> Page[Row]:
    """Highest first by (key, id); key is never null; the index is (…, -key, -id)."""
    backwards, after = _read(rows.model, key, cursor)
    cut = _Cut(key, size + 1, backwards)
    found = rows.rows(cut, after) if isinstance(rows, Asked) else list(cut(rows, after))
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(after))
    return Page(
        found,
        next=_write(key, "next", found[-1]) if found and has_next else None,
        previous=_write(key, "previous", found[0]) if found and has_previous else None,
    )


def page_of(out: type[Serializer[Row]]) -> Serializer[object]:
    """The shape of one page, for the API description."""
    shape = {
        "results": out(many=True),
        "next": CharField(allow_null=True),
        "previous": CharField(allow_null=True),
    }
    return inline_serializer(f"{out.__name__}Page", shape)


def _write(key: str, direction: str, row: Model) -> str:
    value = row._meta.get_field(key).value_to_string(row)  # type: ignore[union-attr]
    return _signer(type(row), key).sign_object([direction, value, str(row.pk)])


def _read(
    model: type[Model], key: str, cursor: str | None
) -> tuple[bool, tuple[Any, ...]]:
    if not cursor:
        return False, ()
    columns: list[Any] = [model._meta.get_field(key), model._meta.pk]
    try:
        direction, *values = _signer(model, key).unsign_object(cursor)
        value, pk = (c.to_python(v) for c, v in zip(columns, values, strict=True))
    except (signing.BadSignature, ValidationError) as error:
        raise Http404("This page link is damaged or from another list.") from error
    return direction == "previous", (value, pk)


def _signer(model: type[Model], key: str) -> signing.Signer:
    """Without a time: a page that did not change says the same to the letter."""
    return signing.Signer(salt=f"page.{model._meta.label}.{key}")
