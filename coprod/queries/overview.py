"""What the page of one project tells: where it is, what there is to do, for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.needs import Need
from coprod.queries.voices import Voice, voices
from decisions.acts import ACTS, CHANGE_CHARTER, Act, Weight
from decisions.models import Decision
from decisions.queries import draft_of, running_decisions
from decisions.queries.grid import Row
from decisions.queries.reading import standing, things_of
from decisions.rules import SIDES, Rule
from evaluation.models import Round
from evaluation.queries import link_token
from participants.models import Participant
from participants.queries import SideNumber
from participants.rules.numbers import Shown, total
from phases.models import Activity, Contribution, Task
from phases.queries import Circle, PhaseLine, Step, thread
from projects.models import Project
from projects.prepared import prepared

MOST_OFFERS = 3
MINUTES = {"question": 1, "activity": 5, "round": 5, "decision": 10}  # lightest first


@dataclass(frozen=True)
class Running:
    """A decision people can read and take part in now, and whether it heard one."""

    decision: Decision
    act: Act
    thing: Model | None
    voice: str = ""


@dataclass(frozen=True)
class Offer:
    """One thing to take part in, and about how long it takes."""

    kind: str
    title: str
    text: str
    url: str
    foot: str
    language: str = ""  # where people wrote the words

    @property
    def minutes(self) -> int:
        return MINUTES[self.kind]


@dataclass(frozen=True)
class Stretch:
    """A phase with the decisions that opened or ended it, or are about to."""

    line: PhaseLine
    decision: str  # the address of the one that brought it where it is
    running: Decision | None


@dataclass(frozen=True)
class FirstStep:
    """The one most useful thing for this very person."""

    text: str
    url: str
    action: str
    until: datetime | None = None
    language: str = ""  # where people wrote the text


@dataclass(frozen=True)
class Power:
    """Who decides weighty matters, and by which rule."""

    sides: tuple[str, ...]
    rule: Rule


def running(project: Project, place: Participant | None = None) -> list[Running]:
    rows = list(running_decisions(project))
    things = things_of(rows)
    heard = voices([place], rows) if place else {}
    return [
        Running(one, ACTS[one.act], things.get(one.about), heard.get(one.pk, ""))
        for one in rows
    ]


def stretches(circle: Circle, running_now: Iterable[Running]) -> list[Stretch]:
    """The four phases, and what brought each where it is."""
    about = {one.decision.about: one.decision for one in running_now}
    return [
        Stretch(line, _decision_behind(line), about.get(line.phase.pk))
        for line in circle.phases
    ]


def _decision_behind(line: PhaseLine) -> str:
    """Where one reads what brought a phase where it is."""
    phase = line.phase
    ended = phase.state == phase.State.CLOSED
    mandate = phase.closed_by if ended else phase.opened_by
    if mandate is None:
        return ""
    return reverse("decisions:decision", args=[mandate.decision_id])


def offers(
    rounds: Iterable[Round],
    activities: Iterable[Activity],
    running_now: Iterable[Running],
) -> list[Offer]:
    """At most three things to do, of each kind one before a second; lightest first."""
    kinds = _by_kind(rounds, activities, running_now)
    firsts = [kind[0] for kind in kinds if kind]
    others = [offer for kind in kinds for offer in kind[1:]]
    chosen = [*firsts, *others][:MOST_OFFERS]
    return sorted(chosen, key=lambda offer: offer.minutes)


def everything(
    rounds: Iterable[Round],
    activities: Iterable[Activity],
    running_now: Iterable[Running],
) -> list[Offer]:
    """All there is to do, lightest first."""
    kinds = _by_kind(rounds, activities, running_now)
    found = [offer for kind in kinds for offer in kind]
    return sorted(found, key=lambda offer: offer.minutes)


def _by_kind(
    rounds: Iterable[Round],
    activities: Iterable[Activity],
    running_now: Iterable[Running],
) -> list[list[Offer]]:
    return [
        [offer for one in rounds for offer in _round(one)],
        [_activity(one) for one in activities],
        [_decision(one) for one in running_now],
    ]


def _round(one: Round) -> Iterable[Offer]:
    if one.link_item:
        yield Offer(
            "question",
            _("Answer one question"),
            _("How far is this true for you? “%(words)s”") % {"words": one.link_item},
            reverse("evaluation:one_question", args=[link_token(one)]),
            _("For everyone, without an account."),
        )
    yield Offer(
        "round",
        _("Answer the questions"),
        str(one),
        reverse("evaluation:round", args=[one.pk]),
        _("The same questions to both sides. Also on paper."),
    )


def _activity(one: Activity) -> Offer:
    words = (one.title, one.task, one.get_absolute_url(), one.offline_way)
    return Offer("activity", *words, one.language)


def _decision(one: Running) -> Offer:
    return Offer(
        "decision",
        one.act.asked(one.thing),
        standing(one.decision),
        one.decision.get_absolute_url(),
        _whose(one.voice),
    )


def _whose(voice: str) -> str:
    """Whose voice a decision asks for: or why not that of whoever reads."""
    if voice == Voice.LATER:
        return _(
            "It was put before you were a member, so you are not asked. You can read"
            " it and say what you think."
        )
    if voice == Voice.GIVEN:
        return _("You have answered. You can look at it again until it closes.")
    return _("For members, one voice each. Also on paper, by phone and at meetings.")


def first_step(
    project: Project,
    place: Participant | None,
    needs: Sequence[Need],
    found: Sequence[Offer],
    *,
    founded: bool,
) -> FirstStep:
    """What this person had better do now; there is always something."""
    if needs:
        need = needs[0]
        return FirstStep(need.title, need.url, need.action, need.until)
    if place is None or not place.is_here:
        return _as_a_visitor(found)
    if not founded:
        return _founding(project)
    for offer in found:
        if offer.kind == "activity":
            step = FirstStep(offer.title, offer.url, _("Take part"))
            return replace(step, language=offer.language)
    return FirstStep(
        _("Nothing waits for you. You can read what was decided, and why."),
        reverse("decisions:decisions", args=[project.pk]),
        _("Read the decisions"),
    )


def _as_a_visitor(found: Sequence[Offer]) -> FirstStep:
    for offer in found:
        if offer.kind == "question":
            return FirstStep(offer.text, offer.url, offer.title)
    return FirstStep(
        _("Read everything. To take part, you need an invitation."),
        "#join",
        _("How to join"),
    )


def _founding(project: Project) -> FirstStep:
    draft = draft_of(project)
    if draft:
        return FirstStep(
            _("Read the draft of the working agreement. It says who decides what."),
            reverse("decisions:charter_version", args=[draft.pk]),
            _("Read the draft"),
        )
    return FirstStep(
        _("Write a first draft of the working agreement. It says who decides what."),
        reverse("decisions:draft_charter", args=[project.pk]),
        _("Draft the agreement"),
    )


def power_in(rows: Iterable[Row]) -> Power | None:
    """Who decides weighty matters; changing the agreement itself always takes both."""
    weighty = [
        row.rule for row in rows if row.act.weight == Weight.WEIGHTY and row.rule
    ]
    others = [
        row.rule
        for row in rows
        if row.act.weight == Weight.WEIGHTY and row.rule and row.act != CHANGE_CHARTER
    ]
    if not weighty:
        return None
    rule = (others or weighty)[0]
    return Power(tuple(side for side in SIDES if side in rule.sides), rule)


def without_computer(project: Project, people: Iterable[SideNumber]) -> Shown:
    """How many take part only on paper, by phone or in meetings."""
    return total({project.pk: sum(side.offline for side in people)})


def telling_thread(project: Project) -> list[Step]:
    """One way from a need to what came of it: a priority, the furthest on its way."""
    first = _furthest.first(project)
    return thread(first) if first else []


@prepared
def _furthest(project: Project) -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(project=project, hidden_at=None)
    next_need = rows.filter(grew_from=OuterRef("pk"), concluded_in__isnull=False)
    done = Task.objects.filter(grew_from__grew_from=OuterRef("pk"), state="confirmed")
    chosen = rows.filter(
        withdrawn_at=None, commissionitem__commission__adopted_by__isnull=False
    )
    order = Exists(next_need).desc(), Exists(done).desc(), "-support", "pk"
    return chosen.order_by(*order)[:1]
