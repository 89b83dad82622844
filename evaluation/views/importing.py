"""Bringing in a file of answers."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation import actions, exports, permissions, queries
from evaluation.forms import FileForm
from evaluation.models import Round
from evaluation.views import showing
from participants.queries import own_place
from projects.access import ensure
from projects.files.serving import as_file
from projects.files.tables import StoreForm, faults_csv
from projects.queries import faults_page


@login_required
@require_safe
def import_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a file is chosen, and how its columns are to be named."""
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_import(request.user, round))
    return _choosing(request, round, FileForm())


@login_required
@require_POST
def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    round = queries.round_for(request.user, pk)
    by = own_place(request.user, round.project)
    ensure(permissions.may_import(by, round))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choosing(request, round, form, status=422)
    batch = actions.import_answers(by=by, round=round, file=form.sent_file())
    return redirect(batch)


@login_required
@require_safe
def import_batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a file says, what is wrong with it, and how far it is stored."""
    batch = queries.import_for(request.user, pk)
    ensure(permissions.may_see_import(request.user, batch))
    found = faults_page(batch.problems.all(), request.GET)
    context = {
        **showing.in_project(request, batch.round.project),
        "round": batch.round,
        "batch": batch,
        "problems": found.results,
        "more": found.last,
        "may_store": permissions.may_store_import(
            request.user, batch, good_only=batch.bad > 0
        ),
    }
    return render(request, "evaluation/import_batch.html", context)


@login_required
@require_safe
def problems_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every problem of a file, to mend it by."""
    batch = queries.import_for(request.user, pk)
    ensure(permissions.may_see_import(request.user, batch))
    problems = batch.problems.iterator(chunk_size=2000)
    return as_file(faults_csv(problems), f"problems-{batch.pk}.csv")


@login_required
@require_safe
def answer_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty file with the right columns."""
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_import(request.user, round))
    return as_file(exports.answer_sheet(queries.items_of(round)), "answers.csv")


@login_required
@require_safe
def mapping_example(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a mapping file looks like, for the questions of this round."""
    round = queries.round_for(request.user, pk)
    ensure(permissions.may_import(request.user, round))
    text = exports.mapping_example(queries.items_of(round))
    return as_file(text, "mapping.json", "text/plain")


@login_required
@require_POST
def store_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Store all rows, or only the good ones, as chosen."""
    batch = queries.import_for(request.user, pk)
    by = own_place(request.user, batch.round.project)
    form = StoreForm(request.POST)
    good_only = form.is_valid() and form.cleaned_data["keep"] == "good"
    actions.store_import(by=by, batch=batch, good_only=good_only)
    return redirect(batch)


@login_required
@require_POST
def discard_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = queries.import_for(request.user, pk)
    by = own_place(request.user, batch.round.project)
    actions.discard_import(by=by, batch=batch)
    messages.success(request, _("Nothing of the file was stored."))
    return redirect(batch)


def _choosing(
    request: HttpRequest, round: Round, form: FileForm, status: int = 200
) -> HttpResponse:
    context = {
        **showing.in_project(request, round.project),
        "round": round,
        "form": form,
        "items": queries.items_of(round),
        "groups": round.groups.all(),
        "files": queries.imports_page(round, None).rows,
    }
    return render(request, "evaluation/import.html", context, status=status)
