"""A project in full swing, with one of each thing in the state that lets people in.

Nothing in it is public. The same is built a second time in another pilot: whatever is
there must stay hidden from the people here.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from decisions import actions as decide
from decisions.actions.charters import change_charter
from decisions.actions.closing import settle
from decisions.actions.proposing import put_question
from decisions.acts import CHANGE_CHARTER, Act
from decisions.models import Ballot, Decision, Elector, Mandate
from decisions.queries import terms_for
from decisions.queries.charters import FOUNDING_TERMS
from decisions.rules import Outcome
from evaluation import actions as judge
from evaluation.acts import START_NEXT_CYCLE
from evaluation.queries import link_token
from evaluation.rules.instruments import HOW_WE_WORK
from participants import actions as join
from participants.actions.grants import sync_grants
from participants.models import Participant, User
from participants.queries import token_of
from participants.rules.groups import PRESETS
from participants.rules.joining import Asked
from phases import actions as work
from phases.acts import CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Cycle, Phase
from phases.queries import next_meeting
from projects import clock
from projects.models import Pilot, Project
from tests.cast import PLACES, ROLES, WORDS, Cast, make_cast

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
    return {
        "pilot": cast.pilot,
        "office": cast.pilot.administrators.get(),
        "link": link,
        "letter": letter,
        "token": token_of(link),
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


# ------------------------------------------------------------------ decided


def carried(cast: Cast, act: Act, thing: Any) -> Mandate:
    """A go-ahead ready to be used; how people came to it is not what is asked here."""
    settle(asked(cast, act, thing), Outcome("carried", (), ()))
    mandate = Mandate.objects.latest("given_at")
    Mandate.objects.filter(pk=mandate.pk).update(not_before=clock.now())
    return mandate


def asked(cast: Cast, act: Act, thing: Any, days_ago: int = 0, **more: Any) -> Decision:
    """A question that is open for votes."""
    terms = terms_for(cast.project, act) or FOUNDING_TERMS
    opens_at = clock.now() - timedelta(days=days_ago)
    words = {
        "text": "We propose it.",
        "state": Decision.State.OPEN,
        "opens_at": opens_at,
        "closes_at": opens_at + timedelta(days=14),
    }
    return put_question(cast.fiona, act, thing, terms, **(words | more))


def agreement(cast: Cast) -> dict[str, Any]:
    """One in force, and a draft of the next."""
    words = {"preset": "shared", "ground_rules": "Be kind."}
    charter = decide.draft_charter(by=cast.fiona, project=cast.project, **words)
    change_charter(carried(cast, CHANGE_CHARTER, charter))
    draft = decide.draft_charter(by=cast.carer, project=cast.project, **words)
    return {"charter": charter, "draft": draft}


def decisions(cast: Cast) -> dict[str, Any]:
    """One in each state that lets someone do something."""
    cycle = cast.project.cycles.get()
    phases = {phase.kind: phase for phase in cycle.phases.all()}
    found: dict[str, Any] = {}
    waits = settled_for_now(cast, START_NEXT_CYCLE, cycle)
    found["waiting"] = waits
    found["doubt"] = decide.challenge(
        by=cast.carer, mandate=waits, ground="count", reason="It was read out wrongly."
    )
    failed = carried(cast, OPEN_PHASE, phases["co_delivery"])
    Mandate.objects.filter(pk=failed.pk).update(state="failed", reason="Not planned.")
    found["failed"] = failed
    found["poll"] = poll = asked(cast, START_NEXT_CYCLE, cycle, way="vote")
    found["remark"] = decide.remark(
        by=cast.carer, decision=poll, stance="for", text="It is time."
    )
    found["ballot"] = decide.enter_ballot(
        by=cast.fiona,
        decision=poll,
        participant=cast.offline,
        choice="yes",
        channel="paper",
    )
    found["silent"] = decide.propose(
        by=cast.carer, act=CLOSE_PHASE, thing=phases["co_design"], text="Enough ideas."
    )
    found["talked_over"] = talked = decide.propose(
        by=cast.nurse, act=CLOSE_PHASE, thing=phases["co_delivery"], text="It is done."
    )
    found["concern"] = decide.object_to(
        by=cast.carer, decision=talked, reason="Two tasks are not there yet."
    )
    found["record"] = decide.record_meeting(
        by=cast.fiona,
        act=CLOSE_PHASE,
        thing=phases["co_commission"],
        text="We agreed to end it.",
        minutes=decide.Minutes(
            clock.today(cast.pilot), [cast.fiona, cast.carer, cast.nurse]
        ),
    )
    found["all_in"] = all_in = asked(
        cast, OPEN_PHASE, phases["co_design"], days_ago=4, way="vote"
    )
    Ballot.objects.bulk_create(
        Ballot(elector=elector, choice="yes")
        for elector in Elector.objects.filter(decision=all_in)
    )
    return found


def settled_for_now(cast: Cast, act: Act, thing: Any) -> Mandate:
    """Carried, and still in the days in which it can be doubted."""
    settle(asked(cast, act, thing), Outcome("carried", (), ()))
    return Mandate.objects.latest("given_at")


# ------------------------------------------------------------------ the circle


def circle(cast: Cast) -> dict[str, Any]:
    cycle = Cycle.objects.get(project=cast.project)
    for phase in cycle.phases.all():
        work.open_phase(carried(cast, OPEN_PHASE, phase))
    phases = {phase.kind: phase for phase in Phase.objects.filter(cycle=cycle)}
    board = Activity.objects.select_related("phase__cycle", "project__pilot").get(
        project=cast.project
    )
    made: dict[str, Any] = {
        "cycle": cycle,
        "board": board,
        "phase": phases["co_design"],
        "judging": phases["co_assessment"],
        "plan": _activity(cast, phases["co_delivery"], "plan"),
        "ideas": _activity(cast, phases["co_design"], "ideas"),
    }
    return made | said(cast, made) | promised(cast, made["plan"])


def _activity(cast: Cast, phase: Phase, method: str) -> Activity:
    words = work.ActivityWords(method.title(), "Say it.", "Ring us.")
    return work.add_activity(by=cast.fiona, phase=phase, method=method, words=words)


def said(cast: Cast, made: dict[str, Any]) -> dict[str, Any]:
    need, hidden = (
        work.contribute(
            by=cast.carer, activity=made["board"], words=work.Words("need", text)
        )
        for text in ("Someone to ring at night.", "My neighbour drinks.")
    )
    supported = work.contribute(
        by=cast.nurse, activity=made["board"], words=work.Words("need", "A lift home.")
    )
    comment, unseen = (
        work.comment(by=cast.carer, contribution=need, text=text)
        for text in ("Until ten, at least.", "Ask Mrs Miller at number 4.")
    )
    report = work.report(by=cast.user, said=supported, reason="It names somebody.")
    for thing in (hidden, unseen):
        work.hide(by=cast.frank, said=thing, ground="private", because="It names one.")
    work.draft_priorities(
        by=cast.fiona, cycle=made["cycle"], text="We begin with nights.", chosen=[need]
    )
    return {
        "need": need,
        "supported": supported,
        "hidden": hidden,
        "comment": comment,
        "hidden_comment": unseen,
        "report": report,
        "meeting": _meeting(cast),
    }


def _meeting(cast: Cast) -> Any:
    soon = clock.now() + timedelta(days=5)
    words = work.MeetingWords(soon, "The library", "Step-free.")
    work.call_meeting(by=cast.fiona, words=words)
    return next_meeting(cast.project)


def promised(cast: Cast, plan: Activity) -> dict[str, Any]:
    """A task nobody has, one the carer has, and one that waits for a yes."""
    free = work.add_task(by=cast.fiona, activity=plan, promise=work.Promise("A list"))
    carers = work.add_task(
        by=cast.carer, activity=plan, promise=work.Promise("A card", owner=cast.carer)
    )
    nurses = work.add_task(
        by=cast.nurse, activity=plan, promise=work.Promise("A line", owner=cast.nurse)
    )
    work.deliver_task(by=cast.nurse, task=nurses)
    return {"free_task": free, "task": carers, "delivered": nurses}


# ------------------------------------------------------------------ judging together


def judging(cast: Cast) -> dict[str, Any]:
    """A round being prepared, one that is open, and one with a conclusion."""
    asked_with = judge.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    link_item = asked_with.items.get(code="influence")
    prepared, opened, over = (
        _round(cast, name, questionnaire=asked_with, link_item=link_item)
        for name in ("Next year", "This month", "Last month")
    )
    opened, over = (
        judge.open_round(by=cast.evaluator, round=each) for each in (opened, over)
    )
    content = b"id,influence\n1,4\n2,nine\n"
    file = judge.import_answers(
        by=cast.evaluator, round=opened, file=judge.AnswerFile("a.csv", content, {})
    )
    judge.check_import(file.pk)
    over = judge.close_round(by=cast.evaluator, round=over)
    judge.count(over.pk)
    judge.figure(over.pk)
    conclusion = judge.write_finding(
        by=cast.carer, round=over, words=judge.Words("Staff write the agenda alone.")
    )
    view = judge.keep_minority_view(
        by=cast.nurse, finding=conclusion, text="We asked for points three times."
    )
    return {
        "questionnaire": asked_with,
        "unused": judge.copy_questionnaire(by=cast.admin, questionnaire=asked_with),
        "prepared_round": prepared,
        "round": opened,
        "closed_round": over,
        "question": link_token(opened),
        "file": file,
        "conclusion": conclusion,
        "view": view,
    }


def _round(cast: Cast, name: str, **more: Any) -> Any:
    phase = Phase.objects.get(project=cast.project, kind="co_assessment")
    plan = judge.Plan(name=name, groups=list(cast.groups.values()), **more)
    return judge.prepare_round(by=cast.evaluator, phase=phase, plan=plan)
