"""Both sides answer the same questions, see the gap, and conclude together."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from coprod.story.first_round import JUDGING, closing, opening
from coprod.story.stage import Stage, Voices, ask, days, settle, voice
from evaluation.actions import (
    Plan,
    add_instrument,
    answer,
    answer_by_link,
    close_round,
    enter_answers,
    keep_minority_view,
    open_round,
    prepare_round,
    write_finding,
)
from evaluation.actions import Words as Conclusion
from evaluation.acts import PUBLISH_FINDINGS, START_NEXT_CYCLE
from evaluation.models import Round
from evaluation.rules.answers import Said
from evaluation.rules.instruments import HOW_WE_WORK
from projects import clock

# What each side says on the whole, and how far the people of it lie apart.
USUAL = {
    "community": {
        "influence": 2, "heard": 3, "used": 2, "respect": 4, "time": 4,
        "who_decides": 3, "safe": 4,
    },
    "institution": {
        "influence": 4, "heard": 4, "used": 4, "respect": 4, "time": 2,
        "who_decides": 4, "safe": 4,
    },
}  # fmt: skip
APART = (0, 1, 0, -1, 0, 1, 0, 0, 1, -1, 0)
CHANGES = {
    "rosa": "Tell us before the meeting what it would change at home.",
    "tom": "More chairs near the door.",
    "dina": "Meet when the day shift can come.",
    "samira": "أريد أن أسمع القرار بلغتي قبل أن يُتخذ.",
}
BY_LINK = (2, 3, 1, 4, 2, 3, 2, 5, 3)
SEES_IT_OTHERWISE = (
    "I do not think that decisions came too late. Two of three meetings were announced "
    "four weeks ahead. What was missing is time to read."
)
CONCLUSIONS = {
    "two_sentences": (
        "rosa",
        "Those who work here feel that they can influence what is decided. Those who "
        "came home do not. Proposals were explained after they were made. From now on "
        "every proposal says in two plain sentences what changes for the person at "
        "home.",
        "letter",
    ),
    "one_number": (
        "grace",
        "The bags and the plain page arrived where they were needed. But people still "
        "do not know whom to ring in the first fourteen days. Four numbers are three "
        "too many.",
        "whom_to_ring",
    ),
}


def judging_together(stage: Stage) -> None:
    """A survey round, its conclusions with a minority view, published by decision."""
    settle(opening(stage, "ivy", JUDGING, 1, yes=("rosa", "grace", "frank")))
    survey = _asked(stage, "How we worked in the first round", cycle=1)
    everyone = [key for key in stage.people if key not in ("mabel", "susan", "lowe")]
    answers(stage, survey, everyone)
    for value in BY_LINK:
        answer_by_link(round=survey, said=Said(number=Decimal(value)))
    days(10)
    close_round(by=stage["ivy"], round=survey)
    days(1)  # the answers are added up
    _concluded(stage, survey)
    _published(stage, survey)
    _round_again(stage)


def answers(stage: Stage, survey: Round, people: Iterable[str]) -> None:
    """Each in their own way, those without an account on paper."""
    for place, key in enumerate(people):
        person = stage[key]
        said = _said(person.side, place, CHANGES.get(key, ""))
        if person.user_id:
            answer(by=person, round=survey, said=said)
        else:
            enter_answers(by=stage["fiona"], round=survey, person=person, said=said)


def _said(side: str, place: int, words: str) -> dict[str, Said]:
    said = {
        code: Said(number=Decimal(_near(usual, place + shift)))
        for shift, (code, usual) in enumerate(USUAL[side].items())
    }
    return said | ({"change": Said(text=words)} if words else {})


def _near(usual: int, place: int) -> int:
    return min(max(usual + APART[place % len(APART)], 1), 5)


def survey_again(stage: Stage, people: Sequence[str]) -> Round:
    """The same questions before anything is tried, so that a change can be seen."""
    survey = _asked(stage, "How we work, before we try anything", cycle=2)
    answers(stage, survey, people)
    return survey


def _asked(stage: Stage, name: str, cycle: int) -> Round:
    questionnaire = add_instrument(pilot=stage.pilot, instrument=HOW_WE_WORK)
    plan = Plan(
        name=name,
        questionnaire=questionnaire,
        groups=stage.groups,
        link_item=questionnaire.items.get(code="influence"),
        closes_at=clock.closing(timedelta(days=28), stage.pilot),
    )
    survey = prepare_round(
        by=stage["ivy"], phase=stage.phase(JUDGING, cycle), plan=plan
    )
    return open_round(by=stage["ivy"], round=survey)


def _concluded(stage: Stage, survey: Round) -> None:
    for key, (who, text, about) in CONCLUSIONS.items():
        said = Conclusion(text, about=stage.said(about))
        finding = write_finding(by=stage[who], round=survey, words=said)
        if key == "two_sentences":
            keep_minority_view(
                by=stage["martin"], finding=finding, text=SEES_IT_OTHERWISE
            )


def _published(stage: Stage, survey: Round) -> None:
    publishing = ask(
        stage,
        "ivy",
        PUBLISH_FINDINGS,
        survey,
        "These are the answers of both sides, and what we make of them together.",
    )
    yes = "rosa nour tom edna samira ellen ada leo frank grace susan helen dina mei"
    why = "The first conclusion blames us for letters that arrived in time."
    voice(stage, publishing, Voices(yes=yes.split(), no={"martin": why}))
    settle(publishing)


def _round_again(stage: Stage) -> None:
    settle(closing(stage, "ivy", JUDGING, 1, yes=("rosa", "frank")))
    again = ask(
        stage,
        "fiona",
        START_NEXT_CYCLE,
        stage.phase(JUDGING, 1).cycle,
        "What we concluded is worth a second round: one number, and plain proposals.",
    )
    yes = "rosa ada tom edna harold samira ellen frank grace olu dina alan ruth"
    voices = Voices(yes=yes.split(), aside=["martin", "peter"])
    voice(stage, again, voices)
    settle(again)
