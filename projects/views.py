"""Lists as spreadsheets: asked for, waited for, fetched, thrown away."""

from uuid import UUID

from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from projects import actions, lists, outbox, queries
from projects.files.serving import download
from projects.forms import ExportForm
from projects.trying import too_often


@login_required
@require_POST
def ask_for_list(request: HttpRequest) -> HttpResponse:
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Http404
    if too_often(request, "export"):
        too_many: HttpResponse = respond_429(request)
        return too_many
    return redirect(actions.ask_for_list(by=request.user, **form.cleaned_data))


@login_required
@never_cache
@require_safe
def exports(request: HttpRequest) -> HttpResponse:
    """One's own, newest first."""
    page = queries.exports_page(request.user, request.GET.get("page"))
    rows = [(lists.title_of(each), each) for each in page.rows]
    return render(request, "projects/exports.html", {"page": page, "rows": rows})


@login_required
@require_safe
def export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a spreadsheet is, and then where it is fetched."""
    found = queries.export_for(request.user, pk)
    context = {
        "export": found,
        "title": lists.title_of(found),
        "page": lists.page_of(request.user, found),
        "progress": outbox.progress_of(found.pk),
    }
    return render(request, "projects/export.html", context)


@login_required
@require_safe
def export_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    return download(request, lists.fetched(request.user, pk))


@login_required
@require_POST
def throw_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    export = queries.export_for(request.user, pk)
    actions.throw_away(by=request.user, export=export)
    messages.success(request, _("The spreadsheet is gone."))
    return redirect("projects:exports")
