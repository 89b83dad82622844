"""Reporting, hiding with a reason, showing again: contributions and comments."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.forms import HideForm, ReportForm
from phases.views import showing
from projects.access import ensure
from projects.queries import project_for
from projects.trying import tried, written


@login_required
@require_POST
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell the facilitators that a contribution should not stand here."""
    said = queries.contribution_for(request.user, pk)
    by = own_place(request.user, said.project)
    ensure(permissions.may_report(by, said))
    form = ReportForm(request.POST, auto_id="report_%s")
    if not tried(form, lambda: actions.report(by=by, said=said, **written(form))):
        return showing.contribution_page(request, said, {"report_form": form})
    messages.success(request, _("Thank you. A facilitator looks at it."))
    return redirect(said)


@login_required
@require_POST
def hide(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.contribution_for(request.user, pk)
    by = own_place(request.user, said.project)
    ensure(permissions.may_hide(by, said))
    form = HideForm(request.POST, auto_id="hide_%s")
    if not tried(form, lambda: actions.hide(by=by, said=said, **written(form))):
        return showing.contribution_page(request, said, {"hide_form": form})
    messages.success(request, _("It is hidden. Whoever wrote it is told why."))
    return redirect(said)


@login_required
@require_POST
def unhide(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.contribution_for(request.user, pk)
    by = own_place(request.user, said.project)
    actions.unhide(by=by, said=said)
    messages.success(request, _("Everyone can read it again."))
    return redirect(said)


@require_safe
def one_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    return showing.comment_page(request, queries.comment_for(request.user, pk))


@login_required
@require_POST
def withdraw_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.comment_for(request.user, pk)
    by = own_place(request.user, said.contribution.project)
    actions.withdraw_comment(by=by, comment=said)
    messages.success(request, _("You took your comment back."))
    return redirect(said.contribution)


@login_required
@require_POST
def report_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.comment_for(request.user, pk)
    by = own_place(request.user, said.contribution.project)
    ensure(permissions.may_report(by, said))
    form = ReportForm(request.POST, auto_id="report_%s")
    if not tried(form, lambda: actions.report(by=by, said=said, **written(form))):
        return showing.comment_page(request, said, {"report_form": form})
    messages.success(request, _("Thank you. A facilitator looks at it."))
    return redirect(said.contribution)


@login_required
@require_POST
def hide_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.comment_for(request.user, pk)
    by = own_place(request.user, said.contribution.project)
    ensure(permissions.may_hide(by, said))
    form = HideForm(request.POST, auto_id="hide_%s")
    if not tried(form, lambda: actions.hide(by=by, said=said, **written(form))):
        return showing.comment_page(request, said, {"hide_form": form})
    messages.success(request, _("It is hidden. Whoever wrote it is told why."))
    return redirect(said.contribution)


@login_required
@require_POST
def unhide_comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    said = queries.comment_for(request.user, pk)
    by = own_place(request.user, said.contribution.project)
    actions.unhide(by=by, said=said)
    messages.success(request, _("Everyone can read it again."))
    return redirect(said.contribution)


@login_required
@require_safe
def reports(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For facilitators: what somebody says should not stand here."""
    project = project_for(request.user, pk)
    ensure(permissions.may_see_reports(request.user, project))
    context = {
        **showing.in_project(request, project, "desk"),
        "page": queries.reports_page(project, request.GET.get("page")),
        "hidden": queries.hidden_page(project, request.GET.get("hidden")),
    }
    return render(request, "phases/reports.html", context)


@login_required
@require_POST
def dismiss_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.report_for(request.user, pk)
    by = own_place(request.user, found.project)
    actions.dismiss_report(by=by, report=found)
    messages.success(request, _("Looked at. It stays where it is."))
    return redirect("phases:reports", found.project_id)
