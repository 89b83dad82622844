"""Phases, and what there is to do in them."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from decisions.permissions import gate
from participants.queries import own_place
from phases import actions, acts, permissions, queries
from phases.forms import ActivityForm
from phases.models import Phase
from phases.views import showing
from projects.access import ensure
from projects.queries import project_for


@require_safe
def search(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Look for words in everything people said here."""
    project = project_for(request.user, pk)
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context = {
        **showing.in_project(request, project),
        "asked": asked,
        "keep": f"{urlencode({'q': asked})}&",
        "hits": queries.search(project, asked, request.GET.get("page")),
    }
    return render(request, "phases/search.html", context)


@require_safe
def phase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One phase: its state, what is in it, and what opens or ends it."""
    found = queries.phase_for(request.user, pk)
    context = {
        **showing.in_project(request, found.project),
        "phase": found,
        "about": queries.ABOUT[Phase.Kind(found.kind)],
        "term": queries.TERMS[Phase.Kind(found.kind)],
        "activities": queries.activities_of(found),
        "commission": queries.commission_of(found.cycle),
        "gate": gate(
            request.user, acts.CLOSE_PHASE if found.is_open else acts.OPEN_PHASE, found
        ),
        "may_add": permissions.may_add_activity(request.user, found),
    }
    return render(request, "phases/phase.html", context)


@login_required
@require_safe
def add_activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    phase = queries.phase_for(request.user, pk)
    ensure(permissions.may_add_activity(request.user, phase))
    return _adding(request, phase, ActivityForm(phase=phase))


@login_required
@require_POST
def save_activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    phase = queries.phase_for(request.user, pk)
    by = own_place(request.user, phase.project)
    form = ActivityForm(request.POST, phase=phase)
    if not form.is_valid():
        return _adding(request, phase, form, status=422)
    made = actions.add_activity(
        by=by, phase=phase, method=form.cleaned_data["method"], words=form.words()
    )
    messages.success(request, _("It is set up. People see it here."))
    return redirect(made)


def _adding(
    request: HttpRequest, phase: Phase, form: ActivityForm, status: int = 200
) -> HttpResponse:
    context = {
        **showing.in_project(request, phase.project),
        "phase": phase,
        "form": form,
    }
    return render(request, "phases/add_activity.html", context, status=status)


@require_safe
def activity(request: HttpRequest, pk: UUID) -> HttpResponse:
    return showing.activity_page(request, queries.activity_for(request.user, pk))
