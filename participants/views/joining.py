"""Joining with a link, in three steps, before or after having an account."""

from typing import Any

from allauth.account.views import request_login_code
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participants import actions
from participants.forms import AgreeForm, DetailsForm, GroupForm
from participants.models import Invitation
from participants.queries import account, token_of
from participants.rules.joining import Details
from participants.views.steps import Steps, at_the_door, refused


@require_safe
@at_the_door
def join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Step one: who you are here."""
    group = Steps(request, invitation).group
    form = GroupForm(invitation.project, initial={"group": group and group.pk})
    return _step(request, invitation, 1, form)


@require_POST
@at_the_door
def join_as(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not invitation.constituency:
        form = GroupForm(invitation.project, request.POST)
        if not form.is_valid():
            return _step(request, invitation, 1, form, status=422)
        group = form.cleaned_data["group"]
        Steps(request, invitation).keep(group=str(group.pk))
    return redirect("participants:join_needs", token_of(invitation))


@require_safe
@at_the_door
def join_needs(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Step two: what you need."""
    steps = Steps(request, invitation)
    if steps.group is None:
        return redirect("participants:join", token_of(invitation))
    initial = {"language": get_language(), **steps.kept}
    form = DetailsForm(invitation.project, initial=initial)
    return _step(request, invitation, 2, form)


@require_POST
@at_the_door
def join_need(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = DetailsForm(invitation.project, request.POST)
    if not form.is_valid():
        return _step(request, invitation, 2, form, status=422)
    Steps(request, invitation).keep(**form.cleaned_data)
    return redirect("participants:join_agreement", token_of(invitation))


@require_safe
@at_the_door
def join_agreement(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Step three: what you agree to."""
    kept = Steps(request, invitation).kept
    if "channel" not in kept:
        return redirect("participants:join_needs", token_of(invitation))
    name = kept.get("name") or getattr(request.user, "name", "")
    signed_in = request.user.is_authenticated
    form = AgreeForm(initial={"name": name}, signed_in=signed_in)
    return _step(request, invitation, 3, form)


@require_POST
@at_the_door
def join_agree(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """With an account this is all; without one, a code goes out first."""
    form = AgreeForm(request.POST, signed_in=request.user.is_authenticated)
    if not form.is_valid():
        return _step(request, invitation, 3, form, status=422)
    given = form.cleaned_data
    steps = Steps(request, invitation)
    steps.keep(name=given["name"], consents=given["consents"], agreed=True)
    if request.user.is_authenticated:
        return _take_place(request, invitation)
    return _send_code(request, invitation, given["email"], given["name"])


def _send_code(
    request: HttpRequest, invitation: Invitation, email: str, name: str
) -> HttpResponse:
    """Sign in by code, with an account made if there is none.

    Known and unknown addresses take the same way, so nobody learns who has an account.
    The form carries `email` and `next`, which is all that allauth's page asks for.
    """
    if not ratelimit.consume(request, action="signup"):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    actions.open_account(email=email, name=name, language=get_language() or "")
    answer: HttpResponse = request_login_code(request)
    return answer


@require_safe
@at_the_door
def join_finish(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Back from the code. What was agreed to in step three happens now, once."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if not Steps(request, invitation).kept.get("agreed"):
        return redirect("participants:join_agreement", token_of(invitation))
    return _take_place(request, invitation)


def _take_place(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    steps = Steps(request, invitation)
    if steps.group is None:
        return redirect("participants:join", token_of(invitation))
    try:
        actions.accept(
            by=account(request.user),
            invitation=invitation,
            group=steps.group,
            details=_details(steps.kept),
            consents=steps.kept["consents"],
        )
    except PermissionDenied as verdict:  # someone was faster with the last place
        return refused(request, invitation, str(verdict))
    steps.forget()
    messages.success(request, _("Welcome. This is your project now, too."))
    return redirect("project", pk=invitation.project_id)


def _details(kept: dict[str, Any]) -> Details:
    return Details(
        name=kept["name"],
        language=kept["language"],
        channel=kept["channel"],
        phone=kept["phone"],
        help_wanted=tuple(kept["help_wanted"]),
        needs=kept["needs"],
    )


TEMPLATES = {1: "join.html", 2: "join_needs.html", 3: "join_agreement.html"}


def _step(
    request: HttpRequest,
    invitation: Invitation,
    number: int,
    form: Any,
    status: int = 200,
) -> HttpResponse:
    token = token_of(invitation)
    context = {
        "project": invitation.project,
        "group": invitation.constituency,
        "token": token,
        "form": form,
        "current": number,
        "steps": [_("Who you are here"), _("What you need"), _("Agree to the rules")],
        "next": reverse("participants:join_finish", args=[token]),
    }
    return render(request, f"participants/{TEMPLATES[number]}", context, status=status)
