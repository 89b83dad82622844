"""What the pages of judging together show, put together once for every form on them."""

from collections.abc import Mapping

import segno
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from evaluation import permissions, queries
from evaluation.exports import report
from evaluation.forms import FindingForm, MinorityViewForm
from evaluation.models import Finding, Item, Round
from participants.permissions import may_facilitate
from participants.queries import place_of
from projects.access import ensure
from projects.addresses import absolute
from projects.models import Project
from projects.trying import status_of

Bound = Mapping[str, forms.Form]


def in_project(request: HttpRequest, project: Project) -> dict[str, object]:
    """What every page of a project takes."""
    desk = bool(may_facilitate(request.user, project))
    return {"project": project, "tab": "results", "desk": desk}


def round_page(request: HttpRequest, round: Round) -> HttpResponse:
    """Where a round is, and what one may do with it."""
    who = request.user
    may = permissions.round_verdicts(who, round)
    link = link_of(round) if round.link_item_id and round.is_open else ""
    context = {
        **in_project(request, round.project),
        "round": round,
        "items": queries.items_of(round),
        "groups": round.groups.all(),
        "turnout": queries.turnout(round),
        "from_files": queries.holds_files(round),
        "may": may,
        "lacking": queries.lacking_in(round) if may["open"] else None,
        "prepares": bool(permissions.may_evaluate(who, round.project)),
        "files": queries.imports_page(round, None).rows if may["import"] else [],
        "link": link,
        "code": segno.make(link, error="m").svg_data_uri(scale=4) if link else "",
    }
    return render(request, "evaluation/round.html", context)


def link_of(round: Round) -> str:
    token = queries.link_token(round)
    return absolute(reverse("evaluation:one_question", args=[token]))


def results_page(
    request: HttpRequest,
    round: Round,
    bound: Bound | None = None,
    otherwise: Finding | None = None,
) -> HttpResponse:
    """The results as far as they may be seen, and what people conclude from them."""
    ensure(permissions.may_see_results(request.user, round))
    figures = queries.shown_figures(round)
    context = {
        **in_project(request, round.project),
        "round": round,
        "place": place_of(request.user, round.project),
        "report": report(figures) if figures else None,
        "from_files": queries.holds_files(round),
        "words": _words(request, round),
        "page": queries.findings_page(round, request.GET.get("page")),
        "may_write": permissions.may_write_finding(request.user, round),
        "may_differ": permissions.may_see_it_otherwise(request.user, round),
        "gate": permissions.gate_to_publish(request.user, round),
        "finding_form": FindingForm(round, prefix="finding"),
        "view_form": MinorityViewForm(prefix="view"),
        "otherwise": otherwise,
        **(bound or {}),
        "form": next(iter(bound.values())) if bound else None,
    }
    status = status_of(next(iter(bound.values()), None) if bound else None)
    return render(request, "evaluation/results_of.html", context, status=status)


def _words(request: HttpRequest, round: Round) -> list[tuple[Item, list[str]]]:
    """What people wrote is for the people inside; conclusions may quote it."""
    if not permissions.may_read_words(request.user, round):
        return []
    items = [item for item in queries.items_of(round) if item.kind == Item.Kind.TEXT]
    return [(item, queries.words_of(round, item)) for item in items]
