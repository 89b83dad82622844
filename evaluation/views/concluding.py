"""Results, and what people conclude from them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation import actions, exports, permissions, queries
from evaluation.forms import FindingForm, MinorityViewForm
from evaluation.models import Finding
from evaluation.views import showing
from participants.queries import own_place
from projects.access import ensure
from projects.files.serving import as_file
from projects.trying import status_of, tried, was_changed, written


@require_safe
def results_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both sides next to each other, the largest gap first."""
    return showing.results_page(request, queries.round_for(request.user, pk))


@require_safe
def results_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same figures as a file."""
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_see_results(request.user, round))
    figures = queries.shown_figures(round)
    if figures is None:
        raise Http404
    name = f"results-{round.pk}.csv"
    return as_file(exports.results_csv(figures), name)


@login_required
@require_POST
def add_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a conclusion for both sides to agree on."""
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    ensure(permissions.may_write_finding(by, round))
    form = FindingForm(round, request.POST, prefix="finding")
    if not tried(
        form, lambda: actions.write_finding(by=by, round=round, words=_words(form))
    ):
        return showing.results_page(request, round, {"finding_form": form})
    messages.success(request, _("Your conclusion is here for both sides to read."))
    return redirect("evaluation:results_of", round.pk)


@login_required
@require_safe
def change_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    finding = queries.finding_for(request.user, pk)
    by = own_place(request.user, finding.round.project)
    ensure(permissions.may_change_finding(by, finding))
    return _changing(request, finding, FindingForm(finding.round, finding=finding))


@login_required
@require_POST
def save_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    finding = queries.finding_for(request.user, pk)
    by = own_place(request.user, finding.round.project)
    ensure(permissions.may_change_finding(by, finding))
    form = FindingForm(finding.round, request.POST, finding=finding)
    if not tried(
        form,
        lambda: actions.change_finding(
            by=by,
            finding=finding,
            words=_words(form),
            edition=form.cleaned_data["edition"],
        ),
    ):
        return _changing(request, finding, form)
    return redirect("evaluation:results_of", finding.round_id)


@login_required
@require_POST
def remove_finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one's own conclusion back."""
    finding = queries.finding_for(request.user, pk)
    by = own_place(request.user, finding.round.project)
    actions.remove_finding(by=by, finding=finding)
    messages.success(request, _("You took your conclusion back."))
    return redirect("evaluation:results_of", finding.round_id)


@login_required
@require_POST
def minority_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have it written beside a conclusion that one sees it otherwise."""
    finding = queries.finding_for(request.user, pk)
    by = own_place(request.user, finding.round.project)
    ensure(permissions.may_keep_minority_view(by, finding))
    form = MinorityViewForm(request.POST, prefix="view")
    if not form.is_valid():
        bound = {"view_form": form}
        return showing.results_page(request, finding.round, bound, finding)
    actions.keep_minority_view(by=by, finding=finding, **written(form))
    messages.success(request, _("It stands beside the conclusion now."))
    return redirect("evaluation:results_of", finding.round_id)


@login_required
@require_POST
def take_back_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    view = queries.view_for(request.user, pk)
    by = own_place(request.user, view.finding.round.project)
    actions.take_back_minority_view(by=by, view=view)
    messages.success(request, _("You took it back."))
    return redirect("evaluation:results_of", view.finding.round_id)


def _words(form: FindingForm) -> actions.Words:
    return actions.Words(
        form.cleaned_data["text"],
        get_language() or "en",
        form.cleaned_data.get("about"),
    )


def _changing(
    request: HttpRequest, finding: Finding, form: FindingForm
) -> HttpResponse:
    round = finding.round
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "finding": finding,
        "form": form,
        "stands": finding if was_changed(form) else None,
    }
    status = status_of(form)
    return render(request, "evaluation/change_finding.html", context, status=status)
