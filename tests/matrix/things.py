"""What the world of the matrix holds, each thing in the state that lets people in."""

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
from phases import actions as work
from phases.acts import CLOSE_PHASE, OPEN_PHASE
from phases.models import Activity, Cycle, Phase
from phases.queries import next_meeting
from projects import clock
from projects.models import Export
from tests.cast import Cast
from tests.phases.enclosing import attached
from tests.projects import exporting

CARRIED = Outcome("carried", (), ())

# ------------------------------------------------------------------ decided


def carried(cast: Cast, act: Act, thing: Any) -> Mandate:
    """A go-ahead ready to be used; how people came to it is not what is asked here."""
    settle(asked(cast, act, thing), CARRIED)
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
    return {
        **go_aheads(cast, phases),
        **votes(cast, phases),
        **proposals(cast, phases),
        "record": decide.record_meeting(
            by=cast.fiona,
            act=CLOSE_PHASE,
            thing=phases["co_commission"],
            text="We agreed to end it.",
            minutes=decide.Minutes(
                clock.today(cast.pilot), [cast.fiona, cast.carer, cast.nurse]
            ),
        ),
    }


def go_aheads(cast: Cast, phases: dict[str, Phase]) -> dict[str, Any]:
    """One that can still be doubted, and is; one that failed."""
    settle(asked(cast, START_NEXT_CYCLE, phases["co_design"].cycle), CARRIED)
    waiting = Mandate.objects.latest("given_at")
    doubt = decide.challenge(
        by=cast.carer,
        mandate=waiting,
        ground="count",
        reason="It was read out wrongly.",
    )
    failed = carried(cast, OPEN_PHASE, phases["co_delivery"])
    Mandate.objects.filter(pk=failed.pk).update(state="failed", reason="Not planned.")
    return {"waiting": waiting, "doubt": doubt, "failed": failed}


def votes(cast: Cast, phases: dict[str, Phase]) -> dict[str, Any]:
    """One with a vote on paper, and one in which everyone has voted for days."""
    poll = asked(cast, START_NEXT_CYCLE, phases["co_design"].cycle, way="vote")
    all_in = asked(cast, OPEN_PHASE, phases["co_design"], days_ago=4, way="vote")
    Ballot.objects.bulk_create(
        Ballot(elector=elector, choice="yes")
        for elector in Elector.objects.filter(decision=all_in)
    )
    return {
        "poll": poll,
        "all_in": all_in,
        "remark": decide.remark(
            by=cast.carer, decision=poll, stance="for", text="It is time."
        ),
        "ballot": decide.enter_ballot(
            by=cast.fiona,
            decision=poll,
            participant=cast.offline,
            choice="yes",
            channel="paper",
        ),
    }


def proposals(cast: Cast, phases: dict[str, Phase]) -> dict[str, Any]:
    """One in which silence agrees, and one in which somebody has a concern."""
    silent = decide.propose(
        by=cast.carer, act=CLOSE_PHASE, thing=phases["co_design"], text="Enough ideas."
    )
    talked_over = decide.propose(
        by=cast.nurse, act=CLOSE_PHASE, thing=phases["co_delivery"], text="It is done."
    )
    concern = decide.object_to(
        by=cast.carer, decision=talked_over, reason="Two tasks are not there yet."
    )
    return {"silent": silent, "talked_over": talked_over, "concern": concern}


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
    brought = {
        "brought_file": brought_in(cast, made["board"]),
        "stored_file": stored(cast, made["ideas"]),
    }
    said_here = said(cast, made)
    taken = {"export": taken_along(cast, made["board"])}
    return made | brought | said_here | taken | promised(cast, made["plan"])


def brought_in(cast: Cast, board: Activity) -> Any:
    """A file that was checked and waits; one of its rows is wrong."""
    content = b"text,group,kind\nA bench.,Family carers,need\nA lift.,Nobody,need\n"
    return _checked(cast, board, content)


def stored(cast: Cast, ideas: Activity) -> Any:
    """A file that came in a moment ago."""
    file = _checked(cast, ideas, b"text,group\nA lift.,Family carers\n")
    work.store_file(by=cast.fiona, file=file, good_only=False)
    work.store_piece(file.pk)
    return file


def taken_along(cast: Cast, board: Activity) -> Export:
    """A list that a worker has made, as if it had not been put away yet."""
    export = exporting.asked(cast.carer, board)
    Export.objects.filter(pk=export.pk).update(state="ready", content=b"PK")
    return export


def _checked(cast: Cast, activity: Activity, content: bytes) -> Any:
    sent = work.SentFile("b.csv", content, {})
    file = work.import_contributions(by=cast.fiona, activity=activity, sent=sent)
    work.check_file(file.pk)
    return file


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
    here, removed = (attached(cast.carer, need) for _ in range(2))
    work.remove_attachment(by=cast.carer, attachment=removed)
    for thing in (hidden, unseen):
        work.hide(by=cast.frank, said=thing, ground="private", because="It names one.")
    work.draft_priorities(
        by=cast.fiona, cycle=made["cycle"], text="We begin with nights.", chosen=[need]
    )
    return {
        "need": need,
        "attachment": here,
        "removed_attachment": removed,
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
        by=cast.evaluator, round=opened, file=judge.SentFile("a.csv", content, {})
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
