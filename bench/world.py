"""A project as large as a town's: ideas, what is said of them, who supports them."""

from dataclasses import dataclass, replace

from evaluation.models import Item, Questionnaire, Round
from participants.actions import give_place
from participants.models import Participant, User
from participants.rules.groups import PRESETS
from phases.actions import start_project
from phases.models import Activity, Comment, Contribution, Support
from projects.models import LogEntry, Project
from tests.cast import WORDS, Cast, make_cast, make_user
from tests.decisions.stories import adopt_charter
from tests.phases import go_aheads

COMMENTS, SUPPORTS, PROJECTS, PEOPLE = 5, 20, 200, 60
BATCH = 500  # a statement takes 65,535 values, and thirty people support an idea
KINDS = ["scale"] * 7 + ["number", "single", "multiple"]
CHOICES = [{"value": value, "texts": {}} for value in "abc"]


@dataclass(frozen=True)
class World:
    """What the pages are asked about."""

    cast: Cast
    ideas: Activity
    people: list[Participant]

    @property
    def project(self) -> Project:
        return self.cast.project


def make() -> World:
    town = _at_work(make_cast(), [make_user(f"person{one}") for one in range(PEOPLE)])
    for number in range(PROJECTS - 2):  # this one, and the one beside it
        start_project(
            by=make_user(f"starter{number}"),
            pilot=town.cast.pilot,
            words={**WORDS, "name": f"Project {number}"},
            groups=PRESETS["health"],
            own=1,
        )
    return town


def beside(town: World) -> World:
    """Another project of the same people, to compare with."""
    cast, fiona = town.cast, _account(town.cast.fiona)
    project = start_project(
        by=fiona, pilot=cast.pilot, words=WORDS, groups=PRESETS["health"], own=1
    )
    groups = {group.name: group for group in project.constituencies.all()}
    people = {"fiona": Participant.objects.get(user=fiona, project=project)}
    for name, place in cast.people.items():
        people[name] = people.get(name) or give_place(
            project=project,
            constituency=groups[place.constituency.name],
            name=place.name,
            user=place.user,
            role=place.role,
        )
    theirs = replace(cast, project=project, groups=groups, people=people)
    return _at_work(theirs, [_account(person) for person in town.people])


def _at_work(cast: Cast, users: list[User]) -> World:
    """They have agreed on a charter, are many by now, and collect ideas."""
    adopt_charter(cast)
    phase = go_aheads.opened(cast, "co_design")
    groups = list(cast.groups.values())
    people = [
        give_place(
            project=cast.project,
            constituency=groups[number % len(groups)],
            name=user.name,
            user=user,
        )
        for number, user in enumerate(users)
    ]
    return World(cast, go_aheads.set_up(cast, phase, "ideas"), people)


def _account(person: Participant) -> User:
    assert person.user  # noqa: S101  (for the types: everyone here has one)
    return person.user


def grow(world: World, size: int) -> None:
    """Up to so many ideas, each with its comments, its supports and its log lines."""
    have = Contribution.objects.filter(activity=world.ideas).count()
    for first in range(have, size, BATCH):
        numbers = range(first, min(first + BATCH, size))
        made = Contribution.objects.bulk_create(
            [_idea(world, number) for number in numbers]
        )
        Comment.objects.bulk_create(
            Comment(
                contribution=idea,
                author=world.people[number],
                text=f"It would help my mother too, number {number}.",
            )
            for idea in made
            for number in range(COMMENTS)
        )
        Support.objects.bulk_create(
            Support(
                contribution=idea,
                participant=person,
                side=person.constituency.side,
            )
            for idea in made
            for person in world.people[: idea.support]
        )
        LogEntry.objects.bulk_create(_line(world) for _number in numbers)


def _idea(world: World, number: int) -> Contribution:
    """Between 10 and 30 supports, 20 in the mean: ties as there are in life."""
    support = SUPPORTS - 10 + number % 21
    backers = world.people[:support]
    community = sum(one.constituency.side == "community" for one in backers)
    return Contribution(
        activity=world.ideas,
        project=world.project,
        author=world.people[number % PEOPLE],
        kind="idea",
        text=f"Someone to ring in the first night, number {number}.",
        support=support,
        support_community=community,
        support_institution=support - community,
        comments_kept=COMMENTS,
    )


def _line(world: World) -> LogEntry:
    carer = world.cast.carer
    return LogEntry(
        project=world.project,
        event="phases.contributed",
        actor=carer.pk,
        side="community",
        constituency=carer.constituency_id,
        facts={},
    )


def ask(cast: Cast) -> Round:
    """Ten questions, asked of every group."""
    phase = go_aheads.opened(cast, "co_assessment")
    asked = Questionnaire.objects.create(pilot=cast.pilot, name="Ten questions")
    for position, kind in enumerate(KINDS):
        Item.objects.create(
            questionnaire=asked,
            position=position,
            code=f"q{position}",
            kind=kind,
            texts={},
            most=100 if kind == "number" else 5,
            choices=CHOICES if kind in ("single", "multiple") else [],
        )
    round = Round.objects.create(
        project=cast.project, phase=phase, questionnaire=asked, name="All", state="open"
    )
    round.groups.set(cast.groups.values())
    return round
