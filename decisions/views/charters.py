"""The agreement in plain words, its versions, and drafting a new one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions import actions, permissions, queries
from decisions.acts import ACTS, CHANGE_CHARTER
from decisions.forms import DraftForm, RowForm
from decisions.models import Charter, DecisionRight
from decisions.queries import grid
from decisions.rules import FOUNDING
from decisions.views import showing
from participants.models import Participant
from participants.queries import own_place
from projects.models import Project
from projects.queries import project_for
from projects.trying import differences, status_of, tried


@require_safe
def charter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who decides what, now."""
    project = project_for(request.user, pk)
    in_force, draft = queries.charter_in_force(project), queries.draft_of(project)
    context = {
        **_terms(request, project, in_force),
        "founding": FOUNDING,
        "draft": draft,
        "running": draft and queries.running_decision(CHANGE_CHARTER, draft),
        "may_draft": permissions.may_draft_charter(request.user, project),
        "powers": grid.reserved_powers(project),
        "people": queries.electorate_today(project).by_side,
        "confirm_again": in_force and queries.needs_confirming(in_force),
        "versions": project.charters.exclude(state=Charter.State.DRAFT),
    }
    return render(request, "decisions/charter.html", context)


@require_safe
def charter_version(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: a draft to work on, or what held before; and what it changes."""
    version = queries.charter_for(request.user, pk)
    lacking = queries.unmet(version)
    context = {
        **_terms(request, version.project, version),
        "unmet": lacking,
        "can_be_eased": queries.can_be_eased(lacking),
        "terms": queries.terms_for(version.project, CHANGE_CHARTER),
        "in_force": queries.charter_in_force(version.project),
        "may_change": permissions.may_draft_charter(request.user, version.project)
        and permissions.may_be_changed(version),
        "gate": permissions.gate(request.user, CHANGE_CHARTER, version),
    }
    return render(request, "decisions/charter_version.html", context)


def _terms(
    request: HttpRequest, project: Project, version: Charter | None
) -> dict[str, object]:
    before = grid.version_before(version) if version else None
    rows = grid.grid(version, before) if version else grid.founding_grid()
    level = grid.level_of(rows)
    return {
        **showing.in_project(request, project, "charter"),
        "charter": version,
        "before": before,
        "rows": rows,
        "level": level,
        "because": grid.acts_named(level.because),
        "missing": grid.acts_named(level.missing),
        "adopted_by": grid.adopting_decision(version) if version else None,
    }


@login_required
@require_safe
def draft_charter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin a draft: a preset to start from, and how people treat each other."""
    project = project_for(request.user, pk)
    return _drafting(request, project, _draft_form(project))


def _draft_form(project: Project) -> DraftForm:
    """With the words of the draft, else of the agreement it is to replace."""
    before = queries.charter_in_force(project)
    start = {
        "preset": before.preset if before else project.pilot.charter_preset,
        "ground_rules": before.ground_rules if before else "",
    }
    return DraftForm.showing(queries.draft_of(project), start)


@login_required
@require_POST
def save_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the draft; its rows can be changed one by one."""
    project = project_for(request.user, pk)
    by = own_place(request.user, project)
    form = DraftForm(request.POST)
    if not tried(form, lambda: _keep(by, queries.draft_of(project), form)):
        return _drafting(request, project, form)
    messages.success(request, _("The draft is kept. Nothing is in force yet."))
    return redirect(project.charters.get(state=Charter.State.DRAFT))


def _keep(by: Participant, draft: Charter | None, form: DraftForm) -> None:
    """Begin a draft, or change the one that there is."""
    said = dict(form.cleaned_data)
    if draft is None:
        said["language"] = get_language() or "en"
        del said["edition"]
        actions.draft_charter(by=by, project=by.project, **said)
    else:
        actions.change_draft(by=by, charter=draft, **said)


def _drafting(request: HttpRequest, project: Project, form: DraftForm) -> HttpResponse:
    context = {
        **showing.in_project(request, project, "charter"),
        "form": form,
        "draft": queries.draft_of(project),
        "in_force": queries.charter_in_force(project),
        "may_draft": permissions.may_draft_charter(request.user, project),
        "differences": differences(form, _draft_form(project)),
    }
    page = "decisions/draft_charter.html"
    return render(request, page, context, status=status_of(form))


@login_required
@require_safe
def change_row(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """One row of a draft, as a form."""
    right = queries.row_for(request.user, pk, act)
    return _row(request, right, RowForm.showing(right))


@login_required
@require_POST
def save_row(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Keep what a draft says about one act."""
    right = queries.row_for(request.user, pk, act)
    by = own_place(request.user, right.charter.project)
    form = RowForm(request.POST)
    if not tried(form, lambda: _keep_row(by, right, form)):
        return _row(request, queries.row_for(request.user, pk, act), form)
    messages.success(request, _("This row of the draft is kept."))
    return redirect(right.charter)


def _keep_row(by: Participant, right: DecisionRight, form: RowForm) -> None:
    actions.change_row(
        by=by,
        charter=right.charter,
        act=ACTS[right.act],
        terms=form.terms(),
        edition=form.cleaned_data["edition"],
    )


def _row(request: HttpRequest, right: DecisionRight, form: RowForm) -> HttpResponse:
    version = right.charter
    context = {
        **showing.in_project(request, version.project, "charter"),
        "charter": version,
        "act": ACTS[right.act],
        "form": form,
        "may_change": permissions.may_be_changed(version),
        "may_draft": permissions.may_draft_charter(request.user, version.project),
        "differences": differences(form, RowForm.showing(right)),
    }
    return render(request, "decisions/change_row.html", context, status=status_of(form))
