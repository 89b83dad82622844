"""One cast for all tests, built through actions: people on both sides of a project."""

from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from participants.actions import appoint_administrator, give_place
from participants.models import Constituency, Participant, User
from participants.rules.groups import PRESETS
from phases.actions import start_project
from projects.models import Pilot, Project

WORDS = {
    "name": "The first fourteen days",
    "purpose": "So that nobody comes home from hospital to an empty fridge.",
    "decided_here": "What happens in the first fourteen days at home.",
    "decided_elsewhere": "When someone may leave hospital.",
    "language": "en",
}


@dataclass
class Cast:
    """Who is in the play; every Participant has the account `<name>@example.org`."""

    pilot: Pilot
    project: Project
    groups: dict[str, Constituency]
    stranger: User
    admin: User
    foreign_admin: User
    root: User  # runs the site, and holds no grant
    people: dict[str, Participant] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Participant:
        people: dict[str, Participant] = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]


ROLES = Participant.Role
PLACES = [  # name, group, role; fiona starts the project
    ("resident", "Neighbours and volunteers", ROLES.MEMBER),
    ("carer", "Family carers", ROLES.MEMBER),
    ("user", "People who use the service", ROLES.MEMBER),
    ("nurse", "Nurses and care workers", ROLES.MEMBER),
    ("manager", "Managers", ROLES.MEMBER),
    ("frank", "Nurses and care workers", ROLES.FACILITATOR),
    ("coordinator", "Managers", ROLES.COORDINATOR),
    ("evaluator", "Family carers", ROLES.EVALUATOR),
    ("observer", "Neighbours and volunteers", ROLES.OBSERVER),
]


def make_pilot(slug: str = "ambermere") -> Pilot:
    return Pilot.objects.create(
        slug=slug, name=slug.title(), languages=["en", "ar"], time_zone="Europe/London"
    )


def make_user(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name.title())


def add_second_step(user: User) -> TOTP:
    """An app on their phone that shows codes."""
    return TOTP.activate(user, generate_totp_secret())


def make_cast() -> Cast:
    """fiona facilitates for the community, frank for the institution."""
    pilot = make_pilot()
    fiona = make_user("fiona")
    project = start_project(
        by=fiona, pilot=pilot, words=WORDS, groups=PRESETS["health"], own=1
    )
    groups = {group.name: group for group in project.constituencies.all()}
    root = User.objects.create_superuser("root@example.org", name="Root")
    admin, foreign = make_user("admin"), make_user("foreign_admin")
    for person in (root, admin, foreign):
        add_second_step(person)
    appoint_administrator(by=root, user=admin, pilot=pilot)
    appoint_administrator(by=root, user=foreign, pilot=make_pilot("elsewhere"))
    cast = Cast(pilot, project, groups, make_user("stranger"), admin, foreign, root)
    cast.people["fiona"] = Participant.objects.get(user=fiona)
    for name, group, role in PLACES:
        cast.people[name] = give_place(
            project=project,
            constituency=groups[group],
            name=name.title(),
            user=make_user(name),
            role=role,
        )
    cast.people["offline"] = give_place(
        project=project, constituency=groups["Family carers"], name="Mr Offline"
    )
    return cast
