"""How a request reaches files that were brought in, and what was wrong with them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from evaluation.models import ImportBatch, Round
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page


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
