"""The circle: phases, what is done in them, what people say and promise."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.asking import Row
from tests.matrix.who import (
    COMMUNITY,
    FACILITATORS,
    IN,
    NOT_YET,
    PEOPLE,
    PLACES,
    READ,
    SIGNED_IN,
)
from tests.matrix.world import World
from tests.phases.enclosing import png

HIDE = {"ground": "insult", "because": "It insults somebody."}
TASK = {"title": "A card", "receiver": "community", "edition": 1}
REPORT = {"reason": "It names somebody."}
CARER = NOT_YET.but(citizen=IN)  # who wrote it, or sees to it


def spoken(world: World) -> dict[str, object]:
    return {
        "author": world.pk("offline"),
        "channel": "paper",
        "kind": "need",
        "text": "A chair at the stop.",
    }


def in_ten_days(world: World) -> dict[str, object]:
    return {
        "day": (world["meeting"].starts_at.date()).isoformat(),
        "time": "18:30",
        "place": "The library",
        "access": "Step-free.",
    }


def today(world: World) -> dict[str, object]:
    return {"hours": 1, "day": world["record"].meeting.held_on.isoformat()}


def file(world: World) -> dict[str, object]:
    content = "text,group,kind\nA bench.,Family carers,need\n"
    return {"file": SimpleUploadedFile("a.csv", content.encode())}


def picture(_world: World) -> dict[str, object]:
    return {"file": SimpleUploadedFile("a.png", png()), "description": "A chair."}


ROWS = {
    "GET phases:start_project": Row(SIGNED_IN),
    "POST phases:save_purpose": Row(SIGNED_IN),
    "GET phases:start_groups": Row(SIGNED_IN),
    "POST phases:save_groups": Row(SIGNED_IN),
    "GET phases:start_check": Row(SIGNED_IN),
    "POST phases:start_now": Row(SIGNED_IN),
    "GET phases:search": Row(READ),
    "GET phases:meetings": Row(READ),
    "POST phases:call_meeting": Row(FACILITATORS, send=in_ten_days),
    "POST phases:call_off": Row(FACILITATORS),
    "GET phases:reports": Row(FACILITATORS),
    "POST phases:dismiss_report": Row(FACILITATORS),
    "GET phases:phase": Row(READ),
    "GET phases:add_activity": Row(FACILITATORS),
    "POST phases:save_activity": Row(
        FACILITATORS,
        send={"method": "ideas", "title": "More", "task": "Say", "offline_way": "Ring"},
    ),
    "GET phases:activity": Row(READ),
    "POST phases:contribute": Row(PEOPLE, send={"kind": "need", "text": "A bench."}),
    "GET phases:enter": Row(FACILITATORS),
    "POST phases:save_entered": Row(FACILITATORS, send=spoken),
    "POST phases:add_task": Row(PEOPLE, "plan", TASK),
    "GET phases:import": Row(FACILITATORS),
    "POST phases:upload": Row(FACILITATORS, send=file),
    "GET phases:contribution_sheet": Row(FACILITATORS),
    "GET phases:columns_example": Row(FACILITATORS),
    "GET phases:outcomes": Row(READ),
    "GET phases:outcomes_csv": Row(READ),
    "GET phases:file": Row(FACILITATORS),
    "GET phases:file_problems_csv": Row(FACILITATORS),
    "POST phases:store_file": Row(FACILITATORS, send={"keep": "good"}),
    "POST phases:set_aside_file": Row(FACILITATORS),
    "POST phases:take_back_file": Row(NOT_YET.but(fiona=IN), "stored_file"),
    "GET phases:contribution": Row(READ),
    "GET phases:versions": Row(READ),
    "POST phases:support": Row(PEOPLE),
    "POST phases:withdraw_support": Row(PEOPLE),
    "POST phases:comment": Row(PEOPLE, send={"text": "Yes."}),
    "POST phases:edit": Row(CARER, send={"text": "A chair.", "edition": 1}),
    "POST phases:withdraw_contribution": Row(CARER),
    "POST phases:attach": Row(CARER, send=picture),
    "GET phases:attachment": Row(READ),
    "POST phases:remove_attachment": Row(CARER),
    "POST phases:put_back_attachment": Row(CARER, "removed_attachment"),
    "POST phases:set_status": Row(FACILITATORS, send={"status": "talked_over"}),
    "POST phases:report": Row(PLACES.but(citizen="no"), send=REPORT),
    "POST phases:hide": Row(FACILITATORS, send=HIDE),
    "POST phases:unhide": Row(FACILITATORS, "hidden"),
    "GET phases:one_comment": Row(READ),
    "POST phases:withdraw_comment": Row(CARER),
    "POST phases:report_comment": Row(PLACES.but(citizen="no"), send=REPORT),
    "POST phases:hide_comment": Row(FACILITATORS, send=HIDE),
    "POST phases:unhide_comment": Row(FACILITATORS, "hidden_comment"),
    "GET phases:commission": Row(READ),
    "GET phases:draft_priorities": Row(PEOPLE),
    "POST phases:save_priorities": Row(
        PEOPLE,
        send=lambda world: {
            "text": "Nights.",
            f"place_{world.pk('need')}": 1,
            "edition": 1,
        },
    ),
    "GET phases:task": Row(READ),
    "POST phases:change_task": Row(
        CARER.but(fiona=IN, frank=IN, coordinator=IN), send=TASK
    ),
    "POST phases:take_task": Row(PEOPLE, "free_task"),
    "POST phases:leave_task": Row(CARER),
    "POST phases:start_task": Row(CARER),
    "POST phases:deliver_task": Row(CARER),
    "POST phases:confirm_task": Row(COMMUNITY, "delivered"),
    "POST phases:return_task": Row(COMMUNITY, "delivered", {"because": "No number."}),
    "POST phases:give_hours": Row(PEOPLE, send=today),
}
