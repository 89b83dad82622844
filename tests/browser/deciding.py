"""How both sides decide: propose, give reasons, vote, enter paper, check it."""

from django.db import models

from decisions import actions
from decisions.acts import Act
from decisions.models import Mandate
from participants.models import Participant
from tests.browser.arriving import GROUND_RULES
from tests.browser.person import Person
from tests.clock import days_pass, work_off


def draft_the_agreement(somebody: Person, project: str) -> None:
    somebody.opens(f"{project}charter/draft/")
    somebody.chooses("Shared: both sides decide together")
    somebody.writes("How we treat each other", GROUND_RULES)
    somebody.presses("Keep the draft")
    somebody.reads("Yes: for every row there are enough people on each side.")


def propose(somebody: Person, button: str, words: str) -> str:
    """On the page of the thing itself. Gives the address of the decision."""
    somebody.follows(button)
    somebody.writes("What you propose, and why", words)
    somebody.presses("Put it to everyone who decides")
    return somebody.page.url


def vote(somebody: Person, decision: str, choice: str, reason: str = "") -> None:
    somebody.opens(decision)
    somebody.chooses(choice)
    if reason:
        somebody.writes("Your reason, if you like", reason)
    somebody.presses("Cast my vote")
    somebody.reads("You have voted. You can change it until this closes.")


def say_it_may_go_ahead(somebody: Person, decision: str) -> None:
    somebody.opens(decision)
    somebody.presses("I have read it, and it may go ahead")
    somebody.reads("You said that it may go ahead.")


def raise_a_concern(somebody: Person, decision: str, reason: str) -> None:
    somebody.opens(decision)
    somebody.unfolds("I have a concern")
    somebody.writes("What would go wrong, and for whom?", reason)
    somebody.presses("Send my concern")


def enter_a_paper_vote(facilitator: Person, decision: str, who: str) -> None:
    facilitator.opens(f"{decision}paper/")
    facilitator.picks("Who said it", who)
    facilitator.chooses("Yes", "On paper", near="Who said it")
    facilitator.presses("Enter this vote")


def check_a_paper_vote(somebody: Person, decision: str, who: str) -> None:
    """By the other side, paper in hand: what was entered is not shown."""
    somebody.opens(f"{decision}paper/")
    somebody.chooses("Yes", near=who)
    somebody.presses("This is what it says", near=who)


def agree_without_a_vote(
    proposer: Person, button: str, words: str, *others: Person
) -> str:
    """Nobody has a concern, somebody of each side has looked, seven days go by."""
    decision = propose(proposer, button, words)
    for one in others:
        say_it_may_go_ahead(one, decision)
    days_go_by(11)
    proposer.opens(decision)
    proposer.reads("Nobody raised a concern.")
    return decision


def both_sides_want(act: Act, thing: models.Model) -> None:
    """The same without browsers, where they would show nothing new."""
    frank, rosa, nora = (
        Participant.objects.get(name=name) for name in ("Frank", "Rosa", "Nora")
    )
    decision = actions.propose(by=frank, act=act, thing=thing, text="As we said.")
    for one in (rosa, nora):
        actions.vote(by=one, decision=decision, choice="yes")
    days_go_by(11)
    assert Mandate.objects.get(decision=decision).state == Mandate.State.ENACTED


def days_go_by(days: float) -> None:
    """Deadlines pass, and what was promised for them gets done."""
    days_pass(days)
    work_off()
