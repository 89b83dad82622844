"""Starting a project: its groups, its first place, its first round of the circle."""

from collections.abc import Sequence

from django.db import transaction

from participants.actions import give_place
from participants.models import Constituency, Participant, User
from participants.rules.groups import Group
from phases.models import Cycle, Phase
from projects import events, log
from projects.models import Pilot, Project


@transaction.atomic
def start_project(
    *, by: User, pilot: Pilot, words: dict[str, str], groups: Sequence[Group], own: int
) -> Project:
    """Start a project and give whoever starts it the place of a facilitator.

    words: name, purpose, decided_here, decided_elsewhere, language, visibility.
    own: which of the groups the starter speaks from.
    """
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
        name=by.name,
        user=by,
        role=Participant.Role.FACILITATOR,
        language=by.language or project.language,
    )
    log.record(events.PROJECT_STARTED, project, place.as_actor)
    plan_circle(Cycle.objects.create(project=project, number=1))
    return project


def plan_circle(cycle: Cycle) -> None:
    """The four phases, all planned: only decisions open them."""
    Phase.objects.bulk_create(
        Phase(project=cycle.project, cycle=cycle, kind=kind, position=position)
        for position, kind in enumerate(Phase.Kind.values, start=1)
    )
