"""How a request reaches files that were brought in, and what was wrong with them."""

from collections.abc import Mapping
from uuid import UUID

from django.shortcuts import get_object_or_404

from evaluation.models import ImportBatch, ImportProblem, Round
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page

SHOWN = 20
FIRST = UUID(int=0)


def import_for(user: Person, pk: UUID) -> ImportBatch:
    rows = ImportBatch.objects.defer("content").select_related(
        "round__project__pilot", "round__phase", "by"
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, round__project__in=visible)


def is_storing(round: Round) -> bool:
    """Whether rows of a file are still on their way into this round."""
    return round.imports.filter(state=ImportBatch.State.STORING).exists()


def holds_files(round: Round) -> bool:
    """Whether answers came in a file: nobody of those asked gave them here."""
    return round.imports.filter(stored__gt=0).exists()


def imports_page(round: Round, cursor: str | None) -> Page[ImportBatch]:
    return page(round.imports.defer("content"), "made_at", cursor)


def place_in(asked: Mapping[str, str]) -> tuple[int, UUID]:
    """From which problem on: a line of the file, and the last one shown of it."""
    line, last = asked.get("line", ""), asked.get("after", "")
    try:
        after = UUID(last)
    except ValueError:
        after = FIRST
    return (int(line) if line.isdecimal() and len(line) < 10 else 0), after


def problems_after(
    batch: ImportBatch, line: int = 0, last: UUID = FIRST
) -> list[ImportProblem]:
    """In the order of the file. Twenty at a time; the last one leads to the next."""
    rows = batch.problems.filter(line__gte=line).exclude(line=line, pk__lte=last)
    return list(rows[: SHOWN + 1])
