"""Starting a project: its groups, its first place, its first round of the circle."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions import give_place, sync_administrators
from participants.models import Constituency, Participant, User
from participants.rules.groups import Group
from phases.actions.activities import first_board, plan_circle
from phases.models import Cycle
from phases.permissions import may_start_project
from projects import events, log
from projects.access import ensure
from projects.models import Pilot, Project, Side


@transaction.atomic
def start_project(
    *, by: User, pilot: Pilot, words: dict[str, str], groups: Sequence[Group], own: int
) -> Project:
    """Start a project and give whoever starts it the place of a facilitator.

    words: name, purpose, decided_here, decided_elsewhere, language, visibility.
    own: which of the groups the starter speaks from.
    Without a group on the institution’s side it is run by the community.
    """
    ensure(may_start_project(by, pilot))
    _check(groups)
    project = Project.objects.create(pilot=pilot, **words)
    made = [
        Constituency.objects.create(
            project=project,
            side=group.side,
            name=group.name,
            names=group.names,
            position=position,
        )
        for position, group in enumerate(groups)
    ]
    place = give_place(
        project=project,
        constituency=made[own],
        name=by.name or by.email.partition("@")[0],
        user=by,
        role=Participant.Role.FACILITATOR,
        language=by.language or project.language,
    )
    sync_administrators(project=project)
    log.record(events.PROJECT_STARTED, project, place.as_actor)
    cycle = Cycle.objects.create(project=project, number=1)
    plan_circle(cycle)
    first_board(cycle)
    return project


def _check(groups: Sequence[Group]) -> None:
    """The database keeps names apart; this words it, and asks for a community."""
    if not any(group.side == Side.COMMUNITY for group in groups):
        raise ValidationError(_("The community’s side needs at least one group."))
    if len({group.name for group in groups}) < len(groups):
        raise ValidationError(_("Two groups have the same name."))
