"""Working agreements, decisions and go-aheads."""

from tests.matrix.asking import Row
from tests.matrix.who import (
    ELECTORS,
    FACILITATORS,
    IN,
    INSTITUTION,
    NOT_YET,
    OWN,
    PEOPLE,
    READ,
)
from tests.matrix.world import World

LOOK = READ.but(anonymous="door")  # a form that anyone inside may look at
ASK = {"act": "phases.close_phase", "thing": "judging"}
ROW = {"act": "phases.open_phase"}
WHO_DOES = {
    "proposes": ["community", "institution"],
    "decides": ["community", "institution"],
    "objects_to": ["community", "institution"],
    "kind": "no_objection",
    "threshold": "1/2",
    "quorum": "0",
    "least": 1,
    "discussion_days": 0,
    "days": 7,
}
DRAFT = {"preset": "shared", "ground_rules": "Listen first."}
SEEN = {"edition": 1}  # in a form; the API says it with If-Match


def paper(world: World) -> dict[str, object]:
    return {
        "participant": world.pk("offline"),
        "choice": "yes",
        "channel": "phone",
    }


def second_reading(world: World) -> dict[str, object]:
    return {f"b{world['ballot'].pk.hex[:8]}-choice": "yes"}


def minutes(world: World) -> dict[str, object]:
    return {
        "held_on": world["record"].meeting.held_on.isoformat(),
        "present": [str(world.cast.carer.pk), str(world.cast.nurse.pk)],
        "text": "We agreed.",
    }


ROWS = {
    "GET decisions:charter": Row(READ),
    "GET decisions:draft_charter": Row(LOOK),
    "POST decisions:save_draft": Row(PEOPLE, send=DRAFT | SEEN),
    "GET decisions:charter_version": Row(READ),
    "GET decisions:change_row": Row(LOOK, more=ROW),
    "POST decisions:save_row": Row(PEOPLE, send=WHO_DOES | SEEN, more=ROW),
    "GET decisions:decisions": Row(READ),
    "GET decisions:propose": Row(LOOK, more=ASK),
    "POST decisions:put_question": Row(PEOPLE, send={"text": "Let us."}, more=ASK),
    "GET decisions:record_meeting": Row(LOOK, more=ASK),
    "POST decisions:write_record": Row(FACILITATORS, send=minutes, more=ASK),
    "GET decisions:decision": Row(READ),
    "POST decisions:vote": Row(ELECTORS, "poll", {"choice": "yes"}),
    "POST decisions:object": Row(ELECTORS, "silent", {"concern-reason": "Too soon."}),
    "POST decisions:remark": Row(
        PEOPLE, "poll", {"remark-stance": "for", "remark-text": "It is time."}
    ),
    "POST decisions:ask_for_time": Row(ELECTORS, "silent"),
    "POST decisions:revise": Row(
        PEOPLE, "talked_over", {"revise-text": "When the tasks are there."}
    ),
    "POST decisions:withdraw": Row(NOT_YET.but(citizen=IN), "silent"),
    "POST decisions:close_early": Row(FACILITATORS, "all_in"),
    "POST decisions:confirm_meeting": Row(FACILITATORS, "record"),
    "GET decisions:paper": Row(OWN, "poll"),
    "POST decisions:enter_ballot": Row(FACILITATORS, "poll", paper),
    "POST decisions:confirm_ballot": Row(INSTITUTION, "ballot", second_reading),
    "POST decisions:withdraw_objection": Row(NOT_YET.but(citizen=IN), "concern"),
    "POST decisions:hide_remark": Row(
        FACILITATORS, "remark", {"reason": "It names somebody."}
    ),
    "POST decisions:retry": Row(FACILITATORS, "failed"),
    "POST decisions:challenge": Row(
        ELECTORS,
        "waiting",
        {"challenge-ground": "count", "challenge-reason": "It was read out wrongly."},
    ),
    "POST decisions:dismiss_challenge": Row(FACILITATORS, "doubt"),
}
