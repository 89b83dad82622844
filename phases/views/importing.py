"""Bringing in a file of what people said elsewhere, and what became of it all."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.queries import own_place
from phases import actions, exports, permissions, queries
from phases.forms import ContributionFileForm
from phases.models import Activity
from phases.views import showing
from projects.access import ensure
from projects.files.serving import as_file
from projects.files.tables import StoreForm, faults_csv
from projects.queries import faults_page


@login_required
@require_safe
def import_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a file is chosen, and how its columns are to be named."""
    activity = queries.activity_for(request.user, pk)
    ensure(permissions.may_import(request.user, activity))
    return _choosing(request, activity, ContributionFileForm())


@login_required
@require_POST
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = queries.activity_for(request.user, pk)
    by = own_place(request.user, activity.project)
    ensure(permissions.may_import(by, activity))
    form = ContributionFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choosing(request, activity, form, status=422)
    sent = form.sent_file()
    return redirect(actions.import_contributions(by=by, activity=activity, sent=sent))


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file says, what is wrong with it, and how far it is stored."""
    found = queries.file_for(request.user, pk)
    ensure(permissions.may_see_file(request.user, found))
    who = request.user
    faults = faults_page(found.problems.all(), request.GET)
    context = {
        **showing.in_project(request, found.activity.project),
        "activity": found.activity,
        "file": found,
        "problems": faults.results,
        "more": faults.last,
        "may_store": permissions.may_store_file(who, found, good_only=found.bad > 0),
        "may_set_aside": permissions.may_set_aside_file(who, found),
        "may_take_back": permissions.may_take_back_file(who, found),
        "going": queries.untouched(found).count(),
        "staying": queries.staying(found),
    }
    return render(request, "phases/file.html", context)


@login_required
@require_safe
def file_problems_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every problem of a file, to mend it by."""
    found = queries.file_for(request.user, pk)
    ensure(permissions.may_see_file(request.user, found))
    problems = found.problems.iterator(chunk_size=2000)
    return as_file(faults_csv(problems), f"problems-{found.pk}.csv")


@login_required
@require_safe
def contribution_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty file with the right columns."""
    activity = queries.activity_for(request.user, pk)
    ensure(permissions.may_import(request.user, activity))
    return as_file(exports.contribution_sheet(), "contributions.csv")


@login_required
@require_safe
def columns_example(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a mapping file looks like, for the groups of this project."""
    activity = queries.activity_for(request.user, pk)
    ensure(permissions.may_import(request.user, activity))
    return as_file(exports.columns_example(activity), "mapping.json", "text/plain")


@login_required
@require_POST
def store_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store all rows, or only the good ones, as chosen."""
    found = queries.file_for(request.user, pk)
    by = own_place(request.user, found.activity.project)
    form = StoreForm(request.POST)
    good_only = form.is_valid() and form.cleaned_data["keep"] == "good"
    actions.store_file(by=by, file=found, good_only=good_only)
    return redirect(found)


@login_required
@require_POST
def set_aside_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.file_for(request.user, pk)
    by = own_place(request.user, found.activity.project)
    actions.set_aside_file(by=by, file=found)
    messages.success(request, _("Nothing of the file was stored."))
    return redirect(found)


@login_required
@require_POST
def take_back_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a file: what nobody has answered goes."""
    found = queries.file_for(request.user, pk)
    by = own_place(request.user, found.activity.project)
    actions.take_back_file(by=by, file=found)
    messages.success(request, _("Taken back. What somebody has answered stays."))
    return redirect(found)


@require_safe
def outcomes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What became of everything people put in, by the group it came from."""
    activity = queries.activity_for(request.user, pk)
    context = {
        **showing.in_project(request, activity.project),
        "activity": activity,
        "phase": activity.phase,
        "outcomes": queries.outcomes_of(activity),
    }
    return render(request, "phases/outcomes.html", context)


@require_safe
def outcomes_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    activity = queries.activity_for(request.user, pk)
    found = queries.outcomes_of(activity)
    return as_file(exports.outcomes_csv(found), f"outcomes-{activity.pk}.csv")


def _choosing(
    request: HttpRequest,
    activity: Activity,
    form: ContributionFileForm,
    status: int = 200,
) -> HttpResponse:
    taken = queries.taken_by(activity)
    context = {
        **showing.in_project(request, activity.project),
        "activity": activity,
        "form": form,
        "taken": taken,
        "one_kind": len(taken.kinds) == 1,
        "files": queries.files_page(activity, None).rows,
    }
    return render(request, "phases/import.html", context, status=status)
