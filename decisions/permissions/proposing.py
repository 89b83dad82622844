"""Rules about putting a question, changing it, and ending it early."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext as _

from decisions.acts import CARRIERS, Act
from decisions.models import Ballot, Decision
from decisions.queries import (
    InForce,
    electorate_today,
    running_decision,
    terms_for,
)
from decisions.rules import Check, satisfiable
from participants.models import Participant
from participants.permissions import may_facilitate
from participants.queries import Who, grants_of, place_of
from projects import clock
from projects.access import YES, Verdict, no
from projects.models import Project, Side
from projects.numbers import digits

SHORTEST = timedelta(hours=72)  # nobody is rushed, even where everyone has voted


@dataclass(frozen=True)
class Gate:
    """What stands where a governed act would be: what opens it, and who can."""

    act: Act
    thing: models.Model
    running: Decision | None
    may_propose: Verdict
    sentence: str


def gate(who: Who, act: Act, thing: models.Model) -> Gate:
    """Why nobody can simply do this, and what would open it."""
    return gate_beside(running_decision(act, thing), who, act, thing)


def gate_beside(
    running: Decision | None,
    who: Who,
    act: Act,
    thing: models.Model,
    known: InForce | None = None,
) -> Gate:
    """The same, for who knows what is running about it, and who decides."""
    verdict = _may_propose(who, act, thing, running, known)
    if running:
        sentence = _("A decision about this is running. It takes effect if carried.")
    elif verdict:
        sentence = _("Nobody can do this alone. It takes a decision, and you can ask.")
    else:
        sentence = verdict.reason
    return Gate(act, thing, running, verdict, sentence)


def may_propose(who: Who, act: Act, thing: models.Model) -> Verdict:
    return _may_propose(who, act, thing, running_decision(act, thing))


def _may_propose(
    who: Who,
    act: Act,
    thing: models.Model,
    running: Decision | None,
    known: InForce | None = None,
) -> Verdict:
    project: Project = thing.project  # type: ignore[attr-defined]
    if "decide_in_project" not in grants_of(who, project):
        return no(_("Only members of this project can propose a decision."))
    terms = terms_for(project, act, known)
    if terms is None:
        return no(
            _(
                "This project has no working agreement yet. It says who decides what, "
                "so both sides adopt one first."
            )
        )
    if (place := as_participant(who, project)) and place.side not in terms.proposes:
        return no(_("Under the working agreement your side does not propose this."))
    if running:
        return no(_("A decision about this is running already."))
    ready = CARRIERS[act.code].ready(thing)
    if not ready:
        return ready
    today = known.electorate if known else electorate_today(project)
    return _enough_people(satisfiable(terms.rule, today))


def may_record_meeting(who: Who, act: Act, thing: models.Model) -> Verdict:
    """Whoever writes up a meeting ticks people's names, which facilitators see."""
    project: Project = thing.project  # type: ignore[attr-defined]
    return may_facilitate(who, project) and may_propose(who, act, thing)


def may_revise(who: Who, decision: Decision) -> Verdict:
    if decision.state != Decision.State.TALKING:
        return no(_("A proposal is changed while a concern about it is talked over."))
    if "decide_in_project" not in grants_of(who, decision.project):
        return no(_("Only members of this project can change a proposal."))
    return YES


def may_put_again(decision: Decision, text: str) -> Verdict:
    """A proposal that a concern stopped goes on in other words, not in the same."""
    if text.split() == decision.text.split():
        return no(
            _(
                "These are still the words that someone has a concern about. Say what"
                " you change because of it."
            )
        )
    return YES


def may_withdraw(who: Who, decision: Decision) -> Verdict:
    if not decision.is_running:
        return no(_("This decision has closed."))
    place = as_participant(who, decision.project)
    if place is None or place.pk != decision.proposed_by_id:
        return no(_("Only the person who proposed this can take it back."))
    return YES


def may_close_early(who: Who, decision: Decision) -> Verdict:
    if "facilitate_project" not in grants_of(who, decision.project):
        return no(_("Only facilitators can close a decision early."))
    if decision.state != Decision.State.OPEN or decision.way != Decision.Way.VOTE:
        return no(_("Only a vote that is open can be closed early."))
    if clock.now() < decision.opens_at + SHORTEST:
        return no(_("A vote stays open for three days at least."))
    voted = Ballot.objects.filter(elector__decision=decision)
    if voted.count() < decision.electorate.count():
        return no(_("It can close early once everyone has voted. Some have not."))
    if voted.filter(entered_by__isnull=False, confirmed_by=None).exists():
        return no(_("A vote on paper still waits for the other side’s check."))
    return YES


def as_participant(who: Who, project: Project) -> Participant | None:
    return who if isinstance(who, Participant) else place_of(who, project)


def _enough_people(checks: tuple[Check, ...]) -> Verdict:
    for check in checks:
        if not check.met and check.side:
            return no(
                _(
                    "There are too few people on the side “%(side)s” to decide this: "
                    "%(have)s of %(need)s. Invite more people first."
                )
                % {
                    "side": Side(check.side).label,
                    "have": digits(check.have),
                    "need": digits(check.need),
                }
            )
        if not check.met:
            return no(_("There are too few people to decide this. Invite more first."))
    return YES
