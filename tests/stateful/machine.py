"""The house and its model side by side: the same acts, and then the same state."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from decisions import actions as decide
from decisions.models import Decision, Objection
from participants import actions as places
from participants.models import Participant, Pause
from phases import actions as work
from phases.actions.contributing import Words
from phases.acts import CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Contribution, Support
from projects import clock
from tests.cast import Cast
from tests.clock import days_pass, work_off
from tests.stateful.model import Idea, Person, Question, Town

NAMES = (
    *("fiona", "carer", "resident", "evaluator", "observer"),
    *("frank", "nurse", "coordinator"),
)
names = st.sampled_from(NAMES)
roles = st.sampled_from(["member", "facilitator", "coordinator", "observer"])
numbers = st.integers(min_value=0, max_value=1_000)


class Projects(RuleBasedStateMachine):
    """One project from an open phase on; a savepoint holds it, and undoes it."""

    cast: Cast
    ideas: Activity

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.ids: list[Any] = []  # of ideas, in the order of the model's
        self.asked: list[Any] = []  # of decisions, likewise
        self.begin()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    def begin(self) -> None:
        there = Participant.objects.filter(pk__in=[self.pk(name) for name in NAMES])
        Participant.objects.exclude(pk__in=there).update(state="left")
        people = {name: self.who(name) for name in NAMES}
        self.town = Town(
            {name: Person(str(one.side), one.role) for name, one in people.items()},
            clock.now(),
        )

    # -------------------------------------------------------------- the two sides

    def pk(self, name: str) -> Any:
        return self.cast.people[name].pk

    def who(self, name: str) -> Participant:
        """As a request finds them: nothing remembered from before."""
        rows = Participant.objects.select_related("project__pilot", "constituency")
        return rows.get(pk=self.pk(name))

    def idea(self, number: int) -> tuple[Idea, Contribution]:
        place = number % len(self.town.ideas)
        rows = Contribution.objects.select_related("activity__phase__cycle")
        return self.town.ideas[place], rows.get(pk=self.ids[place])

    @property
    def question(self) -> Question:
        return self.town.questions[-1]

    @property
    def decision(self) -> Decision:
        return Decision.objects.select_related("project").get(pk=self.asked[-1])

    def both(
        self, allowed: object, act: Callable[..., Any], by: str, /, **words: Any
    ) -> Any:
        """Do it in the house too: it is refused there if, and only if, it was here."""
        try:
            with transaction.atomic():
                done = act(by=self.who(by), **words)
        except PermissionDenied as refusal:
            reason = str(refusal)
        else:
            assert allowed, f"The house allows {act.__name__}."
            return done
        assert not allowed, f"The house refuses {act.__name__}: {reason}"
        return None

    # -------------------------------------------------------------- people

    @rule(by=names, name=names, role=roles)
    def give_a_role(self, by: str, name: str, role: str) -> None:
        allowed = self.town.change_role(by, name, role)
        place = self.who(name)
        words = {"place": place, "role": role, "edition": place.edition}
        self.both(allowed, places.change_role, by, **words)

    @rule(by=names)
    def leave(self, by: str) -> None:
        self.both(self.town.leave(by), places.leave, by)

    @rule(by=names)
    def come_back(self, by: str) -> None:
        self.both(self.town.come_back(by), places.come_back, by)

    @rule(by=names, name=names, days=st.integers(min_value=1, max_value=14))
    def pause(self, by: str, name: str, days: int) -> None:
        self.town.now = clock.now()
        until = self.town.now + timedelta(days=days)
        words = {"place": self.who(name), "category": "spam", "days": days}
        self.both(self.town.pause(by, name, until), places.pause, by, **words)
        for made in Pause.objects.filter(participant=self.pk(name), ended_at=None):
            self.town.people[name].paused_until = made.until

    @rule(by=names, name=names)
    def lift_a_pause(self, by: str, name: str) -> None:
        self.town.now = clock.now()
        allowed = by != name and self.town.lift_pause(by, name)
        self.both(allowed, places.lift_pause, by, place=self.who(name))

    # -------------------------------------------------------------- what people say

    @rule(by=names)
    def contribute(self, by: str) -> None:
        activity = Activity.objects.select_related("phase__cycle").get(pk=self.ideas.pk)
        made = self.both(
            self.town.contribute(by),
            work.contribute,
            by,
            activity=activity,
            words=Words(kind="idea", text="A kettle anyone can lift."),
        )
        if made:
            self.ids.append(made.pk)

    @precondition(lambda self: self.town.ideas)
    @rule(by=names, number=numbers)
    def support(self, by: str, number: int) -> None:
        idea, there = self.idea(number)
        allowed = self.town.support(by, idea)
        self.both(allowed, work.support, by, contribution=there)

    @precondition(lambda self: self.town.ideas)
    @rule(by=names, number=numbers)
    def support_no_longer(self, by: str, number: int) -> None:
        idea, there = self.idea(number)
        allowed = self.town.unsupport(by, idea)
        self.both(allowed, work.withdraw_support, by, contribution=there)

    @precondition(lambda self: self.town.ideas)
    @rule(by=names, number=numbers)
    def take_back(self, by: str, number: int) -> None:
        idea, there = self.idea(number)
        allowed = self.town.take_back(by, idea)
        self.both(allowed, work.withdraw_contribution, by, contribution=there)

    @precondition(lambda self: self.town.ideas)
    @rule(by=names, number=numbers)
    def hide(self, by: str, number: int) -> None:
        idea, there = self.idea(number)
        why = {"ground": "insult", "because": "It calls somebody a name."}
        self.both(self.town.hide(by, idea), work.hide, by, said=there, **why)

    @precondition(lambda self: self.town.ideas)
    @rule(by=names, number=numbers)
    def show_again(self, by: str, number: int) -> None:
        idea, there = self.idea(number)
        self.both(self.town.unhide(by, idea), work.unhide, by, said=there)

    # -------------------------------------------------------------- deciding

    @rule(by=names)
    def propose(self, by: str) -> None:
        act = CLOSE_PHASE if self.town.phase == "open" else OPEN_PHASE
        phase = (
            Activity.objects.select_related("phase__cycle").get(pk=self.ideas.pk).phase
        )
        words = {"act": act, "thing": phase, "text": "We propose it."}
        allowed = self.town.propose(by, self.town.now)
        if made := self.both(allowed, decide.propose, by, **words):
            self.asked.append(made.pk)
            self.question.closes_at = made.closes_at

    @precondition(lambda self: self.town.questions)
    @rule(by=names)
    def agree(self, by: str) -> None:
        words = {"decision": self.decision, "choice": "yes"}
        allowed = self.town.agree(by, self.question)
        self.both(allowed, decide.vote, by, **words)

    @precondition(lambda self: self.town.questions)
    @rule(by=names)
    def object_to_it(self, by: str) -> None:
        allowed = self.town.object_to(by, self.question, self.town.now)
        words = {"decision": self.decision, "reason": "It is too early."}
        self.both(allowed, decide.object_to, by, **words)
        self.question.closes_at = self.decision.closes_at

    @precondition(lambda self: self.town.questions)
    @rule(by=names)
    def be_calmed(self, by: str) -> None:
        allowed = self.town.be_calmed(by, self.question)
        mine = Objection.objects.filter(
            elector__decision=self.decision, elector__participant=self.pk(by)
        )
        concern = mine.order_by("-raised_at").first()
        if concern and concern.withdrawn_at is None:
            self.both(allowed, decide.withdraw_objection, by, objection=concern)
        else:
            assert not allowed, "The house has not kept a concern."

    @precondition(lambda self: self.town.questions)
    @rule(by=names)
    def take_it_back(self, by: str) -> None:
        allowed = self.town.take_question_back(by, self.question)
        self.both(allowed, decide.withdraw, by, decision=self.decision)

    # -------------------------------------------------------------- time

    @rule(days=st.integers(min_value=1, max_value=9))
    def time_passes(self, days: int) -> None:
        days_pass(days)
        work_off()
        self.town.now = clock.now()
        for _question in self.town.pass_time(timedelta(days=days)):
            self.question.closes_at = self.decision.closes_at

    # -------------------------------------------------------------- the same state

    @invariant()
    def people_are_the_same(self) -> None:
        rows = Participant.objects.filter(pk__in=[self.pk(name) for name in NAMES])
        there = {one.pk: (one.role, one.state) for one in rows}
        model = {
            self.pk(name): (one.role, one.state)
            for name, one in self.town.people.items()
        }
        assert there == model

    @invariant()
    def what_was_said_is_the_same(self) -> None:
        rows = {one.pk: one for one in Contribution.objects.filter(pk__in=self.ids)}
        kept = Support.objects.filter(contribution__in=self.ids)
        counted = Counter(kept.values_list("contribution", flat=True))
        for pk, idea in zip(self.ids, self.town.ideas, strict=True):
            there = rows[pk]
            assert there.is_shown == idea.shown
            assert there.support == counted[pk] == len(idea.supporters)

    @invariant()
    def what_was_decided_is_the_same(self) -> None:
        if not self.asked:
            return
        rows = {one.pk: one for one in Decision.objects.filter(pk__in=self.asked)}
        for pk, question in zip(self.asked, self.town.questions, strict=True):
            there = (rows[pk].state, rows[pk].result, rows[pk].waits_for)
            assert there == (question.state, question.result, question.waits_for)
        phase = Activity.objects.get(pk=self.ideas.pk).phase
        assert phase.state == self.town.phase
