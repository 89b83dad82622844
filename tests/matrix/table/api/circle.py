"""The circle: what people do in phases, and how they judge it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.asking import Row
from tests.matrix.who import (
    FACILITATORS,
    IN,
    NO,
    NOT_YET,
    PEOPLE,
    READ,
    members,
)
from tests.matrix.world import World

WRITERS = PEOPLE.but(writer=IN)
CARER = NOT_YET.but(citizen=IN)  # who wrote it
EVALUATORS = FACILITATORS.but(evaluator=IN, writer=IN)
FILES = members(NO, fiona=IN, frank=IN, coordinator=IN, evaluator=IN).but(
    reader=IN, writer=IN
)
SIGHT = members(NO, fiona=IN, frank=IN, coordinator=IN)  # of what facilitators read
NEED = {"kind": "need", "text": "A bench."}


def file(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.csv", b"id,influence\n3,4\n")}


def said(world: World) -> dict[str, object]:
    content = "text,group,kind\nA bench.,Family carers,need\n"
    return {"file": SimpleUploadedFile("a.csv", content.encode())}


ROWS: dict[str, Row] = {
    "GET api:project-cycles": Row(READ),
    "GET api:project-activities": Row(READ),
    "GET api:project-contributions": Row(READ),
    "GET api:project-meetings": Row(READ),
    "GET api:phase": Row(READ),
    "GET api:activity": Row(READ),
    "GET api:contributions": Row(READ),
    "POST api:contributions": Row(WRITERS, send=NEED),
    "POST api:files": Row(FACILITATORS, send=said),
    "GET api:file": Row(SIGHT),
    "GET api:file-problems": Row(SIGHT),
    "POST api:file-store": Row(FACILITATORS, send={"good_only": True}),
    "GET api:outcomes": Row(READ),
    "GET api:tasks": Row(READ, "plan"),
    "GET api:contribution": Row(READ),
    "PATCH api:contribution": Row(CARER, send={"text": "A chair."}),
    "GET api:versions": Row(READ),
    "PUT api:support": Row(PEOPLE),
    "DELETE api:support": Row(PEOPLE),
    "GET api:comments": Row(READ),
    "POST api:comments": Row(WRITERS, send={"text": "Yes."}),
    "GET api:project-rounds": Row(READ),
    "GET api:round": Row(READ),
    "POST api:responses": Row(PEOPLE, send={"answers": {"influence": 4}}),
    "GET api:results": Row(READ, "closed_round"),
    "GET api:findings": Row(READ, "closed_round"),
    "POST api:imports": Row(EVALUATORS, send=file),
    "GET api:import": Row(FILES),
    "GET api:import-problems": Row(FILES),
    "POST api:import-store": Row(EVALUATORS, send={"good_only": True}),
}
