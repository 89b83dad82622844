"""How a request reaches people and their places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from participants import events
from participants.models import Consent, Constituency, Participant, Pause
from participants.roles import DECIDERS, grants_of_place
from participants.rules.numbers import Shown, shown, total
from projects.access import Person, grants
from projects.models import LogEntry, Project, Side
from projects.paging import Page, page
from projects.prepared import prepared
from projects.queries import by_name

Who = Participant | Person
HELPING = (Participant.Role.FACILITATOR, Participant.Role.COORDINATOR)


# ------------------------------------------------------------------ places


def grants_of(who: Who, project: Project) -> frozenset[str]:
    """A user's rows, or what the role says of a participant of this project."""
    if isinstance(who, Participant):
        return grants_of_place(who) if who.project_id == project.pk else frozenset()
    return grants(who, project)


def place_of(user: Person, project: Project) -> Participant | None:
    """This person's place in a project, whatever its state: one query per request."""
    if user.pk is None or not user.is_active:
        return None
    places: dict[UUID, Participant | None] = user.__dict__.setdefault("_places", {})
    if project.pk not in places:
        places[project.pk] = _place.first(user.pk, project)
    return places[project.pk]


@prepared
def _place(user: UUID, project: Project) -> QuerySet[Participant]:
    rows = Participant.objects.select_related("constituency")
    return rows.filter(user=user, project=project)


def own_place(user: Person, project: Project) -> Participant:
    """The place someone acts from.

    Raises PermissionDenied: who has no place here has nothing to act with.
    """
    place = place_of(user, project)
    if place is None:
        raise PermissionDenied(_how_to_get_a_place(user))
    return place


def _how_to_get_a_place(user: Person) -> str:
    if getattr(user, "bound_to", None) is None:
        return _("Join this project first. Then you can take part.")
    return _(
        "This software has not been let into this project. A facilitator does that on "
        "the project’s page “Who takes part”, under “Let other software in”."
    )


def participant_for(user: Person, pk: UUID) -> Participant:
    """Someone's place, as far as this user may see the project."""
    visible = Project.objects.visible_to(user)
    rows = Participant.objects.select_related("constituency", "project__pilot")
    return get_object_or_404(rows, pk=pk, project__in=visible)


def places_of(user: Person) -> list[Participant]:
    """Every place this person has or had, newest first."""
    return _places(*_asker(user))


def places_page(user: Person, cursor: str | None) -> Page[Participant]:
    """The same, page by page."""
    return page(_places.given(*_asker(user)), "joined_at", cursor)


def own_place_for(user: Person, pk: UUID) -> Participant:
    """One of one's own places, also in a project one can no longer see."""
    return get_object_or_404(some_places_of(user), pk=pk)


def some_places_of(user: Person) -> QuerySet[Participant]:
    """The same as a query, to choose from."""
    rows: QuerySet[Participant] = _places.query(*_asker(user))
    return rows


def _asker(user: Person) -> tuple[UUID | None, UUID | None]:
    """An app acts in one pilot only."""
    return user.pk, getattr(user, "bound_to", None)


@prepared
def _places(user: UUID | None, bound_to: UUID | None) -> QuerySet[Participant]:
    if user is None:  # a visitor; without an account one is nobody's
        return Participant.objects.none()
    rows = Participant.objects.select_related("constituency", "project__pilot")
    mine = rows.filter(user=user).order_by("-joined_at", "-pk")
    return mine.filter(project__pilot=bound_to) if bound_to else mine


def consents_of(place: Participant) -> set[str]:
    standing = Consent.objects.filter(participant=place, withdrawn_at=None)
    return set(standing.values_list("kind", flat=True))


# ------------------------------------------------------------------ people


def side_words(side: str) -> str:
    return _("Community side") if side == Side.COMMUNITY else _("Institution side")


@dataclass(frozen=True)
class GroupNumber:
    """A group and how many speak from it, as everyone may see it."""

    group: Constituency
    shown: Shown


@dataclass(frozen=True)
class SideNumber:
    """One side, its groups, and how many they are."""

    side: Side
    shown: Shown
    groups: list[GroupNumber]
    offline: int  # who take part only on paper, by phone or in meetings
    deciding: int  # who may decide: for rules, never shown while groups are small

    @property
    def words(self) -> str:
        return side_words(self.side)


def sides_of(project: Project, *, exact: bool = False) -> list[SideNumber]:
    """The people in numbers, community first; exact for who sees every name anyway."""
    found = _counted_groups(project)
    of = {side: [group for group in found if group.side == side] for side in Side}
    return [_side(side, groups, exact=exact) for side, groups in of.items()]


@prepared
def _counted_groups(project: Project) -> QuerySet[Constituency]:
    software = Q(participants__role=Participant.Role.SOFTWARE)
    here = Q(participants__state=Participant.State.ACTIVE) & ~software
    offline = here & ~Q(participants__channel=Participant.Channel.ONLINE)
    deciding = here & Q(participants__role__in=DECIDERS)
    rows = Constituency.objects.filter(project=project).annotate(
        people=Count("participants", here),
        offline=Count("participants", offline),
        deciding=Count("participants", deciding),
    )
    return rows.order_by("position", by_name())  # grouping forgets it


def _side(side: Side, groups: list[Constituency], *, exact: bool) -> SideNumber:
    counts = {group.pk: group.people for group in groups}  # type: ignore[attr-defined]
    if exact:
        cells = {key: Shown(count) for key, count in counts.items()}
        everyone = Shown(sum(counts.values()))
    else:
        cells, everyone = shown(counts), total(counts)
    numbers = [GroupNumber(group, cells[group.pk]) for group in groups]
    offline = sum(group.offline for group in groups)  # type: ignore[attr-defined]
    deciding = sum(group.deciding for group in groups)  # type: ignore[attr-defined]
    return SideNumber(side, everyone, numbers, offline, deciding)


def sides_without_people(projects: Iterable[UUID]) -> list[tuple[Project, str]]:
    """The sides of these projects that have groups, but nobody in them yet."""
    return [(one.project, one.side) for one in _empty_groups(list(projects))]


@prepared
def _empty_groups(projects: Iterable[UUID]) -> QuerySet[Constituency]:
    there = Participant.objects.filter(
        constituency__project=OuterRef("project"),
        constituency__side=OuterRef("side"),
        state__in=(Participant.State.ACTIVE, Participant.State.SUSPENDED),
    )
    rows = Constituency.objects.filter(~Exists(there), project__in=projects)
    empty = rows.order_by("project", "side").distinct("project", "side")
    return empty.select_related("project")


def people_of(project: Project) -> QuerySet[Participant]:
    return project.participants.exclude(state=Participant.State.LEFT)


def people_page(
    project: Project, cursor: str | None, group: Constituency | UUID | None = None
) -> Page[Participant]:
    """The people of a project for those who facilitate it, newest first."""
    rows = people_of(project)
    if group:
        rows = rows.filter(constituency=group)
    return page(rows.select_related("constituency"), "joined_at", cursor)


@prepared
def helpers_of(project: Project) -> QuerySet[Participant]:
    """Who facilitates and coordinates, for people who need help."""
    here = Participant.objects.filter(project=project, state=Participant.State.ACTIVE)
    here = here.filter(role__in=HELPING).select_related("constituency")
    return here.order_by(by_name())


def coordinators_of(project: Project) -> QuerySet[Participant]:
    return helpers_of.query(project).filter(role=Participant.Role.COORDINATOR)


def has_coordinator(project: Project) -> bool:
    return coordinators_of(project).exists()


def running_pause(place: Participant) -> Pause | None:
    return place.pauses.filter(ended_at=None).first()


def was_paused_lately(place: Participant) -> bool:
    """Pauses may not follow upon each other: that would be a removal."""
    lately = Q(ended_at=None) | Q(ended_at__gt=Now() - timedelta(days=14))
    return place.pauses.filter(lately).exists()


def pauses_counted(project: Project) -> Counter[str]:
    """How often places were paused, by category: reserved powers count in public."""
    uses = LogEntry.objects.filter(project=project, event=events.PAUSED.name)
    return Counter(uses.values_list("facts__category", flat=True))
