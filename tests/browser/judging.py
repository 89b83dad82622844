"""How both sides judge: ask the same, answer, look together, conclude, publish."""

from evaluation.actions import answer
from evaluation.forms import AnswerForm
from evaluation.models import Round
from evaluation.queries import items_of
from evaluation.rules.instruments import HOW_WE_WORK
from participants.models import Participant
from tests.browser.person import Person

SCALES = [asked for asked in HOW_WE_WORK.items if asked.kind == "scale"]


def prepare_a_round(facilitator: Person, project: str, name: str) -> str:
    """The same questions for every group. Gives the address of the round."""
    facilitator.opens(f"{project}results/")
    facilitator.follows("Prepare a survey round")
    facilitator.writes("What is this survey round called?", name)
    facilitator.presses("Prepare it")
    facilitator.presses("Open it to both sides")
    facilitator.reads("It is open. The same questions, to both sides.")
    return facilitator.page.url


def answer_the_round(somebody: Person, survey: str, influence: int) -> None:
    """How much influence one has, and that the rest is well."""
    somebody.opens(survey)
    somebody.follows("Answer now")
    fill_in(somebody, influence)
    somebody.presses("Send my answers")
    somebody.reads("Thank you. Your answers are in.")


def type_in_paper(facilitator: Person, survey: str, who: str, influence: int) -> None:
    facilitator.opens(survey)
    facilitator.follows("Type in answers from paper")
    facilitator.follows(who)
    fill_in(facilitator, influence)
    facilitator.presses("Enter these answers")


def fill_in(somebody: Person, influence: int) -> None:
    for asked in SCALES:
        step = influence if asked.code == "influence" else 4
        somebody.answers(asked.texts[somebody.language], step)


def others_answer(**influence: int) -> None:
    """More of them, where a browser would show nothing new."""
    survey = Round.objects.get()
    for name, step in influence.items():
        steps = {asked.code: "4" for asked in SCALES} | {"influence": str(step)}
        form = AnswerForm(items_of(survey), steps)
        assert form.is_valid(), form.errors
        by = Participant.objects.get(name=name)
        answer(by=by, round=survey, said=form.said)


def close_the_round(facilitator: Person, survey: str) -> None:
    facilitator.opens(survey)
    facilitator.follows("Close this survey round")
    facilitator.presses("Yes, close it now")
    facilitator.reads("It is closed. The answers are being added up.")


def conclude(somebody: Person, survey: str, text: str, about: str) -> None:
    somebody.opens(f"{survey}results/")
    somebody.writes("What do you conclude, in a sentence or two?", text)
    somebody.picks("Which priority does it look back on?", about)
    somebody.presses("Put it to both sides")


def see_it_otherwise(somebody: Person, survey: str, text: str) -> None:
    """Beside the conclusion, in the same size."""
    somebody.opens(f"{survey}results/")
    somebody.unfolds("I see it otherwise")
    somebody.writes("How do you see it?", text)
    somebody.presses("Put it beside the conclusion")
    somebody.reads(text, near="Not everyone agrees")
