"""How people come in: an account, a project, an invitation, a place on paper."""

from dataclasses import dataclass

from tests.browser.person import Person
from tests.participants.ways_in import the_code

PURPOSE = "So that nobody comes home from hospital to an empty fridge."
GROUND_RULES = "We let each other finish. What is told here about health stays here."


@dataclass(frozen=True)
class Newcomer:
    """What someone says about themselves when they come by a link."""

    name: str
    email: str
    group: str = ""  # none: the invitation has chosen it
    speaks: str = "English"


def make_an_account(somebody: Person, email: str) -> None:
    somebody.opens("/account/signup/")
    somebody.writes("Email", email)
    somebody.presses("Send me a code")
    type_the_code(somebody)


def type_the_code(somebody: Person) -> None:
    somebody.writes("Code", the_code())
    somebody.presses("Go on")


def start_a_project(facilitator: Person, name: str, group: str) -> str:
    """In three screens. Gives the address of the project."""
    facilitator.opens("/")
    facilitator.follows("Start a project")
    facilitator.writes("Name", name)
    facilitator.writes("What it is for", PURPOSE)
    facilitator.writes("What can be decided here", "The first fourteen days at home.")
    facilitator.writes(
        "What cannot be decided here, and who decides it", "When someone may leave."
    )
    facilitator.chooses("Everyone can read it")
    facilitator.presses("Next: who takes part")
    facilitator.chooses(f"This is my own group: Group 2, {group}")
    facilitator.presses("Next: check")
    facilitator.reads(name, PURPOSE, "Your group")
    facilitator.presses("Start the project")
    facilitator.reads("Your project has begun. Now invite both sides.")
    return facilitator.page.url


def make_a_link(
    facilitator: Person, project: str, group: str = "", role: str = "Member"
) -> str:
    """The address that stands beside the code, as it goes on a poster."""
    facilitator.opens(f"{project}invitations/")
    if group:
        facilitator.picks("Group", group, near="Make the link")
    facilitator.picks("Role", role, near="Make the link")
    facilitator.writes("How many people", "1", near="Make the link")
    facilitator.presses("Make the link")
    return facilitator.page.locator(".cp-address").inner_text()


def join_by_link(somebody: Person, link: str, who: Newcomer) -> None:
    """Three steps and a code; nobody approves, and it ends in the project."""
    somebody.opens(link)
    if who.group:
        somebody.chooses(who.group)
    somebody.presses("Next: what you need")
    somebody.picks("Language for letters and screens", who.speaks)
    somebody.chooses("On a phone or computer")
    somebody.presses("Next: agree")
    somebody.chooses("I agree to how we are with each other")
    somebody.writes("What should we call you?", who.name)
    somebody.writes("E-mail address", who.email)
    somebody.presses("Join the project")
    type_the_code(somebody)
    somebody.reads("Welcome. This is your project now, too.")


def add_someone_without_email(facilitator: Person, project: str, name: str) -> None:
    facilitator.opens(f"{project}people/add/")
    facilitator.writes("Name", name)
    facilitator.chooses("Family carers", "On paper, by post")
    facilitator.chooses(
        "I explained to them how we are with each other and what we keep about them,"
        " and they want to take part"
    )
    facilitator.presses("Give them a place")
    facilitator.reads(name)
