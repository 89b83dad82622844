"""The first round of the circle: what matters, what to try, what was done."""

from collections.abc import Iterable
from datetime import timedelta

from coprod.story import first_words as words
from coprod.story.first_words import Job, Line, Reply
from coprod.story.stage import Stage, Voices, ask, days, settle, voice
from decisions.actions import confirm_meeting
from decisions.actions.meetings import Minutes, record_meeting
from decisions.models import Decision
from phases.actions import (
    ActivityWords,
    Promise,
    Words,
    add_activity,
    add_task,
    comment,
    confirm_task,
    deliver_task,
    draft_priorities,
    give_hours,
    return_task,
    set_status,
    start_task,
)
from phases.acts import ACCEPT_DELIVERY, ADOPT_PRIORITIES, CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Commission, Task
from projects import clock

BOARD, IDEAS, DOING, JUDGING = (
    "co_commission",
    "co_design",
    "co_delivery",
    "co_assessment",
)
OFFLINE = (
    "Write it on a card at Lower Quay library, or ring 01632 960 014 and say it. "
    "Someone puts it here for you and reads it back."
)


def first_board(stage: Stage) -> None:
    """People say what matters while the agreement is still being written."""
    board = stage.project.activities.get(method="board")
    speak(stage, board, words.BEFORE)


def what_matters(stage: Stage) -> None:
    """A decision opens the first phase; the board fills; three priorities stand."""
    settle(opening(stage, "grace", BOARD, 1, yes=("rosa", "frank", "martin")))
    board = stage.project.activities.get(method="board")
    speak(stage, board, words.BOARD)
    days(4)
    reply(stage, words.BOARD_REPLIES)
    commission = draft_priorities(
        by=stage["rosa"],
        cycle=board.phase.cycle,
        text=words.PRIORITIES_TEXT,
        chosen=[stage.said(key) for key in words.PRIORITIES],
    )
    settle(adopting(stage, "rosa", commission, yes=("tom", "grace", "dina")))


def what_to_try(stage: Stage) -> None:
    """The board closes, ideas come in, and one of them has to wait."""
    settle(
        opening(stage, "ada", IDEAS, 1, yes=("rosa", "frank", "helen")),
        closing(stage, "ada", BOARD, 1, yes=("ellen", "frank")),
    )
    ideas = add_activity(
        by=stage["frank"],
        phase=stage.phase(IDEAS, 1),
        method="ideas",
        words=ActivityWords(
            "What could we try?",
            "Say what could be done about our three priorities, and what you support.",
            OFFLINE,
        ),
    )
    speak(stage, ideas, words.IDEAS)
    days(5)
    reply(stage, words.IDEA_REPLIES)
    set_status(
        by=stage["frank"],
        contribution=stage.said("evening_visits"),
        status="not_now",
        because=words.NOT_NOW,
    )


def doing_it(stage: Stage) -> None:
    """Agreed in a meeting; then everyone does what they promised."""
    _agreed_in_a_meeting(stage)
    settle(closing(stage, "grace", IDEAS, 1, yes=("rosa", "olu")))
    plan = add_activity(
        by=stage["fiona"],
        phase=stage.phase(DOING, 1),
        method="plan",
        words=ActivityWords(
            "Who does what by when",
            "Take on a task, or say whether what was promised has arrived.",
            OFFLINE,
        ),
    )
    tasks = {job.key: _promise(stage, plan, job) for job in words.JOBS}
    days(7)
    for job in words.JOBS:
        _work(stage, tasks[job.key], job)
    days(14)
    return_task(by=stage["rosa"], task=tasks["page"], because=words.MISSING)
    days(3)
    deliver_task(by=stage["grace"], task=tasks["page"])
    for job in words.JOBS:
        confirm_task(by=stage[job.confirmed_by], task=tasks[job.key])
    _accepted(stage, plan)


def _still_to_be_confirmed(stage: Stage) -> None:
    """One thing came at the very end; the side it is for has not looked yet."""
    late = add_activity(
        by=stage["frank"],
        phase=stage.phase(DOING, 1),
        method="plan",
        words=ActivityWords(
            "What came late",
            "Say whether what was promised has arrived.",
            OFFLINE,
        ),
    )
    _work(stage, _promise(stage, late, words.LABELS), words.LABELS)


def _agreed_in_a_meeting(stage: Stage) -> None:
    present = "fiona ada rosa tom ellen nour leo frank grace susan dina martin"
    decision = record_meeting(
        by=stage["fiona"],
        act=OPEN_PHASE,
        thing=stage.phase(DOING, 1),
        text="We begin with the bags, the plain page in two languages and the list.",
        minutes=Minutes(
            held_on=clock.today(stage.pilot) - timedelta(days=1),
            present=[stage[key] for key in present.split()],
            dissent="Martin would have waited for the new computer system.",
        ),
    )
    confirm_meeting(by=stage["fiona"], decision=decision)
    confirm_meeting(by=stage["frank"], decision=decision)
    settle(decision)


def _promise(stage: Stage, plan: Activity, job: Job) -> Task:
    promise = Promise(
        job.title,
        receiver=job.receiver,
        due=clock.today(stage.pilot) + timedelta(days=30),
        owner=stage[job.owner],
        grew_from=stage.said(job.grew_from),
    )
    return add_task(by=stage["fiona"], activity=plan, promise=promise)


def _work(stage: Stage, task: Task, job: Job) -> None:
    owner, today = stage[job.owner], clock.today(stage.pilot)
    start_task(by=owner, task=task)
    for who, minutes in job.minutes:
        give_hours(by=stage[who], task=task, minutes=minutes, day=today)
    deliver_task(by=owner, task=task)


def _accepted(stage: Stage, plan: Activity) -> None:
    accepting = ask(
        stage,
        "rosa",
        ACCEPT_DELIVERY,
        plan,
        "The bags came, the page is on the letters in two languages, the list is sent.",
    )
    voice(stage, accepting, Voices(yes=["tom", "ada", "grace", "dina"]))
    _still_to_be_confirmed(stage)
    settle(accepting, closing(stage, "grace", DOING, 1, yes=("ada", "mei")))


# ------------------------------------------------------------------ what people say


def speak(stage: Stage, activity: Activity, lines: Iterable[Line]) -> None:
    """People contribute, and others support what they said."""
    for line in lines:
        origin = stage.said(line.grew_from) if line.grew_from else None
        said = Words(line.kind, line.text, line.language, origin)
        stage.say(line.key, line.who, activity, said, line.channel)
        stage.support(line.key, *line.liked_by.split())


def reply(stage: Stage, replies: Iterable[Reply]) -> None:
    for one in replies:
        contribution = stage.said(one.about)
        comment(
            by=stage[one.who],
            contribution=contribution,
            text=one.text,
            language=one.language,
        )


# ------------------------------------------------------------------ what they decide


def opening(
    stage: Stage, who: str, kind: str, cycle: int, yes: Iterable[str]
) -> Decision:
    phase = stage.phase(kind, cycle)
    decision = ask(stage, who, OPEN_PHASE, phase, OPENING[kind])
    voice(stage, decision, Voices(yes=list(yes)))
    return decision


def closing(
    stage: Stage, who: str, kind: str, cycle: int, yes: Iterable[str]
) -> Decision:
    phase = stage.phase(kind, cycle)
    decision = ask(stage, who, CLOSE_PHASE, phase, CLOSING[kind])
    voice(stage, decision, Voices(yes=list(yes)))
    return decision


def adopting(
    stage: Stage, who: str, commission: Commission, yes: Iterable[str]
) -> Decision:
    words_of_it = "These had the most support on both sides, and we can act on them."
    decision = ask(stage, who, ADOPT_PRIORITIES, commission, words_of_it)
    voice(stage, decision, Voices(yes=list(yes)))
    return decision


OPENING = {
    BOARD: "Let us collect what people need, have, and run into.",
    IDEAS: "We know what matters. Now we collect what could be tried.",
    DOING: "Let us begin to do it.",
    JUDGING: "Let us ask everyone the same questions, on both sides.",
}
CLOSING = {
    BOARD: "Our priorities are agreed. The board stays readable.",
    IDEAS: "We have chosen what to try. The other ideas stay where they are.",
    DOING: "What we promised has arrived and was confirmed.",
    JUDGING: "Everyone who wanted to answer has answered.",
}
