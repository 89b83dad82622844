"""A project in full swing, with one of each thing in the state that lets people in.

Nothing in it is public. The same is built a second time in another pilot: whatever is
there must stay hidden from the people here.
"""

from dataclasses import dataclass, field
from typing import Any

from participants import actions as join
from participants.actions.grants import sync_grants
from participants.events import INVITED
from participants.models import IdentityProvider, Participant, User
from participants.queries import feeds_of, token_of
from participants.rules.groups import PRESETS
from participants.rules.joining import Asked
from phases import actions as work
from projects import log
from projects.models import Pilot, Project
from tests.cast import PLACES, ROLES, WORDS, Cast, make_cast
from tests.matrix.things import agreement, circle, decisions, judging

CARERS, NURSES = "Family carers", "Nurses and care workers"
MORE_PLACES = [  # on top of the cast: places that came to an end, or are on hold
    ("inactive", CARERS, ROLES.MEMBER),
    ("removed", CARERS, ROLES.MEMBER),
    ("left", CARERS, ROLES.MEMBER),
    ("paused", NURSES, ROLES.MEMBER),
    ("resting", NURSES, ROLES.MEMBER),
]


@dataclass
class World:
    """Its people by name, and its things by the name the table calls them."""

    cast: Cast
    things: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.things[name]

    def pk(self, name: str) -> str:
        return str(self.things[name].pk)


def home() -> World:
    cast = make_cast()
    world = _fill(World(cast))
    world.things["demo_account"] = User.objects.create_user("carer@demo.invalid")
    return world


def abroad(cast: Cast) -> World:
    """Another project of another pilot, with other people."""
    pilot = Pilot.objects.get(slug="elsewhere")
    fiona = _user("fiona-abroad")
    project = work.start_project(
        by=fiona, pilot=pilot, words=WORDS, groups=PRESETS["health"], own=1
    )
    groups = {group.name: group for group in project.constituencies.all()}
    there = Cast(
        pilot,
        project,
        groups,
        stranger=cast.stranger,
        admin=cast.foreign_admin,
        foreign_admin=cast.admin,
        root=cast.root,
    )
    there.people["fiona"] = Participant.objects.get(user=fiona)
    for name, group, role in PLACES:
        _place(there, name, group, role, account=f"{name}-abroad")
    there.people["offline"] = join.give_place(
        project=project, constituency=groups[CARERS], name="Mrs Offline"
    )
    return _fill(World(there))


def _user(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name.title())


def _place(cast: Cast, name: str, group: str, role: str, account: str) -> None:
    cast.people[name] = join.give_place(
        project=cast.project,
        constituency=cast.groups[group],
        name=name.title(),
        user=_user(account),
        role=role,
    )


def _fill(world: World) -> World:
    cast = world.cast
    where = "" if cast.pilot.slug == "ambermere" else "-abroad"
    for name, group, role in MORE_PLACES:
        _place(cast, name, group, role, account=f"{name}{where}")
    world.things["project"] = cast.project
    for part in (ways_in, agreement, circle, decisions, judging):
        world.things |= part(cast)
    _end_places(cast)
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    return world


def _end_places(cast: Cast) -> None:
    """Last of all: what was open before counted them among the electorate."""
    for name in ("paused", "resting"):
        join.pause(by=cast.frank, place=cast.people[name], category="spam", days=7)
    join.leave(by=cast.left)
    removed = cast.removed
    Participant.objects.filter(pk=removed.pk).update(state="removed")
    sync_grants(removed.user, removed.project)
    User.objects.filter(places=cast.inactive).update(is_active=False)


# ------------------------------------------------------------------ ways in


def feed_of(cast: Cast) -> str:
    """What stands in the address of the carer's own calendar."""
    join.make_feed_link(by=cast.carer)
    return feeds_of(cast.carer).calendar.split("/")[-2]


def ways_in(cast: Cast) -> dict[str, Any]:
    link = join.invite(by=cast.fiona, asked=Asked(), places=50)
    asked = Asked(group=cast.groups[CARERS].pk)
    [letter] = join.invite_by_mail(
        by=cast.fiona, asked=asked, addresses=["invited@example.org"], language="en"
    )
    clients = {
        name: join.register_client(
            by=cast.admin, pilot=cast.pilot, name=name, scopes=["read", "write"]
        )
        for name in ("software", "waiting software")
    }
    software, secret = clients["software"]
    place = join.let_software_in(
        by=cast.coordinator, client=software, group=cast.groups[NURSES]
    )
    service = IdentityProvider.objects.create(
        pilot=cast.pilot, name="Town staff", issuer="https://x.example", is_active=False
    )
    webhook, _secret = join.add_webhook(
        by=cast.fiona,
        home=cast.project,
        address="https://receiver.example.org/news",
        events=["participants.invited"],
    )
    log.record(INVITED, cast.project, cast.fiona.as_actor, invitation=str(link.pk))
    return {
        "webhook": webhook,
        "delivery": webhook.deliveries.get(),
        "pilot": cast.pilot,
        "service": service,
        "office": cast.pilot.administrators.get(),
        "link": link,
        "letter": letter,
        "token": token_of(link),
        "feed": feed_of(cast),
        "carers_place": cast.carer,
        "client": software,
        "secret": secret,
        "software": place,
        "new_client": clients["waiting software"][0],
        "group": cast.groups[CARERS],
        "other_group": cast.groups["People who use the service"],
        "person": cast.resident,
        "paused_person": cast.resting,
        "offline": cast.offline,
        "left_place": cast.left,
    }
