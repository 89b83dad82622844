"""What people said, planned and agreed to do, to be taken along as a spreadsheet."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.lists import side_and_group
from participants.models import Participant
from phases import queries
from phases.methods import method_of
from phases.models import Activity, Comment, Contribution, Meeting, Phase, Task
from phases.models.contributions import CAME
from phases.permissions import may_read
from phases.queries.work import marked
from projects.access import Person, ensure
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, Rows, address_of, words_for
from projects.models import Project, Side
from projects.queries import project_for


def _contributions(activity: Activity) -> Rows:
    """As plain values: there may be many."""
    rows = queries.shown(activity.contributions.all())
    return rows.order_by("-made_at", "-pk").values_list(
        *("pk", "made_at", "kind", "text", "language", "channel", "status"),
        *("status_because", "support", "support_community", "support_institution"),
        *("comments_kept", "author__role", "author__constituency", "group"),
        named=True,
    )


def _of_contributions(activity: Activity) -> Sequence[Column]:
    kinds, statuses = words_for(Contribution.Kind), words_for(Contribution.Status)
    address = address_of("phases:contribution")
    return [
        Column(_("When"), lambda row: row.made_at),
        Column(_("What it is"), lambda row: kinds[row.kind]),
        Column(_("Words"), lambda row: row.text, WIDE),
        Column(_("Written in"), lambda row: row.language),
        *_whence(activity),
        Column(_("Where it stands"), lambda row: statuses[row.status]),
        Column(_("Why"), lambda row: row.status_because),
        Column(_("How many support it"), lambda row: row.support),
        Column(_("From the community"), lambda row: row.support_community),
        Column(_("From the institution"), lambda row: row.support_institution),
        Column(_("Comments"), lambda row: row.comments_kept),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


def _whence(activity: Activity) -> Sequence[Column]:
    """From which group: that of whoever said it, or of the file it came in with."""
    ways = {came: str(words) for came, words in CAME}

    def came(row: Any) -> str:
        if not row.author__constituency:
            return ways["file" if row.group else "conclusion"]
        by_software = row.author__role == Participant.Role.SOFTWARE
        return ways["software" if by_software else row.channel]

    groups = side_and_group(
        activity.project, lambda row: row.author__constituency or row.group
    )
    return [*groups, Column(_("How it came in"), came)]


List(
    "contributions",
    gettext_lazy("What people said"),
    found=queries.activity_for,
    rows=_contributions,
    columns=_of_contributions,
    page=Activity.get_absolute_url,
)


# ------------------------------------------------------------------ beneath one of them


def _read(user: Person, pk: UUID) -> Contribution:
    contribution = queries.contribution_for(user, pk)
    ensure(may_read(user, contribution))
    return contribution


def _comments(contribution: Contribution) -> QuerySet[Comment]:
    rows = queries.shown(contribution.comments.select_related("author"))
    return rows.order_by("-said_at", "-pk")


def _of_comments(contribution: Contribution) -> Sequence[Column]:
    return [
        Column(_("When"), lambda row: row.said_at),
        Column(_("Words"), lambda row: row.text, WIDE),
        Column(_("Written in"), lambda row: row.language),
        *side_and_group(contribution.project, lambda row: row.author.constituency_id),
        Column(_("By other software"), lambda row: row.author.software),
    ]


List(
    "comments",
    gettext_lazy("Comments"),
    found=_read,
    rows=_comments,
    columns=_of_comments,
    page=Contribution.get_absolute_url,
    about_name=lambda contribution: str(contribution.activity),
)


# ------------------------------------------------------------------ a plan


def _tasks(activity: Activity) -> QuerySet[Task]:
    rows = marked(activity.tasks.all(), activity.project)
    return rows.order_by("-added_at", "-pk")


def _of_tasks(activity: Activity) -> Sequence[Column]:
    """Who sees to it by group: names are for the people of the project."""
    states, sides, late = words_for(Task.State), words_for(Side), _("Yes")
    address = address_of("phases:task")
    return [
        Column(_("Task"), lambda row: row.title, WIDE),
        Column(_("Which side it is for"), lambda row: sides[row.receiver]),
        *side_and_group(
            activity.project, lambda row: row.owner and row.owner.constituency_id
        ),
        Column(_("By when"), lambda row: row.due),
        Column(_("Where it stands"), lambda row: states[row.state]),
        Column(_("Later than promised"), lambda row: late if row.is_late else None),
        Column(_("What is still missing"), lambda row: row.returned_because),
        Column(_("Delivered"), lambda row: row.delivered_at),
        Column(_("Confirmed"), lambda row: row.confirmed_at),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


List(
    "tasks",
    gettext_lazy("Who does what by when"),
    found=queries.activity_for,
    rows=_tasks,
    columns=_of_tasks,
    page=Activity.get_absolute_url,
)


# ------------------------------------------------------------------ all there is to do


def _activities(project: Project) -> QuerySet[Activity]:
    return project.activities.select_related("phase").order_by("-added_at", "-pk")


def _of_activities(_project: Project) -> Sequence[Column]:
    phases, address = words_for(Phase.Kind), address_of("phases:activity")
    return [
        Column(_("Title"), lambda row: row.title, WIDE // 2),
        Column(_("What to do"), lambda row: row.task, WIDE),
        Column(_("Without a computer"), lambda row: row.offline_way, WIDE),
        Column(_("Phase"), lambda row: phases[row.phase.kind]),
        Column(_("How we work"), lambda row: str(method_of(row.method).name)),
        Column(_("How much is in"), lambda row: row.pieces),
        Column(_("Since"), lambda row: row.added_at),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


List(
    "activities",
    gettext_lazy("What there is to do"),
    found=project_for,
    rows=_activities,
    columns=_of_activities,
    page=lambda project: reverse("take_part", args=[project.pk]),
)


# ------------------------------------------------------------------ meetings


def _meetings(project: Project) -> QuerySet[Meeting]:
    return project.meetings.order_by("-starts_at", "-pk")


def _of_meetings(_project: Project) -> Sequence[Column]:
    return [
        Column(_("When"), lambda row: row.starts_at),
        Column(_("Where"), lambda row: row.place, WIDE // 2),
        Column(_("How everyone gets in"), lambda row: row.access, WIDE // 2),
        Column(_("What it is about"), lambda row: row.agenda, WIDE),
        Column(_("Called off"), lambda row: row.called_off_at),
    ]


List(
    "meetings",
    gettext_lazy("Meetings"),
    found=project_for,
    rows=_meetings,
    columns=_of_meetings,
    page=lambda project: reverse("phases:meetings", args=[project.pk]),
)
