"""How it began: a pilot, a project, people on two sides, and their agreement."""

from collections.abc import Sequence

from coprod.story.people import (
    ADMINISTRATOR,
    FIRST,
    GROUPS,
    OFFLINE,
    PLAYERS,
    Offline,
    Player,
)
from coprod.story.stage import Stage, Voices, ask, days, settle, voice
from decisions.actions import confirm_ballot, draft_charter, enter_ballot
from decisions.acts import CHANGE_CHARTER
from participants.actions import (
    accept,
    add_offline,
    add_pilot,
    appoint_administrator,
    invite,
    open_account,
)
from participants.models import Constituency, Invitation, Participant, User
from participants.rules.joining import Asked, Details
from phases.actions import start_project
from projects.models import Pilot

PILOT = {
    "slug": "ambermere",
    "name": "Ambermere Together",
    "about": (
        "In Ambermere, residents and the people who work for them share the say over "
        "public services. Every project goes round the same circle, and everyone can "
        "see where it is."
    ),
    "organisations": "Ambermere Town Council and St Orrin’s Hospital",
    "languages": ["en", "ar", "da", "fi", "ru"],
    "time_zone": "Europe/London",
    "offline_way": (
        "Ring 01632 960 014 on working days from ten to four, or come to Lower Quay "
        "library on Wednesdays from ten to twelve. Someone writes down what you say "
        "and reads it back to you."
    ),
}
WORDS = {
    "name": "The first fourteen days",
    "purpose": (
        "So that nobody comes home from hospital to an empty fridge and a phone that "
        "nobody answers."
    ),
    "decided_here": (
        "What happens in your first fourteen days at home.\n"
        "What we measure, and what counts as good.\n"
        "What we do ourselves, with our own hours, rooms and phones."
    ),
    "decided_elsewhere": (
        "When a person may leave hospital. That is for the person and the doctor.\n"
        "Staff pay. That is agreed elsewhere."
    ),
    "language": "en",
}
GROUND_RULES = (
    "We let each other finish. We speak in words everybody knows, and ask when one of "
    "us does not. What somebody tells about their health stays in the room. Those who "
    "cannot come are asked by phone or on paper, before we decide."
)
THE_HOUSE = User(email="house@demo.invalid", is_superuser=True)  # never saved
WHY_THIS_AGREEMENT = (
    "This is what we worked out on two evenings at the library. Big questions need "
    "more than half of each side. Small ones go ahead if someone of each side agrees "
    "and nobody has a concern."
)


def pilot_begins() -> Pilot:
    """Who runs the site makes the pilot and appoints the person who looks after it."""
    pilot = add_pilot(by=THE_HOUSE, pilot=Pilot(**PILOT))
    email, name = ADMINISTRATOR
    paula = open_account(email=email, name=name, language="en")
    appoint_administrator(by=THE_HOUSE, user=paula, pilot=pilot)
    return pilot


def project_begins(pilot: Pilot) -> Stage:
    """fiona starts it and invites people of both sides, who come in over some days."""
    user = open_account(email=FIRST.email, name=FIRST.name, language=FIRST.language)
    project = start_project(
        by=user, pilot=pilot, words=WORDS, groups=GROUPS, own=FIRST.group
    )
    names = {group.name: group for group in project.constituencies.all()}
    stage = Stage(pilot, project, [names[group.name] for group in GROUPS])
    stage.people["fiona"] = Participant.objects.get(user=user, project=project)
    for half in (PLAYERS[:16], PLAYERS[16:]):
        _join(stage, half)
        days(3)
    for person in OFFLINE:
        _add(stage, person)
    return stage


def _join(stage: Stage, players: Sequence[Player]) -> None:
    """With links: one for many, and one each for those who take on a task."""
    many = invite(
        by=stage["fiona"],
        asked=Asked(days=30, note="Cards at Lower Quay library"),
        places=60,
    )
    for player in players:
        link = many
        if player.role != Participant.Role.MEMBER:
            asked = Asked(role=player.role, note=f"For {player.name}")
            link = invite(by=stage["fiona"], asked=asked, places=1)
        stage.people[player.key] = come_in(
            link,
            stage.groups[player.group],
            Details(player.name, player.language, help_wanted=player.helps),
            player.email,
        )


def come_in(
    link: Invitation, group: Constituency, details: Details, email: str
) -> Participant:
    user = open_account(email=email, name=details.name, language=details.language)
    return accept(by=user, invitation=link, group=group, details=details)


def _add(stage: Stage, person: Offline) -> None:
    details = Details(
        person.name,
        "en",
        channel=person.channel,
        phone=person.phone,
        helper=person.helper,
        help_wanted=person.helps,
        needs=person.needs,
    )
    stage.people[person.key] = add_offline(
        by=stage["fiona"], constituency=stage.groups[person.group], details=details
    )


def agreement_is_made(stage: Stage) -> None:
    """The founding vote: half of each side, on the site and on paper."""
    draft = draft_charter(
        by=stage["fiona"],
        project=stage.project,
        preset="shared",
        ground_rules=GROUND_RULES,
    )
    decision = ask(stage, "fiona", CHANGE_CHARTER, draft, WHY_THIS_AGREEMENT)
    paper = enter_ballot(
        by=stage["fiona"],
        decision=decision,
        participant=stage["quill"],
        choice="yes",
        channel="paper",
        reason="As long as somebody reads me the small print.",
    )
    confirm_ballot(by=stage["frank"], ballot=paper)
    yes = "fiona ada rosa nour tom edna harold samira ellen leo mabel"
    staff = "frank grace susan olu helen dina alan mei ruth"
    why = "Sharing the say on rotas goes too far for me."
    voices = Voices(
        yes=[*yes.split(), *staff.split()], no={"simon": why}, aside=["martin"]
    )
    voice(stage, decision, voices)
    settle(decision)
