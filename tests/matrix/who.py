"""Everyone who may knock at a door, and what they find there."""

from collections.abc import Mapping
from dataclasses import dataclass

IN = "in"  # an answer, a form, or "look again" at what was sent
NO = "no"  # 403, with the reason
HIDDEN = "hidden"  # 404, as if it were not there
DOOR = "door"  # sign in first

# Where nothing is public, all these see nothing of a project.
OUTSIDE = (
    "anonymous",
    "inactive",  # a member whose account was shut
    "stranger",  # an account, no place
    "invited",  # an invitation not yet accepted
    "foreign_admin",  # administers another pilot
    "removed",
    "left",
    "superuser",  # runs the site, has no place
    "revoked",  # software whose token was taken back
)
INSIDE = (
    "citizen",  # the carer
    "professional",  # the nurse
    "fiona",  # facilitates for the community
    "frank",  # facilitates for the institution
    "coordinator",
    "evaluator",
    "observer",
    "paused",
    "admin",  # administers the pilot, has no place
    "reader",  # software with a token that reads
    "writer",  # software with a token that also writes
)
ACTORS = (*OUTSIDE, *INSIDE)
SOFTWARE = ("reader", "writer", "revoked")  # known by a token, so only in the API


@dataclass(frozen=True)
class Who:
    """For each actor, what they find."""

    finds: Mapping[str, str]

    def but(self, **exceptions: str) -> "Who":
        unknown = set(exceptions) - set(ACTORS)
        assert not unknown, f"Nobody is called {unknown}."
        return Who({**self.finds, **exceptions})

    def at(self, actor: str, *, api: bool) -> str:
        """What this one finds; a token opens nothing outside the API."""
        if actor in SOFTWARE and not api:
            return self.finds["anonymous"]
        if actor == "revoked":
            return DOOR
        return self.finds["anonymous" if actor == "inactive" else actor]


def everyone(found: str, **but: str) -> Who:
    return Who(dict.fromkeys(ACTORS, found)).but(**but)


def members(found: str, **but: str) -> Who:
    """Nobody outside; inside, everyone finds the same, but for exceptions."""
    inside = dict.fromkeys(INSIDE, found)
    return Who({**dict.fromkeys(OUTSIDE, HIDDEN), **inside}).but(**but)


PUBLIC = everyone(IN)
SIGNED_IN = everyone(IN, anonymous=DOOR)
NOBODY = everyone(NO, anonymous=DOOR)

READ = members(IN)  # a page of a project that only its people can read
NOT_YET = members(NO, anonymous=DOOR)  # nobody; rows below let some in

FACILITATORS = NOT_YET.but(fiona=IN, frank=IN, coordinator=IN)
PEOPLE = FACILITATORS.but(citizen=IN, professional=IN, evaluator=IN)  # who take part
ELECTORS = PEOPLE.but(paused=IN)  # a pause takes no vote in what was open before
PLACES = PEOPLE.but(observer=IN)  # who has a place in use
OWN = PLACES.but(paused=IN)  # who has a place, also on hold
COMMUNITY = NOT_YET.but(citizen=IN, fiona=IN, evaluator=IN)
INSTITUTION = NOT_YET.but(professional=IN, frank=IN, coordinator=IN)
