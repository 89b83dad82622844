"""A second, small project that is only being founded."""

from coprod.story.beginnings import come_in
from coprod.story.first_round import speak
from coprod.story.first_words import Line
from coprod.story.stage import Stage, days
from decisions.actions import draft_charter
from participants.actions import invite, open_account
from participants.models import Participant
from participants.rules.groups import PRESETS
from participants.rules.joining import Asked, Details
from phases.actions import start_project
from projects.models import Pilot

WORDS = {
    "name": "A yard to play in",
    "purpose": (
        "The yard of Hazelbank school, open to children and grandparents after school."
    ),
    "decided_here": "When the yard is open, and what is in it.",
    "decided_elsewhere": "What is taught. That is for the school and the county.",
    "language": "en",
}
PUPILS, PARENTS, TEACHERS, _LEADERS = range(4)
PEOPLE = (
    ("nour", "نور حداد", PUPILS, "ar", "demo.invalid"),
    ("karim", "كريم سعيد", PARENTS, "ar", "people.invalid"),
    ("joan", "Joan Pike", PARENTS, "en", "people.invalid"),
    ("wren", "Wren Abbot", TEACHERS, "en", "people.invalid"),
)
BOARD = (
    Line(
        "locked",
        "ada",
        "barrier",
        "The gate is locked at half past three. The light is good until six.",
        liked_by="nour joan",
    ),
    Line(
        "shade",
        "nour",
        "need",
        "نحتاج مكانًا في الظلّ نجلس فيه مع أجدادنا.",
        language="ar",
        liked_by="karim ada wren",
    ),
    Line(
        "keys",
        "wren",
        "asset",
        "I live next door and could lock up at eight on two days.",
        liked_by="ada joan",
    ),
)
RULES = "We say what we can do before we say what others should."


def yard_begins(pilot: Pilot) -> Stage:
    """Five people, a board and a draft. One side is still too few to decide."""
    ada = open_account(email="ada@demo.invalid")
    groups = PRESETS["school"]
    project = start_project(
        by=ada, pilot=pilot, words=WORDS, groups=groups, own=PARENTS
    )
    names = {group.name: group for group in project.constituencies.all()}
    stage = Stage(pilot, project, [names[group.name] for group in groups])
    stage.people["ada"] = Participant.objects.get(user=ada, project=project)
    link = invite(by=stage["ada"], asked=Asked(note="School gate"), places=40)
    for key, name, group, language, host in PEOPLE:
        details = Details(name, language)
        email = f"{key}@{host}"
        stage.people[key] = come_in(link, stage.groups[group], details, email)
    speak(stage, project.activities.get(method="board"), BOARD)
    days(2)
    draft_charter(by=stage["ada"], project=project, preset="shared", ground_rules=RULES)
    return stage
