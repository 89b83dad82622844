"""The stage: people by their names, time that passes, and decisions that are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from coprod.rewind import rewind, work_off
from decisions.actions import propose, vote
from decisions.acts import Act
from decisions.models import Decision, Mandate
from participants.models import Constituency, Participant
from phases.actions import Words, contribute, support
from phases.models import Activity, Contribution, Phase
from projects import clock
from projects.models import Pilot, Project

DAY = timedelta(days=1)
WEEK = 7


@dataclass(frozen=True)
class Text:
    """What somebody says, and in which language."""

    words: str
    language: str = "en"


@dataclass
class Stage:
    """One project with everyone in it."""

    pilot: Pilot
    project: Project
    groups: list[Constituency]
    people: dict[str, Participant] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Participant:
        return self.people[key]

    def said(self, key: str) -> Contribution:
        """What somebody said, as it stands now."""
        return Contribution.objects.get(pk=self.ids[key])

    def phase(self, kind: str, cycle: int) -> Phase:
        return self.project.phases.get(kind=kind, cycle__number=cycle)

    def say(
        self,
        key: str,
        who: str,
        activity: Activity,
        words: Words,
        channel: str = "online",
    ) -> Contribution:
        """Somebody contributes; for those without an account fiona writes it down."""
        person = self[who]
        by = person if person.user_id else self["fiona"]
        made = contribute(
            by=by, activity=activity, words=words, author=person, channel=channel
        )
        self.ids[key] = made.pk
        return made

    def support(self, key: str, *supporters: str) -> None:
        for who in supporters:
            support(by=self[who], contribution=self.said(key))


# ------------------------------------------------------------------ time


def days(number: int) -> None:
    """So many days pass, and what fell due in them is done."""
    rewind(number * DAY)
    work_off()


def weeks_until(moment: datetime) -> None:
    """Whole weeks pass, so that what closed on a Tuesday stays a Tuesday."""
    passing = ceil((moment - clock.now()) / DAY)
    days(ceil(max(passing, 1) / WEEK) * WEEK)


def stays_a_working_day(hours: int, pilot: Pilot, offered: Sequence[int]) -> int:
    """After how many days a decision opened now still ends on a working day."""
    end = clock.closing(timedelta(hours=hours), pilot)
    there = end.astimezone(ZoneInfo(pilot.time_zone))
    return next(n for n in offered if (there - n * DAY).weekday() < 5)


# ------------------------------------------------------------------ decisions


@dataclass(frozen=True)
class Voices:
    """Who says yes; who says no, and why; who stands aside."""

    yes: Sequence[str] = ()
    no: Mapping[str, str] = field(default_factory=dict)
    aside: Sequence[str] = ()


def ask(stage: Stage, who: str, act: Act, thing: Any, text: str) -> Decision:
    """Somebody puts a question about a thing as it is now."""
    thing.refresh_from_db()
    return propose(by=stage[who], act=act, thing=thing, text=text)


def voice(stage: Stage, decision: Decision, voices: Voices) -> None:
    """People say what they think, once the time to talk is over."""
    decision.refresh_from_db()
    if decision.state == Decision.State.DISCUSSING:
        weeks_until(decision.opens_at)
        decision.refresh_from_db()
    for who in voices.yes:
        vote(by=stage[who], decision=decision, choice="yes")
    for who, reason in voices.no.items():
        vote(by=stage[who], decision=decision, choice="no", reason=reason)
    for who in voices.aside:
        vote(by=stage[who], decision=decision, choice="abstain")


def settle(*decisions: Decision) -> None:
    """Time passes until all of these took effect.

    Raises RuntimeError if one did not: then the story is not true.
    """
    for decision in decisions:
        decision.refresh_from_db()
        if decision.is_running:
            weeks_until(decision.closes_at)
    for decision in decisions:
        mandate = Mandate.objects.filter(decision=decision).first()
        if mandate and mandate.state == Mandate.State.PENDING:
            weeks_until(mandate.not_before)
            mandate.refresh_from_db()
        if mandate is None or mandate.state != Mandate.State.ENACTED:
            decision.refresh_from_db()
            reason = mandate.reason if mandate else decision.outcome
            raise RuntimeError(f"{decision}: {decision.result} {reason}")
