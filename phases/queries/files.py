"""How a request reaches files of contributions, and what was wrong with them."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from phases.methods import method_of
from phases.models import Activity, Contribution, ContributionFile
from phases.rules.files import Taken
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page

BY_FILE = [  # what a file may say of where something stands; only decisions choose
    Contribution.Status.NEW,
    Contribution.Status.TALKED_OVER,
    Contribution.Status.NOT_NOW,
    Contribution.Status.ACCEPTED,
    Contribution.Status.REJECTED,
]


def file_for(user: Person, pk: UUID) -> ContributionFile:
    rows = ContributionFile.objects.defer("content").select_related(
        "activity__project__pilot", "activity__phase__cycle", "by"
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, activity__project__in=visible)


def files_page(activity: Activity, cursor: str | None) -> Page[ContributionFile]:
    return page(activity.files.defer("content"), "made_at", cursor)


def taken_by(activity: Activity) -> Taken:
    """What the rows of a file may be here."""
    groups = activity.project.constituencies.values_list("name", flat=True)
    return Taken(
        kinds=[str(kind) for kind in method_of(activity.method).takes],
        groups=list(groups),
        statuses=[str(status) for status in BY_FILE],
        language=activity.project.language,
    )
