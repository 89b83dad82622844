"""Survey rounds and their figures, to be taken along as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation import queries
from evaluation.exports import results_head, results_lines
from evaluation.models import Finding, Round
from evaluation.permissions import may_see_results
from participants.lists import side_and_group
from projects.access import Person, ensure
from projects.files.spreadsheets import WIDE, Column
from projects.lists import List, address_of, words_for
from projects.models import Project
from projects.queries import project_for
from projects.rules.tables import Cells


@dataclass(frozen=True)
class _Rounds:
    """Those of a project that were opened: drafts stay with the people inside."""

    project: Project
    rows: QuerySet[Round]


def _rounds(user: Person, pk: UUID) -> _Rounds:
    project = project_for(user, pk)
    opened = queries.rounds_of(user, project).exclude(state=Round.State.DRAFT)
    return _Rounds(project, opened)


def _of_rounds(_found: _Rounds) -> Sequence[Column]:
    states, address = words_for(Round.State), address_of("evaluation:round")
    return [
        Column(_("Survey round"), lambda row: row.name, WIDE),
        Column(_("Questionnaire"), lambda row: str(row.questionnaire), WIDE // 2),
        Column(_("Where we are in the circle"), lambda row: str(row.phase.cycle)),
        Column(_("State"), lambda row: states[row.state]),
        Column(_("Open since"), lambda row: row.opened_at),
        Column(_("Open until"), lambda row: row.closes_at),
        Column(_("Closed on"), lambda row: row.closed_at),
        Column(_("Address"), lambda row: address(row.pk)),
    ]


List(
    "rounds",
    gettext_lazy("Survey rounds"),
    found=_rounds,
    rows=lambda found: found.rows.order_by("-made_at", "-pk"),
    columns=_of_rounds,
    page=lambda found: reverse("evaluation:results", args=[found.project.pk]),
    about_name=lambda found: str(found.project),
)


# ------------------------------------------------------------------ figures


def _seen(user: Person, pk: UUID) -> Round:
    round = queries.round_for(user, pk)
    ensure(may_see_results(user, round))
    return round


def _results(round: Round) -> Sequence[Cells]:
    """What page and CSV show: small groups are hidden in it, answers are not in it."""
    figures = queries.shown_figures(round)
    if figures is None:
        raise Http404
    return list(results_lines(figures))


def _of_results(_round: Round) -> Sequence[Column]:
    return [
        Column(heading, _nth(place)) for place, heading in enumerate(results_head())
    ]


def _nth(place: int) -> Any:
    return lambda row: row[place]


List(
    "results",
    gettext_lazy("Results"),
    found=_seen,
    rows=_results,
    columns=_of_results,
    page=lambda round: reverse("evaluation:results_of", args=[round.pk]),
)


# ------------------------------------------------------------------ conclusions


def _of_findings(round: Round) -> Sequence[Column]:
    return [
        Column(_("When"), lambda row: row.written_at),
        Column(_("Conclusion"), lambda row: row.text, WIDE),
        *side_and_group(
            round.project,
            lambda row: row.written_by and row.written_by.constituency_id,
        ),
        Column(_("What it is about"), _about, WIDE),
        Column(_("State"), lambda row: str(row.get_state_display())),
        Column(_("Not everyone agrees"), _other_views, WIDE),
    ]


def _about(finding: Finding) -> str | None:
    """Not by words that were hidden or taken back since."""
    about = finding.about
    return str(about) if about and about.is_shown else None


def _other_views(finding: Finding) -> str:
    return "\n\n".join(each.text for each in finding.minority_views.all())


List(
    "findings",
    gettext_lazy("What people conclude"),
    found=_seen,
    rows=lambda round: (
        round.findings.select_related("written_by", "about")
        .prefetch_related("minority_views")
        .order_by("-written_at", "-pk")
    ),
    columns=_of_findings,
    page=lambda round: reverse("evaluation:results_of", args=[round.pk]),
)
