"""Adding a picture or a paper, getting it, removing it, putting it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.forms import AttachForm
from phases.views import showing
from projects.access import ensure
from projects.files.serving import download
from projects.trying import too_often, tried


@login_required
@require_POST
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.contribution_for(request.user, pk)
    by = own_place(request.user, found.project)
    ensure(permissions.may_attach(by, found))
    form = AttachForm(
        request.POST, request.FILES, project=found.project, auto_id="attach_%s"
    )
    if too_often(request, "attach"):
        form.add_error(None, _("These are many files. Wait ten minutes, then go on."))
    if not tried(
        form,
        lambda: actions.attach(by=by, contribution=found, sent=form.enclosed()),
    ):
        return showing.contribution_page(request, found, {"attach_form": form})
    messages.success(
        request,
        _("It is added. Any place, date and name hidden in the file was taken out."),
    )
    return redirect(found)


@require_safe
def attachment(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file itself, for whoever may read what it belongs to."""
    found = queries.attachment_for(request.user, pk)
    ensure(permissions.may_read_attachment(request.user, found))
    return download(request, found)


@login_required
@require_POST
def remove_attachment(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.attachment_for(request.user, pk)
    by = own_place(request.user, found.contribution.project)
    actions.remove_attachment(by=by, attachment=found)
    if permissions.may_attach(by, found.contribution):
        said = _("It is removed. For one day you can put it back.")
    else:
        said = _("It is removed.")
    messages.success(request, said)
    return redirect(found.contribution)


@login_required
@require_POST
def put_back_attachment(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.attachment_for(request.user, pk)
    by = own_place(request.user, found.contribution.project)
    actions.put_back_attachment(by=by, attachment=found)
    messages.success(request, _("It is back."))
    return redirect(found.contribution)
