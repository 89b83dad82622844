"""Judging together over the API: software prepares and brings in, and never answers."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.asking import Row
from tests.matrix.table.participants import OFFICE
from tests.matrix.who import (
    FACILITATORS,
    HIDDEN,
    IN,
    NO,
    NOT_YET,
    PEOPLE,
    READ,
    members,
)
from tests.matrix.world import World

CARER = NOT_YET.but(citizen=IN)  # who wrote it
EVALUATORS = FACILITATORS.but(evaluator=IN, writer=IN)
FILES = members(NO, fiona=IN, frank=IN, coordinator=IN, evaluator=IN).but(
    reader=IN, writer=IN
)
SIGHT = members(NO, fiona=IN, frank=IN, coordinator=IN)  # of what facilitators read
FINDING = {"text": "We see each other too rarely."}
ANSWERS = {"answers": {"influence": 4}}


def file(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.csv", b"id,influence\n3,4\n")}


def plan(world: World) -> dict[str, object]:
    return {
        "name": "Next spring",
        "questionnaire": world.pk("questionnaire"),
        "groups": [str(group.pk) for group in world.cast.groups.values()],
    }


def paper(world: World) -> dict[str, object]:
    return ANSWERS | {"person": world.pk("offline")}


QUESTIONS = {
    "name": "Ours",
    "items": [{"code": "heard", "kind": "scale", "texts": {"en": "I am heard."}}],
}
ROWS: dict[str, Row] = {
    "GET api:project-questionnaires": Row(READ),
    "GET api:pilot-questionnaires": Row(OFFICE.but(anonymous=HIDDEN)),
    "POST api:pilot-questionnaires": Row(OFFICE.but(reader=NO), send=QUESTIONS),
    "GET api:questionnaire": Row(OFFICE.but(anonymous=HIDDEN)),
    "PATCH api:questionnaire": Row(OFFICE.but(reader=NO), send={"name": "Ours"}),
    "POST api:questionnaire-copy": Row(OFFICE.but(reader=NO)),
    "POST api:questionnaire-retire": Row(OFFICE.but(reader=NO)),
    "GET api:project-rounds": Row(READ),
    "POST api:phase-rounds": Row(EVALUATORS, "judging", plan),
    "GET api:round": Row(READ),
    "PATCH api:round": Row(EVALUATORS, "prepared_round", {"name": "Next spring"}),
    "POST api:round-throw-away": Row(EVALUATORS, "prepared_round"),
    "POST api:round-open": Row(EVALUATORS, "prepared_round"),
    "POST api:round-close": Row(EVALUATORS),
    "GET api:paper": Row(SIGHT),
    "POST api:paper": Row(FACILITATORS, send=paper),
    "POST api:responses": Row(PEOPLE, send=ANSWERS),
    "GET api:results": Row(READ, "closed_round"),
    "GET api:words": Row(READ, "closed_round"),
    "GET api:findings": Row(READ, "closed_round"),
    "POST api:findings": Row(PEOPLE, "closed_round", FINDING),
    "GET api:finding": Row(READ),
    "PATCH api:finding": Row(CARER, send=FINDING),
    "POST api:finding-remove": Row(CARER),
    "POST api:finding-views": Row(PEOPLE, send={"text": "I do not."}),
    "POST api:view-take-back": Row(NOT_YET.but(professional=IN)),
    "GET api:imports": Row(FILES),
    "POST api:imports": Row(EVALUATORS, send=file),
    "GET api:import": Row(FILES),
    "GET api:import-problems": Row(FILES),
    "POST api:import-store": Row(EVALUATORS, send={"good_only": True}),
    "POST api:import-discard": Row(EVALUATORS),
}
