"""What was put to people and decided, to be taken along as a spreadsheet."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.models import Decision, Mandate, Remark
from decisions.queries import decision_for
from decisions.queries.reading import named_groups, questions_of
from participants.lists import side_and_group
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, address_of, words_for
from projects.models import Project, Side
from projects.queries import project_for


class _Put(NamedTuple):
    """A question as it was put, with what it is about by its name."""

    question: str
    decision: Decision


def _put(decisions: QuerySet[Decision]) -> Sequence[_Put]:
    """All at once, since what they are about is looked up for all of them."""
    found = list(decisions)
    questions = questions_of(found)
    return [_Put(questions[each.pk], each) for each in found]


def _decisions(project: Project) -> Sequence[_Put]:
    rows = project.decisions.select_related("proposed_by", "mandate")
    return _put(rows.order_by("-proposed_at", "-pk"))


def _of_decisions(project: Project) -> Sequence[Column]:
    states, results = words_for(Decision.State), words_for(Decision.Result)
    ways, mandates = words_for(Decision.Way), words_for(Mandate.State)
    address = address_of("decisions:decision")
    return [
        Column(_("When"), lambda row: row.decision.proposed_at),
        Column(_("Question"), lambda row: row.question, WIDE),
        Column(_("The proposal"), lambda row: row.decision.text, WIDE),
        *side_and_group(project, lambda row: row.decision.proposed_by.constituency_id),
        Column(_("How it is decided"), lambda row: ways[row.decision.way]),
        Column(_("State"), lambda row: states[row.decision.state]),
        Column(_("Open until"), lambda row: row.decision.closes_at),
        Column(_("Closed on"), lambda row: row.decision.closed_at),
        Column(_("Outcome"), lambda row: results.get(row.decision.result)),
        Column(_("What follows"), lambda row: _what_follows(row.decision, mandates)),
        Column(_("Address"), lambda row: address(row.decision.pk)),
    ]


def _what_follows(decision: Decision, words: dict[str, str]) -> str | None:
    mandate: Mandate | None = getattr(decision, "mandate", None)
    return words[mandate.state] if mandate else None


List(
    "decisions",
    gettext_lazy("Decisions"),
    found=project_for,
    rows=_decisions,
    columns=_of_decisions,
    page=lambda project: reverse("decisions:decisions", args=[project.pk]),
)


# ------------------------------------------------------------------ what people said


def _remarks(decision: Decision) -> QuerySet[Remark]:
    shown = decision.remarks.filter(hidden_because="")
    rows = shown.select_related("author__constituency")
    return rows.order_by("-said_at", "-pk")


def _of_remarks(decision: Decision) -> Sequence[Column]:
    """A small group is not named, as on the page."""
    stances, sides = words_for(Remark.Stance), words_for(Side)
    large = decision.project.constituencies.filter(pk__in=named_groups(decision))
    groups = {each.pk: str(each) for each in large}
    return [
        Column(_("When"), lambda row: row.said_at),
        Column(_("What it is"), lambda row: stances[row.stance]),
        Column(_("Words"), lambda row: row.text, WIDE),
        Column(_("Written in"), lambda row: row.language),
        Column(_("Side"), lambda row: sides[row.author.side]),
        Column(_("Group"), lambda row: groups.get(row.author.constituency_id)),
        Column(_("By other software"), lambda row: row.author.software),
    ]


List(
    "remarks",
    gettext_lazy("Questions and comments"),
    found=decision_for,
    rows=_remarks,
    columns=_of_remarks,
    page=Decision.get_absolute_url,
    about_name=lambda decision: questions_of([decision])[decision.pk],
)


# ------------------------------------------------------------------ what followed


def _mandates(project: Project) -> Sequence[_Put]:
    """The decisions that gave one."""
    rows = project.decisions.filter(mandate__isnull=False).select_related("mandate")
    return _put(rows.order_by("-mandate__given_at", "-mandate__pk"))


def _of_mandates(_project: Project) -> Sequence[Column]:
    states, address = words_for(Mandate.State), address_of("decisions:decision")
    return [
        Column(_("When"), lambda row: row.decision.mandate.given_at),
        Column(_("Question"), lambda row: row.question, WIDE),
        Column(_("State"), lambda row: states[row.decision.mandate.state]),
        Column(_("Why"), lambda row: row.decision.mandate.reason, WIDE),
        Column(_("Took effect"), lambda row: row.decision.mandate.enacted_at),
        Column(_("Address"), lambda row: address(row.decision.pk)),
    ]


List(
    "mandates",
    gettext_lazy("Go-aheads"),
    found=project_for,
    rows=_mandates,
    columns=_of_mandates,
    page=lambda project: reverse("decisions:decisions", args=[project.pk]),
)
