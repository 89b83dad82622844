"""People and the ways in, to be taken along as a spreadsheet."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants import events, queries
from participants.models import Constituency, Invitation, Participant
from participants.permissions import may_facilitate
from projects.access import Person, ensure
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, oneself, words_for
from projects.models import Project, Side
from projects.queries import project_for


def side_and_group(
    project: Project, of: Callable[[Any], UUID | None]
) -> Sequence[Column]:
    """Two columns. of: the group of a row; they are looked up once for all rows."""
    groups: dict[UUID | None, Constituency] = {
        one.pk: one for one in project.constituencies.all()
    }
    names = {pk: str(one) for pk, one in groups.items()}
    sides = {pk: str(Side(one.side).label) for pk, one in groups.items()}
    return [
        Column(_("Side"), lambda row: sides.get(of(row))),
        Column(_("Group"), lambda row: names.get(of(row))),
    ]


def _facilitated(user: Person, pk: UUID) -> Project:
    project = project_for(user, pk)
    ensure(may_facilitate(user, project))
    return project


# ------------------------------------------------------------------ by name


def _people(project: Project) -> QuerySet[Participant]:
    return queries.people_of(project).order_by("-joined_at", "-pk")


def _of_people(project: Project) -> Sequence[Column]:
    """As on the page: what people need, and how to reach them, stays there."""
    roles, states = words_for(Participant.Role), words_for(Participant.State)
    ways = words_for(Participant.Channel)
    return [
        Column(_("Name"), lambda row: row.name, WIDE // 2),
        *side_and_group(project, lambda row: row.constituency_id),
        Column(_("Role"), lambda row: roles[row.role]),
        Column(_("How"), lambda row: ways[row.channel]),
        Column(_("State"), lambda row: states[row.state]),
        Column(_("Here since"), lambda row: row.joined_at),
    ]


List(
    "people",
    gettext_lazy("Who takes part"),
    found=_facilitated,
    rows=_people,
    columns=_of_people,
    page=lambda project: reverse("participants:people", args=[project.pk]),
    event=events.NAMES_TAKEN,
    actor=lambda user, project: queries.own_place(user, project).as_actor,
)


# ------------------------------------------------------------------ ways in


def _invitations(project: Project) -> QuerySet[Invitation]:
    return project.invitations.order_by("-created_at", "-pk")


def _of_invitations(project: Project) -> Sequence[Column]:
    """Without the links, which let people in, and without addresses of people."""
    roles = words_for(Participant.Role)
    return [
        Column(_("When"), lambda row: row.created_at),
        Column(_("What for"), lambda row: row.note, WIDE // 2),
        *side_and_group(project, lambda row: row.constituency_id),
        Column(_("Role"), lambda row: roles[row.role]),
        Column(_("How many people"), lambda row: row.places),
        Column(_("Used"), lambda row: row.used),
        Column(_("Works until"), lambda row: row.expires_at),
        Column(_("State"), lambda row: str(row.standing.label)),
    ]


List(
    "invitations",
    gettext_lazy("Invitations"),
    found=_facilitated,
    rows=_invitations,
    columns=_of_invitations,
    page=lambda project: reverse("participants:invitations", args=[project.pk]),
)


# ------------------------------------------------------------------ my places


def _of_places(_user: Person) -> Sequence[Column]:
    roles, states = words_for(Participant.Role), words_for(Participant.State)
    sides = words_for(Side)
    return [
        Column(_("Project"), lambda row: row.project.name, WIDE),
        Column(_("Side"), lambda row: sides[row.side]),
        Column(_("Group"), lambda row: str(row.constituency)),
        Column(_("Role"), lambda row: roles[row.role]),
        Column(_("State"), lambda row: states[row.state]),
        Column(_("Here since"), lambda row: row.joined_at),
    ]


List(
    "places",
    gettext_lazy("My projects"),
    found=oneself,
    rows=queries.places_of,
    columns=_of_places,
    page=lambda _user: reverse("my_projects"),
    about_name=lambda _user: "",
)
