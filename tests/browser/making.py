"""What people do in the phases: say, support, put in order, design, deliver."""

from tests.browser.person import Person, Written

BOARD = Written("What matters to us?")  # in the project's language
PHASES = {
    "commission": "Agree what matters",
    "design": "Design together",
    "delivery": "Do it together",
    "assessment": "Judge it together",
}


def go_to_phase(somebody: Person, project: str, name: str) -> None:
    somebody.opens(project)
    somebody.follows_any(("See what is in it", "More about it"), near=PHASES[name])


def contribute(somebody: Person, project: str, kind: str, text: str) -> None:
    """On the board of this round."""
    somebody.opens(f"{project}take-part/")
    somebody.follows(BOARD)
    somebody.chooses(kind)
    somebody.writes("In your words", text)
    somebody.presses("Put it in")
    somebody.reads("Thank you. What you said is in.", text)


def write_down_for(
    facilitator: Person, project: str, who: str, kind: str, text: str
) -> None:
    """What somebody said on paper."""
    facilitator.opens(f"{project}take-part/")
    facilitator.follows(BOARD)
    facilitator.follows("Write down what someone said on paper")
    facilitator.picks("Who said it", who)
    facilitator.chooses("On paper", kind)
    facilitator.writes("In their words", text)
    facilitator.presses("Put it in")
    facilitator.reads("It is in, with who said it.")


def go_to_contribution(somebody: Person, project: str, text: str) -> None:
    somebody.opens(f"{project}take-part/")
    somebody.follows(BOARD)
    somebody.follows(text)


def support(somebody: Person, project: str, text: str) -> None:
    somebody.opens(f"{project}take-part/")
    somebody.follows(BOARD)
    somebody.presses("Support", near=text)
    somebody.reads("You support it. You can take that back.")


def put_the_priorities_in_order(somebody: Person, project: str, *texts: str) -> None:
    go_to_phase(somebody, project, "commission")
    somebody.follows("See the priorities")
    somebody.follows("Put the list together")
    somebody.writes("What we take on, in one or two sentences", "Being reached first.")
    for number, text in enumerate(texts, start=1):
        somebody.writes(text, str(number))
    somebody.presses("Save the list")


def set_up(facilitator: Person, method: str, title: str, task: str) -> str:
    """Something to do, on the page of its phase. Gives its address."""
    facilitator.follows("Set up something to do")
    facilitator.chooses(method)
    facilitator.writes("Title", title)
    facilitator.writes("What you ask of people", task)
    facilitator.presses("Set it up")
    facilitator.reads(title, task)
    return facilitator.page.url


def answer_with_an_idea(somebody: Person, need: str, idea: str) -> str:
    """From the page of the need. Gives the address of the idea."""
    somebody.follows("Add an idea for it")
    somebody.writes("In your words", idea)
    somebody.presses("Put it in")
    somebody.follows(idea)
    somebody.reads(need, near="What came of it")
    return somebody.page.url


def plan_a_task(somebody: Person, idea: str, title: str, side: str, owner: str) -> str:
    """From the page of an idea. Gives the address of the task."""
    somebody.opens(idea)
    somebody.follows("Plan a task for it")
    somebody.writes("What is to be done", title)
    somebody.chooses(side)
    somebody.picks("Who sees to it", owner)
    somebody.presses("Put it in the plan")
    somebody.follows(title)
    return somebody.page.url


def deliver(somebody: Person, task: str) -> None:
    somebody.opens(task)
    somebody.presses("It is on its way")
    somebody.presses("It is delivered")


def confirm(somebody: Person, task: str) -> None:
    somebody.opens(task)
    somebody.reads("It is for your side. Did it arrive?")
    somebody.presses("Yes, it is done")
