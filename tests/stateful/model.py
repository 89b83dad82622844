"""What a project is, told a second time and as plainly as possible.

No database and none of the house's code: people, what they said, one phase and the
question whether to begin or end it. Each act says whether it is allowed, and if so
does it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

DECIDING = ("member", "facilitator", "coordinator", "evaluator")
HELPING = ("facilitator", "coordinator")
SIDES = ("community", "institution")
NOT_AGAIN = timedelta(days=14)  # a pause follows no other


@dataclass
class Person:
    side: str
    role: str
    state: str = "active"
    paused_until: datetime | None = None
    pause_ended: datetime | None = None

    @property
    def takes_part(self) -> bool:
        return self.state == "active" and self.role in DECIDING

    @property
    def helps(self) -> bool:
        return self.state == "active" and self.role in HELPING


@dataclass
class Idea:
    author: str
    supporters: set[str] = field(default_factory=set)
    hidden: bool = False
    withdrawn: bool = False

    @property
    def shown(self) -> bool:
        return not (self.hidden or self.withdrawn)


@dataclass
class Question:
    """Whether to begin or end the phase: it goes ahead unless someone is concerned."""

    opens: bool
    proposer: str
    electorate: dict[str, str]  # name to side, as on the day it was put
    closes_at: datetime
    state: str = "open"
    result: str = ""
    waits_for: str = ""
    extended: bool = False
    agreed: set[str] = field(default_factory=set)
    concerned: set[str] = field(default_factory=set)

    @property
    def running(self) -> bool:
        return self.state not in ("closed", "withdrawn")


@dataclass
class Town:
    people: dict[str, Person]
    now: datetime
    phase: str = "open"
    ideas: list[Idea] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    # -------------------------------------------------------------- people

    def _may_give_roles(self, by: str) -> bool:
        here = [one for one in self.people.values() if one.state == "active"]
        if self.people[by].state == "active" and self.people[by].role == "coordinator":
            return True
        if any(one.role == "coordinator" for one in here):
            return False
        if any(one.role == "facilitator" for one in here):
            return self.people[by].helps
        return self.people[by].takes_part

    def change_role(self, by: str, who: str, role: str) -> bool:
        place = self.people[who]
        others = [one for name, one in self.people.items() if name != who]
        last = place.helps and not any(one.helps for one in others)
        if place.state != "active" or (last and role not in HELPING):
            return False
        if not self._may_give_roles(by):
            return False
        place.role = role
        return True

    def leave(self, who: str) -> bool:
        if self.people[who].state == "left":
            return False
        self.people[who].state = "left"
        return True

    def come_back(self, who: str) -> bool:
        place = self.people[who]
        if place.state != "left" or place.paused_until:
            return False
        place.state, place.role = "active", "member"
        return True

    def pause(self, by: str, who: str, until: datetime) -> bool:
        place = self.people[who]
        lately = place.pause_ended and place.pause_ended > self.now - NOT_AGAIN
        if not self.people[by].helps or by == who or place.state != "active":
            return False
        if place.paused_until or lately:
            return False
        place.state, place.paused_until = "suspended", until
        return True

    def lift_pause(self, by: str, who: str) -> bool:
        if self.people[who].state != "suspended" or not self.people[by].helps:
            return False
        self._end_pause(self.people[who])
        return True

    def _end_pause(self, place: Person) -> None:
        place.paused_until, place.pause_ended = None, self.now
        if place.state == "suspended":
            place.state = "active"

    # -------------------------------------------------------------- what people say

    def _takes(self) -> bool:
        there = {one.side for one in self.people.values() if one.takes_part}
        return self.phase == "open" and there == set(SIDES)

    def contribute(self, by: str) -> bool:
        if not (self.people[by].takes_part and self._takes()):
            return False
        self.ideas.append(Idea(by))
        return True

    def support(self, by: str, idea: Idea) -> bool:
        if not (self.people[by].takes_part and idea.shown and self._takes()):
            return False
        idea.supporters.add(by)
        return True

    def unsupport(self, by: str, idea: Idea) -> bool:
        if not (self.people[by].takes_part and idea.shown and self._takes()):
            return False
        idea.supporters.discard(by)
        return True

    def take_back(self, by: str, idea: Idea) -> bool:
        if idea.withdrawn or by != idea.author:
            return False
        idea.withdrawn = True
        return True

    def hide(self, by: str, idea: Idea) -> bool:
        if not self.people[by].helps or idea.hidden:
            return False
        idea.hidden = True
        return True

    def unhide(self, by: str, idea: Idea) -> bool:
        if not self.people[by].helps or not idea.hidden:
            return False
        idea.hidden = False
        return True

    # -------------------------------------------------------------- deciding

    def propose(self, by: str, closes_at: datetime) -> bool:
        asked = {name: one.side for name, one in self.people.items() if one.takes_part}
        if by not in asked or any(one.running for one in self.questions):
            return False
        if set(asked.values()) != set(SIDES) or len(asked) < 3:
            return False
        opens = self.phase != "open"
        self.questions.append(Question(opens, by, asked, closes_at))
        return True

    def _speaks(self, by: str, question: Question) -> bool:
        here = self.people[by].state != "left"
        return here and by in question.electorate and question.closes_at > self.now

    def agree(self, by: str, question: Question) -> bool:
        open_now = question.state in ("open", "talking")
        if not (open_now and self._speaks(by, question)) or by in question.concerned:
            return False
        question.agreed.add(by)
        return True

    def object_to(self, by: str, question: Question, closes_at: datetime) -> bool:
        side = question.electorate.get(by)
        heard = question.state in ("open", "talking", "objecting")
        if not heard or side is None or question.closes_at <= self.now:
            return False
        if question.waits_for not in ("", side):
            return False
        question.concerned.add(by)
        question.agreed.discard(by)
        if question.state == "open":
            question.state, question.closes_at = "talking", closes_at
        return True

    def be_calmed(self, by: str, question: Question) -> bool:
        if by not in question.concerned or not question.running:
            return False
        question.concerned.discard(by)
        if question.state == "talking" and not question.concerned:
            question.state = "open"
        return True

    def take_question_back(self, by: str, question: Question) -> bool:
        if not question.running or by != question.proposer:
            return False
        question.state = "withdrawn"
        return True

    # -------------------------------------------------------------- time

    def pass_time(self, span: timedelta) -> list[Question]:
        """Everything that was to come is nearer; what is due happens.

        Gives the questions that got a new time, which only a calendar knows.
        """
        for one in self.people.values():
            if one.paused_until:
                one.paused_until -= span
            if one.pause_ended:
                one.pause_ended -= span
        for question in self.questions:
            question.closes_at -= span
        for one in self.people.values():
            if one.paused_until and one.paused_until <= self.now:
                self._end_pause(one)
        due = [one for one in self.questions if one.running]
        return [one for one in due if one.closes_at <= self.now and self._close(one)]

    def _close(self, question: Question) -> bool:
        """Whether it goes on instead, because one side did not come."""
        agreed = {question.electorate[one] for one in question.agreed}
        if question.proposer in question.agreed:
            others = question.agreed - {question.proposer}
            agreed = {question.electorate[one] for one in others}
        if question.concerned:
            return self._settle(question, "blocked")
        if question.state == "objecting" or agreed == set(SIDES):
            return self._settle(question, "carried")
        if not question.extended:
            question.extended = True
            return True
        if agreed:
            [question.waits_for] = set(SIDES) - agreed
            question.state = "objecting"
            return True
        return self._settle(question, "invalid")

    def _settle(self, question: Question, result: str) -> bool:
        question.state, question.result = "closed", result
        if result == "carried":
            self.phase = "open" if question.opens else "closed"
        return False
