"""Who may do what, by role: the one table that grants are made from."""

from participants.models import Participant

VIEW = frozenset({"view_project"})
TAKE_PART = VIEW | {"contribute_to_project", "decide_in_project"}
FACILITATE = TAKE_PART | {"facilitate_project"}

ROLE_GRANTS: dict[str, frozenset[str]] = {
    Participant.Role.MEMBER: TAKE_PART,
    Participant.Role.FACILITATOR: FACILITATE,
    Participant.Role.COORDINATOR: FACILITATE | {"coordinate_project"},
    Participant.Role.EVALUATOR: TAKE_PART | {"evaluate_project"},
    Participant.Role.OBSERVER: VIEW,
    # Other software writes and brings in answers; it has no vote, from any group.
    Participant.Role.SOFTWARE: VIEW | {"contribute_to_project", "evaluate_project"},
}

DECIDERS = [role for role, held in ROLE_GRANTS.items() if "decide_in_project" in held]
FACILITATING = [
    role for role, held in ROLE_GRANTS.items() if "facilitate_project" in held
]

# Someone paused still reads, and still votes in what was open already.
STATE_GRANTS: dict[str, frozenset[str]] = {
    Participant.State.SUSPENDED: VIEW,
    Participant.State.LEFT: frozenset(),
    Participant.State.REMOVED: frozenset(),
}

# A pilot's administrators see its projects and decide nothing in them. The row alone
# shows nothing: projects.access asks for a second step each time it is read.
ADMINISTRATOR_GRANTS = frozenset({"administer_project"})


def grants_of_place(place: Participant) -> frozenset[str]:
    """What a place holds, whether or not its person has an account."""
    return STATE_GRANTS.get(place.state, ROLE_GRANTS[place.role])
