"""The second round, up to today: ideas are coming in, three decisions are running."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from coprod.story import second_words as words
from coprod.story.beginnings import GROUND_RULES
from coprod.story.first_round import (
    BOARD,
    DOING,
    IDEAS,
    JUDGING,
    OFFLINE,
    adopting,
    closing,
    opening,
    reply,
    speak,
)
from coprod.story.judging import survey_again
from coprod.story.stage import (
    WEEK,
    Stage,
    ask,
    days,
    settle,
    stays_a_working_day,
)
from decisions.actions import (
    draft_charter,
    enter_ballot,
    object_to,
    remark,
    vote,
)
from decisions.acts import CHANGE_CHARTER
from decisions.models import Decision
from participants.actions import invite, set_consents
from participants.rules.joining import Asked
from phases.actions import (
    ActivityWords,
    MeetingWords,
    add_activity,
    call_meeting,
    comment,
    draft_priorities,
    report,
)
from phases.acts import CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Contribution
from projects import clock

SILENCE = 7 * 24  # hours until a proposal without objection goes ahead


def what_matters_now(stage: Stage) -> None:
    """The board begins with what was concluded."""
    settle(opening(stage, "ada", BOARD, 2, yes=("rosa", "grace", "frank")))
    board = Activity.objects.get(phase=stage.phase(BOARD, 2), method="board")
    seeds = Contribution.objects.filter(activity=board).order_by("made_at", "pk")
    for seed in seeds:
        stage.ids["seed_number" if "ring" in seed.text else "seed_plain"] = seed.pk
    speak(stage, board, words.BOARD)
    for who in ["tom", "edna", "rosa", "ada", "leo", "grace", "dina", "helen"]:
        stage.support("seed_number", who)
    for who in ["rosa", "samira", "ellen", "frank"]:
        stage.support("seed_plain", who)
    chosen = ("seed_number", "a_person", "at_night", "seed_plain")
    commission = draft_priorities(
        by=stage["grace"],
        cycle=board.phase.cycle,
        text=words.PRIORITIES_TEXT,
        chosen=[stage.said(key) for key in chosen],
    )
    settle(adopting(stage, "grace", commission, yes=("rosa", "tom", "dina")))


def designing(stage: Stage) -> None:
    """Design opens, and everyone is asked once before anything is tried."""
    settle(
        closing(stage, "ada", BOARD, 2, yes=("rosa", "frank")),
        opening(stage, "rosa", IDEAS, 2, yes=("ada", "grace")),
        opening(stage, "ivy", JUDGING, 2, yes=("rosa", "frank", "helen")),
    )
    ideas = add_activity(
        by=stage["fiona"],
        phase=stage.phase(IDEAS, 2),
        method="ideas",
        words=ActivityWords(
            "How should one number work?",
            "Say how it could work for you, and which ideas you support.",
            OFFLINE,
        ),
    )
    speak(stage, ideas, words.IDEAS)
    days(3)
    reply(stage, words.IDEA_REPLIES)
    some = "tom edna harold samira ellen david leo mabel susan olu dina alan ruth"
    survey_again(stage, some.split())
    days(4)


def today(stage: Stage) -> None:
    """One vote, one proposal without objection, one with a concern; all end in days."""
    last = stays_a_working_day(SILENCE, stage.pilot, offered=(3, 4, 5))
    agreement = _agreement_again(stage)
    days(WEEK - last)
    begin, end = _two_proposals(stage)
    _letters_wanted(stage)
    days(last)
    _voted_so_far(stage, agreement)
    vote(by=stage["rosa"], decision=begin, choice="yes")
    end.refresh_from_db()
    object_to(by=stage["nour"], decision=end, reason=words.CONCERN, language="ar")
    remark(
        by=stage["grace"],
        decision=end,
        stance="open",
        text="We can try it on Thursday with four people who speak Arabic at home.",
    )
    _on_the_desk(stage)


def _agreement_again(stage: Stage) -> Decision:
    """What was concluded is to become a ground rule, if both sides agree."""
    draft = draft_charter(
        by=stage["rosa"],
        project=stage.project,
        preset="shared",
        ground_rules=GROUND_RULES + words.TWO_SENTENCES,
    )
    decision = ask(
        stage,
        "rosa",
        CHANGE_CHARTER,
        draft,
        "We concluded it together, so it belongs in our agreement: two plain sentences "
        "on every proposal. Nothing else changes.",
    )
    for who, stance, text, language in words.REMARKS:
        remark(
            by=stage[who],
            decision=decision,
            stance=stance,
            text=text,
            language=language,
        )
    return decision


def _two_proposals(stage: Stage) -> tuple[Decision, Decision]:
    begin = ask(
        stage,
        "grace",
        OPEN_PHASE,
        stage.phase(DOING, 2),
        "What changes at home: you get a magnet with one number, and a person answers "
        "it until eight. Let us begin with that while the other ideas are tried.",
    )
    end = ask(
        stage,
        "martin",
        CLOSE_PHASE,
        stage.phase(IDEAS, 2),
        "What changes at home: nothing yet. We have enough ideas, and ending the "
        "design lets us start.",
    )
    return begin, end


def _letters_wanted(stage: Stage) -> None:
    for who in ("ada", "rosa", "nour", "grace", "martin", "ivy"):
        set_consents(by=stage[who], kinds=["reminders"])


def _voted_so_far(stage: Stage, agreement: Decision) -> None:
    """Some have voted; those a visitor may be have not, and one paper waits."""
    agreement.refresh_from_db()
    for who in ["tom", "edna", "samira", "ellen", "leo", "susan", "olu", "dina"]:
        vote(by=stage[who], decision=agreement, choice="yes")
    vote(
        by=stage["simon"],
        decision=agreement,
        choice="no",
        reason="It is one more form to fill in.",
    )
    enter_ballot(
        by=stage["fiona"],
        decision=agreement,
        participant=stage["quill"],
        choice="yes",
        channel="paper",
        reason="If they are really plain.",
    )


def _on_the_desk(stage: Stage) -> None:
    """The next meeting, a link that runs out, and something reported."""
    zone = ZoneInfo(stage.pilot.time_zone)
    day = clock.today(stage.pilot) + timedelta(days=8)
    while day.weekday() != 2:  # Wednesdays, when the library is open late
        day += timedelta(days=1)
    call_meeting(
        by=stage["fiona"],
        words=MeetingWords(
            starts_at=datetime.combine(day, time(17, 30), tzinfo=zone),
            place="Lower Quay library, the room beside the lift",
            access=(
                "Step-free. Child care and an Arabic interpreter are booked. Travel is "
                "paid on the day."
            ),
            agenda="Trying the number and the language button together.",
        ),
    )
    invite(
        by=stage["frank"],
        asked=Asked(days=6, note="Cards on ward 4"),
        places=20,
    )
    said = comment(
        by=stage[words.OUT_OF_PLACE.who],
        contribution=stage.said(words.OUT_OF_PLACE.about),
        text=words.OUT_OF_PLACE.text,
    )
    report(by=stage["jane"], said=said, reason="My number at work should not be here.")
