"""Judging together: rounds, answers, results and conclusions."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.asking import Row
from tests.matrix.who import DOOR, FACILITATORS, IN, NOT_YET, PEOPLE, PUBLIC, READ
from tests.matrix.world import World

EVALUATORS = FACILITATORS.but(evaluator=IN)
LOOK = READ.but(anonymous=DOOR)
CARER = NOT_YET.but(citizen=IN)  # who wrote it
LINK = {"token": "question"}
OFFLINE = {"person": "offline"}
ANSWER = {"influence": "4"}


def plan(world: World) -> dict[str, object]:
    return {
        "name": "Next spring",
        "questionnaire": world.pk("questionnaire"),
        "groups": [str(group.pk) for group in world.cast.groups.values()],
    }


def file(world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.csv", b"id,influence\n3,4\n")}


ROWS = {
    "GET evaluation:results": Row(READ),
    "GET evaluation:prepare_round": Row(EVALUATORS, "judging"),
    "POST evaluation:save_round": Row(EVALUATORS, "judging", plan),
    "GET evaluation:round": Row(READ),
    "GET evaluation:change_round": Row(EVALUATORS, "prepared_round"),
    "POST evaluation:save_change": Row(
        EVALUATORS, "prepared_round", lambda world: plan(world) | {"edition": 1}
    ),
    "POST evaluation:throw_away_round": Row(EVALUATORS, "prepared_round"),
    "POST evaluation:open_round": Row(EVALUATORS, "prepared_round"),
    "GET evaluation:closing": Row(EVALUATORS),
    "POST evaluation:close_round": Row(EVALUATORS),
    "GET evaluation:sheet": Row(READ),
    "GET evaluation:answer": Row(LOOK),
    "POST evaluation:send_answer": Row(PEOPLE, send=ANSWER),
    "GET evaluation:one_question": Row(PUBLIC, more=LINK),
    "POST evaluation:send_one_question": Row(PUBLIC, send=ANSWER, more=LINK),
    "GET evaluation:paper": Row(FACILITATORS),
    "GET evaluation:paper_of": Row(FACILITATORS, more=OFFLINE),
    "POST evaluation:enter_answers": Row(FACILITATORS, send=ANSWER, more=OFFLINE),
    "GET evaluation:import": Row(EVALUATORS),
    "POST evaluation:upload": Row(EVALUATORS, send=file),
    "GET evaluation:answer_sheet": Row(EVALUATORS),
    "GET evaluation:mapping_example": Row(EVALUATORS),
    "GET evaluation:import_batch": Row(EVALUATORS),
    "POST evaluation:store_import": Row(EVALUATORS, send={"keep": "good"}),
    "POST evaluation:discard_import": Row(EVALUATORS),
    "GET evaluation:problems_csv": Row(EVALUATORS),
    "GET evaluation:results_of": Row(READ, "closed_round"),
    "GET evaluation:results_csv": Row(READ, "closed_round"),
    "POST evaluation:add_finding": Row(
        PEOPLE, "closed_round", {"finding-text": "We see each other too rarely."}
    ),
    "GET evaluation:change_finding": Row(CARER),
    "POST evaluation:save_finding": Row(
        CARER, send={"text": "They do it alone.", "edition": 1}
    ),
    "POST evaluation:remove_finding": Row(CARER),
    "POST evaluation:minority_view": Row(PEOPLE, send={"view-text": "I do not."}),
    "POST evaluation:take_back_view": Row(NOT_YET.but(professional=IN)),
}
