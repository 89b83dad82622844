"""How a request reaches files of contributions, and what was wrong with them."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404

from phases import events
from phases.methods import method_of
from phases.models import (
    Activity,
    Comment,
    CommissionItem,
    Contribution,
    ContributionFile,
    Support,
    Task,
)
from phases.queries.contributions import shown
from phases.rules.files import Taken
from projects.access import Person
from projects.models import LogEntry, Project
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
        "activity__project__pilot", "activity__phase__cycle", "by__constituency"
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, activity__project__in=visible)


def untouched(file: ContributionFile) -> QuerySet[Contribution]:
    """What came in with a file and nobody has answered: no more than its words."""
    answers = [
        Support.objects.filter(contribution=OuterRef("pk")),
        Comment.objects.filter(contribution=OuterRef("pk")),
        CommissionItem.objects.filter(contribution=OuterRef("pk")),
        Contribution.objects.filter(grew_from=OuterRef("pk")),
        Task.objects.filter(grew_from=OuterRef("pk")),
        _statuses_set(file.activity.project_id),
    ]
    rows = shown(file.brought.filter(support=0, comments_kept=0, edition=1))
    return rows.filter(*(~Exists(each) for each in answers))


def _statuses_set(project_id: UUID) -> QuerySet[LogEntry]:
    """As the log tells: a row may have had its status from its file already."""
    rows = LogEntry.objects.filter(project=project_id, event=events.STATUS_SET.name)
    row = Cast(OuterRef("pk"), TextField())
    return rows.alias(of=KT("facts__contribution")).filter(of=row)


def staying(file: ContributionFile) -> int:
    """How much of a file somebody has answered, so that it stays."""
    return shown(file.brought.all()).count() - untouched(file).count()


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
