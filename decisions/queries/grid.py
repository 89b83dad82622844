"""The agreement as a grid: act × who may do what, with what changed since before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from decisions.acts import ACTS, CHANGE_CHARTER, Act, Weight
from decisions.models import Charter, Decision, DecisionRight
from decisions.queries.charters import FOUNDING_TERMS
from decisions.rules import SIDES, Level, Rule, level
from projects.log import EVENTS, ReservedAct
from projects.models import LogEntry, Project
from projects.prepared import prepared


@dataclass(frozen=True)
class Cell:
    """What one side may do about one act."""

    side: str
    rights: frozenset[str]


@dataclass(frozen=True)
class Row:
    """One act, each side's rights, the rule and its time; and how it was before."""

    act: Act
    cells: tuple[Cell, ...]
    way: str = ""
    rule: Rule | None = None
    discussion_hours: int = 0
    hours: int = 0
    before: "Row | None" = None
    also: tuple[Act, ...] = ()  # further acts of which the same holds

    @property
    def sides(self) -> list[tuple[Cell, Cell | None]]:
        """Each side's cell, with the one before where it is another."""
        if self.before is None:
            return [(cell, None) for cell in self.cells]
        both = zip(self.cells, self.before.cells, strict=True)
        return [(new, old if new != old else None) for new, old in both]

    @property
    def rule_before(self) -> "Row | None":
        """The row before, where its rule or its time is another."""
        now = (self.rule, self.discussion_hours, self.hours)
        old = self.before
        if old and (old.rule, old.discussion_hours, old.hours) != now:
            return old
        return None

    @property
    def discussion_days(self) -> int:
        return self.discussion_hours // 24

    @property
    def days(self) -> int:
        return self.hours // 24

    @property
    def terms(self) -> tuple[object, ...]:
        """All that the row says of its act."""
        return self.cells, self.way, self.rule, self.discussion_hours, self.hours


@dataclass(frozen=True)
class Power:
    """A reserved power: who may do what alone, and how often it was done here."""

    words: str
    used: int


def grid(charter: Charter, before: Charter | None = None) -> list[Row]:
    """Every governed act, the weighty ones last; a changed row knows the old one."""
    old = {row.act.code: row for row in grid(before)} if before else {}
    rows = rows_of({right.act: right for right in _rights(charter)})
    return [
        replace(row, before=old[row.act.code])
        if row.act.code in old and row.terms != old[row.act.code].terms
        else row
        for row in rows
    ]


def rows_of(rights: Mapping[str, DecisionRight]) -> list[Row]:
    """The same of rights that are known."""
    return [_row(act, rights.get(code)) for code, act in _acts()]


@prepared
def _rights(charter: Charter) -> QuerySet[DecisionRight]:
    return DecisionRight.objects.filter(charter=charter)


def founding_grid() -> list[Row]:
    """Before the first agreement: nothing but adopting one can be decided."""
    cells = tuple(Cell(side, frozenset({"proposes", "decides"})) for side in SIDES)
    founding = Row(
        CHANGE_CHARTER,
        cells,
        FOUNDING_TERMS.way,
        FOUNDING_TERMS.rule,
        FOUNDING_TERMS.discussion_hours,
        FOUNDING_TERMS.hours,
    )
    return [founding if act is CHANGE_CHARTER else _row(act) for _, act in _acts()]


def in_short(rows: Iterable[Row]) -> list[Row]:
    """The same grid with one row for all acts that are decided alike."""
    alike: dict[object, list[Row]] = {}
    for row in rows:
        alike.setdefault(row.terms, []).append(row)
    return [
        replace(first, also=tuple(row.act for row in others))
        for first, *others in alike.values()
    ]


def level_of(rows: Collection[Row]) -> Level:
    """How far these rights let the community side go, at the most."""
    rights = {
        row.act.code: {cell.side: cell.rights for cell in row.cells} for row in rows
    }
    weighty = [code for code, act in _acts() if act.weight == Weight.WEIGHTY]
    return level(rights, weighty)


def acts_named(codes: Collection[str]) -> list[Act]:
    return [act for code, act in _acts() if code in codes]


def version_before(charter: Charter) -> Charter | None:
    """The version that was in force before this one."""
    older = charter.project.charters.filter(version__lt=charter.version)
    return older.exclude(state=Charter.State.DRAFT).order_by("-version").first()


def adopting_decision(charter: Charter) -> Decision | None:
    """The decision that put a version in force, or is to."""
    rows = Decision.objects.filter(act=CHANGE_CHARTER.code, about=charter.pk)
    if charter.adopted_by_id:
        return rows.filter(mandate=charter.adopted_by_id).first()
    return rows.filter(state__in=Decision.RUNNING).first()


def reserved_powers(project: Project) -> list[Power]:
    """What needs no go-ahead, listed publicly, and how often it was used."""
    acts = [act for act in EVENTS.values() if isinstance(act, ReservedAct)]
    rows = LogEntry.objects.filter(
        project=project, event__in=[act.name for act in acts]
    )
    used = dict(rows.values_list("event").annotate(Count("pk")).order_by("event"))
    powers: Counter[str] = Counter()
    for act in acts:
        powers[str(act.power)] += used.get(act.name, 0)
    return [Power(words, number) for words, number in powers.items()]


def _acts() -> list[tuple[str, Act]]:
    """As declared, along the circle: ordinary first, the agreement itself last."""
    return sorted(
        ACTS.items(), key=lambda item: (item[1] is CHANGE_CHARTER, item[1].weight)
    )


def _row(act: Act, right: DecisionRight | None = None) -> Row:
    if right is None:
        return Row(act, tuple(Cell(side, frozenset()) for side in SIDES))
    sides = {
        "proposes": right.proposes,
        "heard": right.heard,
        "decides": right.decides,
        "objects": right.objects_to,
    }
    return Row(
        act,
        tuple(
            Cell(side, frozenset(name for name, held in sides.items() if side in held))
            for side in SIDES
        ),
        right.way,
        Rule.from_json(right.rule),
        right.discussion_hours,
        right.hours,
    )
