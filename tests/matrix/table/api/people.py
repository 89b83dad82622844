"""Projects, the ways into them, and their people."""

from collections.abc import Mapping

from tests.matrix.asking import Row
from tests.matrix.table import participants as pages
from tests.matrix.table import site
from tests.matrix.who import (
    DOOR,
    FACILITATORS,
    HIDDEN,
    IN,
    NO,
    PLACES,
    PUBLIC,
    READ,
    SIGNED_IN,
    everyone,
    members,
)
from tests.matrix.world import World

SIGHT = members(NO, fiona=IN, frank=IN, coordinator=IN)  # of what facilitators read
OWN = READ.but(admin=NO)  # who has a place, software too
NEWCOMERS = everyone(IN, anonymous=DOOR).but(  # whoever has no place here yet
    **dict.fromkeys(("citizen", "professional", "fiona", "frank", "coordinator"), NO),
    **dict.fromkeys(("evaluator", "observer", "removed", "paused"), NO),
    **dict.fromkeys(("reader", "writer"), NO),
)
START = {
    "pilot": "ambermere",
    "name": "Nights",
    "purpose": "So that nobody waits alone.",
    "decided_here": "Who comes at night.",
    "decided_elsewhere": "The budget.",
    "language": "en",
    "visibility": "public",
    "groups": [
        {"side": "community", "name": "Neighbours"},
        {"side": "institution", "name": "Nurses"},
    ],
    "own": "Neighbours",
}


def a_list(world: World) -> Mapping[str, object]:
    return {"list": "contributions", "about": world.pk("board")}


def joining(world: World) -> Mapping[str, object]:
    return {
        **pages.details(channel="online"),
        "group": world.pk("group"),
        "rules": True,
        "consents": ["quote"],
    }


def someone(world: World) -> Mapping[str, object]:
    return {**joining(world), "channel": "paper"}


def other_group(world: World) -> Mapping[str, object]:
    return {"group": world.pk("other_group")}


ROWS: dict[str, Row] = {
    "GET api:schema": Row(PUBLIC),
    "GET api:docs": Row(PUBLIC),
    "GET api:needs": Row(SIGNED_IN),
    "GET api:pilots": Row(PUBLIC),
    "GET api:exports": Row(SIGNED_IN),
    "POST api:exports": Row(READ.but(anonymous=DOOR, reader=NO), send=a_list),
    "GET api:export": Row(site.ITS_ASKER),
    "DELETE api:export": Row(site.ITS_ASKER.but(reader=NO)),
    "GET api:export-file": Row(site.ITS_ASKER),
    "GET api:projects": Row(PUBLIC),
    "POST api:projects": Row(SIGNED_IN.but(reader=NO, writer=NO), send=START),
    "GET api:project": Row(READ),
    "GET api:project-events": Row(READ),
    "GET api:project-groups": Row(READ),
    "GET api:project-people": Row(SIGHT),
    "POST api:project-people": Row(FACILITATORS, send=someone),
    "GET api:project-software": Row(members(NO, coordinator=IN)),
    "POST api:project-software": Row(pages.COORDINATOR, send=pages.software),
    "GET api:person": Row(SIGHT),
    "PATCH api:person": Row(pages.COORDINATOR, send={"role": "observer"}),
    "POST api:person-pause": Row(FACILITATORS, send={"category": "spam", "days": 3}),
    "DELETE api:person-pause": Row(FACILITATORS, "paused_person"),
    "POST api:person-left": Row(FACILITATORS, "offline"),
    "GET api:project-invitations": Row(SIGHT),
    "POST api:project-invitations": Row(FACILITATORS, send={"places": 2}),
    "POST api:project-letters": Row(
        FACILITATORS, send={"addresses": ["a@example.org"], "language": "en"}
    ),
    "GET api:invitation": Row(SIGHT),
    "POST api:invitation-revoke": Row(FACILITATORS),
    "GET api:join": Row(PUBLIC, more=pages.LINK),
    "POST api:join": Row(NEWCOMERS, send=joining, more=pages.LINK),
    "GET api:my-place": Row(OWN),
    "PATCH api:my-place": Row(PLACES, send={"needs": "A lift."}),
    "POST api:my-place-consents": Row(PLACES, send={"consents": ["quote"]}),
    "POST api:my-place-group": Row(PLACES, send=other_group),
    "GET api:my-place-feeds": Row(OWN),
    "POST api:my-place-feeds": Row(PLACES),
    "DELETE api:my-place-feeds": Row(OWN.but(anonymous=DOOR, reader=NO)),
    "POST api:project-leave": Row(PLACES.but(paused=IN, writer=IN)),
    "GET api:places": Row(SIGNED_IN),
    "POST api:place-come-back": Row(
        everyone(HIDDEN, anonymous=DOOR, left=IN, reader=NO), "left_place"
    ),
    "GET api:profile": Row(SIGNED_IN),
    "PATCH api:profile": Row(SIGNED_IN.but(reader=NO), send={"name": "Someone"}),
}
