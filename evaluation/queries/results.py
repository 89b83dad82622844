"""Results and conclusions, as far as they may be seen."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from evaluation.models import Answer, Finding, Item, MinorityView, Round, Snapshot
from evaluation.statistics.suppression import K
from phases.models import Contribution, Cycle
from projects.access import Person
from projects.models import Project
from projects.paging import Page, page


def shown_figures(round: Round) -> dict[str, Any] | None:
    """What was published, word for word; before that, what a worker has added up."""
    if round.state == Round.State.PUBLISHED:
        snapshot = Snapshot.objects.filter(round=round).first()
        return snapshot.figures if snapshot else None
    return round.figures


def words_of(round: Round, item: Item) -> list[str]:
    """What people wrote, in no order and without their side; not if only few wrote."""
    answers = Answer.objects.filter(response__round=round, item=item).exclude(text="")
    words = list(answers.order_by("pk").values_list("text", flat=True)[:500])
    return words if len(words) >= K else []


def finding_for(user: Person, pk: UUID) -> Finding:
    rows = Finding.objects.select_related(
        "round__project__pilot", "round__phase", "written_by__constituency", "about"
    )
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, round__project__in=visible)


def findings_page(round: Round, cursor: str | None) -> Page[Finding]:
    """Newest first, each with those who see it otherwise."""
    views = MinorityView.objects.select_related("author__constituency")
    rows = round.findings.select_related(
        "written_by__constituency", "about", "became"
    ).prefetch_related(Prefetch("minority_views", views.order_by("said_at")))
    return page(rows, "written_at", cursor)


def looked_back_on(round: Round) -> QuerySet[Contribution]:
    """What a conclusion may be about: the priorities this round of the circle had."""
    return Contribution.objects.filter(
        commissionitem__commission__cycle=round.phase.cycle_id,
        withdrawn_at=None,
        hidden_at=None,
    ).order_by("commissionitem__position")


def view_for(user: Person, pk: UUID) -> MinorityView:
    rows = MinorityView.objects.select_related("finding__round__project__pilot")
    visible = Project.objects.visible_to(user)
    return get_object_or_404(rows, pk=pk, finding__round__project__in=visible)


def adopted_findings(cycle: Cycle) -> QuerySet[Finding]:
    """What both sides concluded in one round of the circle."""
    rows = Finding.objects.filter(round__phase__cycle=cycle)
    return rows.filter(state=Finding.State.ADOPTED).order_by("written_at", "pk")
