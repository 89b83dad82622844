"""What the agreement in force says, and what holds where there is none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, QuerySet
from django.shortcuts import get_object_or_404

from decisions.acts import ACTS, CHANGE_CHARTER, Act
from decisions.models import Charter, Decision, DecisionRight, Mandate
from decisions.rules import FOUNDING, SIDES, Check, Electorate, Rule, satisfiable
from participants.models import Participant
from participants.roles import DECIDERS, FACILITATING
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page
from projects.prepared import prepared

FOUNDING_HOURS = 72


@dataclass(frozen=True)
class CharterTerms:
    """How one act is decided in a project today. Times in hours."""

    charter: Charter | None
    way: str
    rule: Rule
    proposes: tuple[str, ...]
    objectors: tuple[str, ...]
    discussion_hours: int
    hours: int

    @property
    def discussion_days(self) -> int:
        return self.discussion_hours // 24

    @property
    def days(self) -> int:
        return self.hours // 24


FOUNDING_TERMS = CharterTerms(None, "vote", FOUNDING, SIDES, (), 0, FOUNDING_HOURS)


def charter_for(user: Person, pk: UUID) -> Charter:
    """The only way a request reaches a version of an agreement."""
    visible = Project.objects.visible_to(user)
    rows = Charter.objects.filter(project__in=visible).select_related("project")
    return get_object_or_404(rows, pk=pk)


def row_for(user: Person, pk: UUID, act: str) -> DecisionRight:
    """What a version says about one act."""
    rows = charter_for(user, pk).rights.select_related("charter__project__pilot")
    return get_object_or_404(rows.filter(act__in=ACTS), act=act)


def charters_page(project: Project, cursor: str | None) -> Page[Charter]:
    """Every version there was, the draft among them, newest first."""
    return page(project.charters.all(), "version", cursor)


def charter_in_force(project: Project) -> Charter | None:
    return _charters.first(project, Charter.State.ADOPTED)


def draft_of(project: Project) -> Charter | None:
    """The draft being worked on, if there is one."""
    return _charters.first(project, Charter.State.DRAFT)


@prepared
def _charters(project: Project, state: str) -> QuerySet[Charter]:
    return Charter.objects.filter(project=project, state=state)


@dataclass(frozen=True)
class InForce:
    """What a page that shows much of a project has found: who decides what in it."""

    rights: dict[str, DecisionRight]  # by act; none before the first agreement
    has_draft: bool
    electorate: Electorate

    @property
    def charter(self) -> Charter | None:
        return next((right.charter for right in self.rights.values()), None)


def in_force(project: Project, electorate: Electorate) -> InForce:
    """The agreement with all that it says. One query."""
    rows = _rights_in_force(project)
    has_draft = getattr(rows[0], "has_draft", True) if rows else True
    return InForce({row.act: row for row in rows}, has_draft, electorate)


def right_for(project: Project, act: Act) -> DecisionRight | None:
    """The row of the grid for this act, in the agreement in force."""
    return _right_in_force.first(project, act.code)


@prepared
def _rights_in_force(project: Project) -> QuerySet[DecisionRight]:
    drafts = Charter.objects.filter(project=project, state=Charter.State.DRAFT)
    rows = DecisionRight.objects.filter(
        charter__project=project, charter__state=Charter.State.ADOPTED
    )
    return rows.select_related("charter").annotate(has_draft=Exists(drafts))


@prepared
def _right_in_force(project: Project, act: str) -> QuerySet[DecisionRight]:
    rows = DecisionRight.objects.filter(
        charter__project=project, charter__state=Charter.State.ADOPTED, act=act
    )
    return rows.select_related("charter")


def terms_for(
    project: Project, act: Act, known: InForce | None = None
) -> CharterTerms | None:
    """How this act is decided today; None where nothing but founding can be.

    Changing the agreement falls back to the founding rule where today's people could
    not meet its own: a rule that can never be met again would hold everyone for good.
    """
    right = known.rights.get(act.code) if known else right_for(project, act)
    if right is None:
        return FOUNDING_TERMS if act == CHANGE_CHARTER else None
    rule = Rule.from_json(right.rule)
    if act == CHANGE_CHARTER:
        today = known.electorate if known else electorate_today(project)
        if not _met(satisfiable(rule, today)):
            return FOUNDING_TERMS
    return CharterTerms(
        right.charter,
        right.way,
        rule,
        tuple(right.proposes),
        tuple(right.objects_to),
        right.discussion_hours,
        right.hours,
    )


def members_today(project: Project) -> QuerySet[Participant]:
    """Everyone who may decide now, with or without an account."""
    return Participant.objects.filter(
        project=project, state=Participant.State.ACTIVE, role__in=DECIDERS
    ).select_related("constituency")


def joined_since(decision: Decision) -> int:
    """Who may decide now and was not there when this was put to people."""
    return members_today(decision.project).exclude(votes__decision=decision).count()


def able_to_check(project: Project, side: str) -> tuple[int, int]:
    """Who of the other side can sign in to check a paper; and who facilitates."""
    others = members_today(project).exclude(constituency__side=side)
    others = others.filter(user__is_active=True)
    return others.count(), others.filter(role__in=FACILITATING).count()


def electorate_today(project: Project) -> Electorate:
    return Electorate(Counter(_sides_of_members(project)))


@prepared
def _sides_of_members(project: Project) -> QuerySet[Participant, str]:
    return members_today(project).values_list("constituency__side", flat=True)


def unmet(charter: Charter) -> list[tuple[Act, Check]]:
    """What today's people could not meet, act by act. Empty: it can take effect."""
    today = electorate_today(charter.project)
    rules = {right.act: Rule.from_json(right.rule) for right in charter.rights.all()}
    return [
        (act, check)
        for code, act in sorted(ACTS.items())
        if code in rules
        for check in _hardest(satisfiable(rules[code], today))
    ]


def _hardest(checks: Iterable[Check]) -> list[Check]:
    """Of what is not met, the most that is needed of each side: one line each."""
    by_side: dict[str, Check] = {}
    for check in checks:
        known = by_side.get(check.side)
        if not check.met and (known is None or check.need > known.need):
            by_side[check.side] = check
    return list(by_side.values())


def can_be_eased(lacking: Iterable[tuple[Act, Check]]) -> bool:
    """Whether a smaller number would do: someone of each deciding side is here."""
    return all(check.have for _act, check in lacking)


def needs_confirming(charter: Charter) -> bool:
    """A first one is: with twice the people, or after the first round of the circle."""
    if charter.version != 1:
        return False
    ending = [act.code for act in ACTS.values() if act.ends_round]
    rounds = Mandate.objects.filter(
        decision__project=charter.project, act__in=ending, state=Mandate.State.ENACTED
    )
    doubled = members_today(charter.project).count() >= charter.people_then * 2
    return doubled or rounds.exists()


def _met(checks: tuple[Check, ...]) -> bool:
    return all(check.met for check in checks)
