"""Which other software is told: of a project, and of a whole pilot."""

from tests.matrix.asking import Row
from tests.matrix.table.participants import OFFICE
from tests.matrix.table.participants import RECEIVER as NEW
from tests.matrix.who import FACILITATORS, HIDDEN, IN, NO, members

LOOKS = members(NO, fiona=IN, frank=IN, coordinator=IN)

ROWS: dict[str, Row] = {
    "GET api:project-webhooks": Row(LOOKS),
    "POST api:project-webhooks": Row(FACILITATORS, send=NEW),
    "GET api:pilot-webhooks": Row(OFFICE.but(anonymous=HIDDEN)),
    "POST api:pilot-webhooks": Row(OFFICE.but(reader=NO), send=NEW),
    "GET api:webhook": Row(LOOKS),
    "PATCH api:webhook": Row(FACILITATORS, send={"is_on": False}),
    "DELETE api:webhook": Row(FACILITATORS),
    "POST api:webhook-secret": Row(FACILITATORS),
    "GET api:deliveries": Row(LOOKS),
    "POST api:delivery-again": Row(FACILITATORS),
}
