"""Agreements, decisions and go-aheads."""

from collections.abc import Mapping

from tests.matrix.asking import Row
from tests.matrix.table import decisions as pages
from tests.matrix.who import (
    ELECTORS,
    FACILITATORS,
    IN,
    INSTITUTION,
    NO,
    NOT_YET,
    PEOPLE,
    READ,
)
from tests.matrix.world import World

WRITERS = PEOPLE.but(writer=IN)
CARER = NOT_YET.but(citizen=IN)  # whose proposal or concern it is


def proposal(world: World) -> Mapping[str, object]:
    return {
        "act": pages.ASK["act"],
        "about": world.pk(pages.ASK["thing"]),
        "text": "Let us.",
    }


def record(world: World) -> Mapping[str, object]:
    return {**proposal(world), **pages.minutes(world)}


ROWS: dict[str, Row] = {
    "GET api:project-charter": Row(READ),
    "GET api:project-charters": Row(READ),
    "POST api:project-charters": Row(PEOPLE, send=pages.DRAFT),
    "GET api:charter": Row(READ),
    "PATCH api:charter": Row(PEOPLE, send=pages.DRAFT),
    "PUT api:charter-row": Row(PEOPLE, send=pages.WHO_DOES, more=pages.ROW),
    "GET api:project-decisions": Row(READ),
    "POST api:project-decisions": Row(PEOPLE, send=proposal),
    "POST api:project-records": Row(FACILITATORS, send=record),
    "GET api:decision": Row(READ),
    "POST api:ballot": Row(ELECTORS, "poll", {"choice": "yes"}),
    "GET api:remarks": Row(READ),
    "POST api:remarks": Row(WRITERS, "poll", {"stance": "for", "text": "It is time."}),
    "POST api:objections": Row(ELECTORS, "silent", {"reason": "Too soon."}),
    "POST api:decision-more-time": Row(ELECTORS, "silent"),
    "POST api:decision-revise": Row(
        PEOPLE, "talked_over", {"text": "When they are there."}
    ),
    "POST api:decision-withdraw": Row(CARER, "silent"),
    "POST api:decision-close": Row(FACILITATORS, "all_in"),
    "POST api:decision-confirm": Row(FACILITATORS, "record"),
    "GET api:decision-paper": Row(READ.but(admin=NO), "poll"),
    "POST api:decision-paper": Row(FACILITATORS, "poll", pages.paper),
    "POST api:ballot-check": Row(INSTITUTION, send={"choice": "yes"}),
    "POST api:objection-withdraw": Row(CARER),
    "POST api:remark-hide": Row(FACILITATORS, send={"reason": "It names somebody."}),
    "GET api:project-mandates": Row(READ),
    "GET api:mandate": Row(READ),
    "POST api:mandate-retry": Row(FACILITATORS, "failed"),
    "POST api:challenges": Row(
        ELECTORS, send={"ground": "count", "reason": "It was read out wrongly."}
    ),
    "POST api:challenge-dismiss": Row(FACILITATORS),
}
