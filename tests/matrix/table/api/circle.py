"""The circle: what people do in phases, and how they judge it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.asking import Row
from tests.matrix.who import (
    COMMUNITY,
    FACILITATORS,
    IN,
    NO,
    NOT_YET,
    PEOPLE,
    READ,
    members,
)
from tests.matrix.world import World
from tests.phases.enclosing import png

WRITERS = PEOPLE.but(writer=IN)
CARER = NOT_YET.but(citizen=IN)  # who wrote it
EVALUATORS = FACILITATORS.but(evaluator=IN, writer=IN)
FILES = members(NO, fiona=IN, frank=IN, coordinator=IN, evaluator=IN).but(
    reader=IN, writer=IN
)
SIGHT = members(NO, fiona=IN, frank=IN, coordinator=IN)  # of what facilitators read
REPORTERS = PEOPLE.but(observer=IN, writer=IN, citizen=NO)  # not one’s own
HIDE = {"ground": "insult", "because": "It insults somebody."}
REPORT = {"reason": "It names somebody."}
TASK = {"title": "A card", "receiver": "community"}
NEED = {"kind": "need", "text": "A bench."}


def file(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.csv", b"id,influence\n3,4\n")}


def meeting(world: World) -> dict[str, object]:
    starts_at = world["meeting"].starts_at.isoformat()
    return {"starts_at": starts_at, "place": "The library", "access": "Step-free."}


def today(world: World) -> dict[str, object]:
    return {"minutes": 60, "day": world["record"].meeting.held_on.isoformat()}


def said(world: World) -> dict[str, object]:
    content = "text,group,kind\nA bench.,Family carers,need\n"
    return {"file": SimpleUploadedFile("a.csv", content.encode())}


def picture(_world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.png", png()), "description": "A chair."}


ROWS: dict[str, Row] = {
    "GET api:project-cycles": Row(READ),
    "GET api:project-activities": Row(READ),
    "GET api:project-contributions": Row(READ),
    "GET api:project-meetings": Row(READ),
    "POST api:project-meetings": Row(FACILITATORS, send=meeting),
    "GET api:project-reports": Row(SIGHT),
    "GET api:project-hidden": Row(SIGHT),
    "POST api:report-dismiss": Row(FACILITATORS),
    "GET api:meeting": Row(READ),
    "POST api:meeting-call-off": Row(FACILITATORS),
    "GET api:priorities": Row(READ),
    "PUT api:priorities": Row(
        PEOPLE,
        send=lambda world: {"text": "Nights.", "contributions": [world.pk("need")]},
    ),
    "POST api:phase-activities": Row(
        FACILITATORS,
        send={"method": "ideas", "title": "More", "task": "Say", "offline_way": "Ring"},
    ),
    "GET api:phase": Row(READ),
    "GET api:activity": Row(READ),
    "GET api:contributions": Row(READ),
    "POST api:contributions": Row(WRITERS, send=NEED),
    "GET api:files": Row(SIGHT),
    "POST api:files": Row(FACILITATORS, send=said),
    "GET api:file": Row(SIGHT),
    "GET api:file-problems": Row(SIGHT),
    "POST api:file-store": Row(FACILITATORS, send={"good_only": True}),
    "POST api:file-set-aside": Row(FACILITATORS),
    "POST api:file-take-back": Row(NOT_YET.but(fiona=IN), "stored_file"),
    "GET api:outcomes": Row(READ),
    "GET api:tasks": Row(READ, "plan"),
    "POST api:tasks": Row(WRITERS, "plan", TASK),
    "GET api:task": Row(READ),
    "PATCH api:task": Row(CARER.but(fiona=IN, frank=IN, coordinator=IN), send=TASK),
    "POST api:task-take": Row(PEOPLE, "free_task"),
    "POST api:task-leave": Row(CARER),
    "POST api:task-start": Row(CARER),
    "POST api:task-deliver": Row(CARER),
    "POST api:task-confirm": Row(COMMUNITY, "delivered"),
    "POST api:task-return": Row(COMMUNITY, "delivered", {"because": "No number."}),
    "POST api:task-hours": Row(PEOPLE, send=today),
    "GET api:contribution": Row(READ),
    "PATCH api:contribution": Row(CARER, send={"text": "A chair."}),
    "POST api:contribution-withdraw": Row(CARER),
    "POST api:contribution-status": Row(FACILITATORS, send={"status": "talked_over"}),
    "POST api:contribution-report": Row(REPORTERS, send=REPORT),
    "POST api:contribution-hide": Row(FACILITATORS, send=HIDE),
    "POST api:contribution-unhide": Row(FACILITATORS, "hidden"),
    "GET api:comment": Row(READ),
    "POST api:comment-withdraw": Row(CARER),
    "POST api:comment-report": Row(REPORTERS, send=REPORT),
    "POST api:comment-hide": Row(FACILITATORS, send=HIDE),
    "POST api:comment-unhide": Row(FACILITATORS, "hidden_comment"),
    "GET api:versions": Row(READ),
    "PUT api:support": Row(PEOPLE),
    "DELETE api:support": Row(PEOPLE),
    "GET api:attachments": Row(READ),
    "POST api:attachments": Row(CARER, send=picture),
    "GET api:attachment": Row(READ),
    "DELETE api:attachment": Row(CARER),
    "GET api:attachment-file": Row(READ),
    "GET api:comments": Row(READ),
    "POST api:comments": Row(WRITERS, send={"text": "Yes."}),
}
