"""How a request reaches people and their places."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.roles import grants_of_place
from projects.access import Person, grants
from projects.models import Project

Who = Participant | Person


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
        rows = Participant.objects.select_related("constituency", "project")
        places[project.pk] = rows.filter(project=project, user_id=user.pk).first()
    return places[project.pk]


def own_place(user: Person, project: Project) -> Participant:
    """The place someone acts from.

    Raises PermissionDenied: who has no place here has nothing to act with.
    """
    place = place_of(user, project)
    if place is None:
        raise PermissionDenied(_("Join this project first. Then you can take part."))
    return place


def participant_for(user: Person, pk: UUID) -> Participant:
    """Someone's place, as far as this user may see the project."""
    visible = Project.objects.visible_to(user)
    rows = Participant.objects.select_related("constituency", "project")
    return get_object_or_404(rows, pk=pk, project__in=visible)
