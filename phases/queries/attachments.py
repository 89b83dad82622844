"""How a request reaches what is attached to a contribution."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from phases.models import Attachment, Contribution
from phases.queries.contributions import contribution_for
from projects.access import Person
from projects.models import Project
from projects.prepared import prepared


@dataclass(frozen=True)
class Enclosures:
    """What lies beside a contribution, and what its author can still put back."""

    here: list[Attachment]
    removed: list[Attachment]


def attachment_for(user: Person, pk: UUID) -> Attachment:
    """The only way a request reaches one; by way of what it belongs to."""
    visible = Project.objects.visible_to(user)
    rows = Attachment.objects.filter(contribution__project__in=visible)
    found = get_object_or_404(rows, pk=pk)
    found.contribution = contribution_for(user, found.contribution_id)
    return found


def attachments_of(contribution: Contribution) -> Enclosures:
    """Without their bytes. One query."""
    found = _attachments(contribution)
    return Enclosures(
        [one for one in found if not one.removed_at],
        [one for one in found if one.removed_at],
    )


@prepared
def _attachments(contribution: Contribution) -> QuerySet[Attachment]:
    return Attachment.objects.filter(contribution=contribution).defer("content")
