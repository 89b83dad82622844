"""Lists that show several rooms, to be taken along as a spreadsheet."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.lists import side_and_group
from participants.models import Participant
from projects.access import Person
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, address_of, oneself, words_for
from projects.log import words_of
from projects.models import LogEntry, Project
from projects.queries import project_for


def _events(project: Project) -> QuerySet[LogEntry]:
    return project.log.select_related("seal").order_by("-at", "-pk")


def _of_events(project: Project) -> Sequence[Column]:
    """Each line in words; what it is about, by its id, is in log.json."""
    roles = words_for(Participant.Role)
    return [
        Column(_("When"), lambda row: row.at),
        Column(_("What happened"), lambda row: words_of(row.event), WIDE),
        *side_and_group(project, lambda row: row.constituency),
        Column(_("Role"), lambda row: roles.get(row.role)),
        Column(_("Its number in the chain"), lambda row: row.number),
    ]


List(
    "events",
    gettext_lazy("The log"),
    found=project_for,
    rows=_events,
    columns=_of_events,
    page=lambda project: reverse("log", args=[project.pk]),
)


# ------------------------------------------------------------------ projects


def _projects(user: Person) -> QuerySet[Project]:
    rows = Project.objects.visible_to(user).select_related("pilot")
    return rows.order_by("-created_at", "-pk")


def _of_projects(_user: Person) -> Sequence[Column]:
    address, open_to = address_of("project"), words_for(Project.Visibility)
    return [
        Column(_("Project"), lambda row: row.name, WIDE // 2),
        Column(_("What it is for"), lambda row: row.purpose, WIDE),
        Column(_("Pilot"), lambda row: row.pilot.name),
        Column(_("Who can read it"), lambda row: open_to[row.visibility]),
        Column(_("Since"), lambda row: row.created_at),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


List(
    "projects",
    gettext_lazy("All projects"),
    found=oneself,
    rows=_projects,
    columns=_of_projects,
    page=lambda _user: reverse("front"),
    about_name=lambda _user: "",
)
