"""How a request reaches files of contributions, and what was wrong with them."""

from collections.abc import Mapping
from uuid import UUID

from django.shortcuts import get_object_or_404

from phases.methods import method_of
from phases.models import Activity, Contribution, ContributionFile, FileProblem
from phases.rules.files import Taken
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page

PROBLEMS = 20
FIRST = UUID(int=0)
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


def problem_in(asked: Mapping[str, str]) -> tuple[int, UUID]:
    """From which problem on: a line of the file, and the last one shown of it."""
    line = asked.get("line", "")
    try:
        after = UUID(asked.get("after", ""))
    except ValueError:
        after = FIRST
    return (int(line) if line.isdecimal() and len(line) < 10 else 0), after


def file_problems(
    file: ContributionFile, line: int = 0, last: UUID = FIRST
) -> list[FileProblem]:
    """In the order of the file. Twenty at a time; the last one leads to the next."""
    rows = file.problems.filter(line__gte=line).exclude(line=line, pk__lte=last)
    return list(rows[: PROBLEMS + 1])


def taken_by(activity: Activity) -> Taken:
    """What the rows of a file may be here."""
    groups = activity.project.constituencies.values_list("name", flat=True)
    return Taken(
        kinds=[str(kind) for kind in method_of(activity.method).takes],
        groups=list(groups),
        statuses=[str(status) for status in BY_FILE],
        language=activity.project.language,
    )
