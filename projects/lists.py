"""Lists that people take along as a spreadsheet. Each app declares its own here.

A list is found by the query that its page asks, so whoever may not open the page gets
no spreadsheet either; and its rows are asked for in a fixed number of queries.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, TextChoices
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from projects.access import Person, ensure, no
from projects.addresses import absolute
from projects.files.spreadsheets import Column
from projects.log import Actor, PublicAct
from projects.models import Export, Project
from projects.queries import export_for

Rows = QuerySet[Any, Any] | Sequence[Any]
AT_ONCE = 2_000  # rows fetched from the database
NOTHING = UUID(int=0)
LISTS: dict[str, "List"] = {}


@dataclass(frozen=True)
class List:
    """One list: by its name in addresses, and in the words of the page.

    found: what it is the list of, for who may read it; Http404 or PermissionDenied.
    columns: in the language spoken now; what all rows need is looked up there, once.
    about_name: what it is of, in words that nobody hides later: they are written down.
    event, actor: what the log says of taking it along, if it says something.
    """

    name: str
    title: str | Promise
    found: Callable[[Person, UUID], Any]
    rows: Callable[[Any], Rows]
    columns: Callable[[Any], Sequence[Column]]
    page: Callable[[Any], str]
    about_name: Callable[[Any], str] = str
    event: PublicAct | None = None
    actor: Callable[[Person, Any], Actor] | None = None

    def __post_init__(self) -> None:
        if self.name in LISTS:
            raise ValueError(f"The list {self.name} is declared twice.")
        LISTS[self.name] = self


def list_of(export: Export) -> List:
    """Raises Http404 for one that a version before this had."""
    if export.name not in LISTS:
        raise Http404
    return LISTS[export.name]


def title_of(export: Export) -> str:
    """By the name in addresses, where this version does not have the list any more."""
    return str(LISTS[export.name].title) if export.name in LISTS else export.name


def fetched(user: Person, pk: UUID) -> Export:
    """A spreadsheet to hand out: who may no longer read the list gets none."""
    export = export_for(user, pk)
    list_of(export).found(user, export.about)
    if not export.is_ready:
        ensure(no(_("There is no file yet. Look again in a moment.")))
    return export


def oneself(user: Person, pk: UUID) -> Person:
    """What one’s own lists are of."""
    if str(user.pk) != str(pk):
        raise Http404
    return user


def number_of(rows: Rows) -> int:
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def each_of(rows: Rows) -> Iterator[Any]:
    if isinstance(rows, QuerySet):
        return rows.iterator(chunk_size=AT_ONCE)
    return iter(rows)


def words_for(kind: type[TextChoices]) -> dict[str, str]:
    """What each value is called, translated once and not for every row."""
    return {str(value): str(label) for value, label in kind.choices}


def address_of(page: str) -> Callable[[UUID], str]:
    """Where each row has a page, found once and not for every row."""
    before, after = reverse(page, args=[NOTHING]).split(str(NOTHING))
    return lambda pk: absolute(f"{before}{pk}{after}")


def zone_of(thing: Any) -> ZoneInfo:
    """Times are told as the pilot tells them."""
    project = thing if isinstance(thing, Project) else getattr(thing, "project", None)
    return ZoneInfo(project.pilot.time_zone if project else "UTC")


def page_of(user: Person, export: Export) -> str:
    """Where the list stands, for who may still read it."""
    try:
        wanted = list_of(export)
        return wanted.page(wanted.found(user, export.about))
    except (Http404, PermissionDenied):
        return ""
