"""Making, showing and taking back invitations."""

from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants import actions, queries
from participants.forms import InviteForm, LettersForm
from participants.models import Invitation
from participants.permissions import may_facilitate, may_use
from projects.access import ensure
from projects.models import Project
from projects.numbers import digits
from projects.queries import project_for


@login_required
@require_safe
def invitations(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ways into a project, and how to make one."""
    project = project_for(request.user, pk)
    return _list(request, project)


@login_required
@require_POST
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    by = queries.own_place(request.user, project)
    form = InviteForm(project, by, request.POST, prefix="link")
    if not form.is_valid():
        return _list(request, project, link_form=form)
    made = actions.invite(by=by, asked=form.asked(), places=form.cleaned_data["places"])
    return redirect("participants:invitation", pk=made.pk)


@login_required
@require_POST
def invite_by_mail(request: HttpRequest, pk: UUID) -> HttpResponse:
    project = project_for(request.user, pk)
    by = queries.own_place(request.user, project)
    form = LettersForm(project, by, request.POST, prefix="mail")
    if not form.is_valid():
        return _list(request, project, mail_form=form)
    given = form.cleaned_data
    made = actions.invite_by_mail(
        by=by,
        asked=form.asked(),
        addresses=given["addresses"],
        language=given["language"],
    )
    messages.success(request, _sent(len(made), len(set(given["addresses"]))))
    return redirect("participants:invitations", pk=pk)


def _sent(letters: int, addresses: int) -> str:
    text = ngettext(
        "%(letters)s letter is on its way.",
        "%(letters)s letters are on their way.",
        letters,
    ) % {"letters": digits(letters)}
    if letters < addresses:
        text += " " + _("The others have an open invitation already.")
    return text


def _list(
    request: HttpRequest,
    project: Project,
    *,
    link_form: InviteForm | None = None,
    mail_form: LettersForm | None = None,
) -> HttpResponse:
    ensure(may_facilitate(request.user, project))
    by = queries.place_of(request.user, project)
    spoken = {"language": get_language()}
    context = {
        **_in_project(project),
        "link_form": link_form or InviteForm(project, by, prefix="link"),
        "mail_form": mail_form
        or LettersForm(project, by, prefix="mail", initial=spoken),
        "form": link_form or mail_form,
        "page": queries.invitations_page(project, request.GET.get("page")),
    }
    status = 422 if link_form or mail_form else 200
    return render(request, "participants/invitations.html", context, status=status)


@login_required
@require_safe
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One invitation: its link to copy, its code to show, and taking it back."""
    return _show(request, pk, "participants/invitation.html")


@login_required
@require_safe
def invitation_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same on one sheet of paper, for a wall or a letter."""
    return _show(request, pk, "participants/invitation_sheet.html")


def _show(request: HttpRequest, pk: UUID, template: str) -> HttpResponse:
    found = queries.invitation_for(request.user, pk)
    ensure(may_facilitate(request.user, found.project))
    address = _address(request, found)
    context = {
        **_in_project(found.project),
        "invitation": found,
        "address": address,
        "code": segno.make(address, error="m").svg_data_uri(
            scale=4, border=4, light="#fff"
        ),
        "usable": may_use(found),
    }
    return render(request, template, context)


def _address(request: HttpRequest, found: Invitation) -> str:
    link = reverse("participants:join", args=[queries.token_of(found)])
    return request.build_absolute_uri(link)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.invitation_for(request.user, pk)
    by = queries.own_place(request.user, found.project)
    actions.revoke(by=by, invitation=found)
    messages.success(request, _("The invitation is taken back. Its link is dead."))
    return redirect("participants:invitations", pk=found.project_id)


def _in_project(project: Project) -> dict[str, object]:
    return {"project": project, "tab": "desk", "desk": True}
