"""Agreements, decisions and go-aheads."""

from tests.matrix.asking import Row
from tests.matrix.who import ELECTORS, IN, PEOPLE, READ

WRITERS = PEOPLE.but(writer=IN)

ROWS: dict[str, Row] = {
    "GET api:project-charter": Row(READ),
    "GET api:project-decisions": Row(READ),
    "GET api:decision": Row(READ),
    "POST api:ballot": Row(ELECTORS, "poll", {"choice": "yes"}),
    "GET api:remarks": Row(READ),
    "POST api:remarks": Row(WRITERS, "poll", {"stance": "for", "text": "It is time."}),
    "POST api:objections": Row(ELECTORS, "silent", {"reason": "Too soon."}),
}
