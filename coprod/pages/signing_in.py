"""How someone signs in: the second step, devices, and apps that act for them."""

from http import HTTPStatus
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.idp.oidc import views as oidc
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from coprod.queries.signing_in import apps_of, devices_of, links_of, steps_of
from participants import actions
from participants.models import ApiClient
from participants.permissions import may_hold_office
from participants.queries import account
from participants.rules.addresses import source_of


@login_required
@require_safe
def how_i_sign_in(request: HttpRequest) -> HttpResponse:
    """Everything that lets somebody in as this person, and how to end it."""
    user = account(request.user)
    context = {
        "steps": steps_of(user),
        "devices": devices_of(user, request.session.session_key),
        "apps": apps_of(user),
        "links": links_of(user),
        "office": may_hold_office(user) if user.is_staff else None,
    }
    return render(request, "pages/how_i_sign_in.html", context)


@login_required
@require_safe
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where allauth has a list of its own, we have one page for all."""
    return redirect("how_i_sign_in")


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    user = account(request.user)
    rows = UserSession.objects.filter(user=user)
    actions.end_session(by=user, session=_chosen(rows, request))
    messages.success(request, _("That device is signed out."))
    return redirect("how_i_sign_in")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    user = account(request.user)
    actions.end_other_sessions(by=user, but=request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("how_i_sign_in")


@login_required
@require_POST
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def remove_passkey(request: HttpRequest) -> HttpResponse:
    """Only after showing once more that it is them."""
    rows = Authenticator.objects.filter(user=account(request.user), type="webauthn")
    remove_authenticator(request, _chosen(rows, request))
    return redirect("how_i_sign_in")


@login_required
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """An app may act for this person no longer."""
    user = account(request.user)
    mine = {str(app.client.pk): app.client for app in apps_of(user)}
    client = mine.get(request.POST.get("which", ""))
    if client is None:
        raise Http404
    actions.take_back(by=user, client=client)
    messages.success(request, _("This app no longer acts for you."))
    return redirect("how_i_sign_in")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])  # the standard has one address for both
def authorise(request: HttpRequest) -> HttpResponse:
    """Ask a person whether an app may act for them; then lead them back to it."""
    if request.method != "POST" and request.GET.get("code_challenge_method") != "S256":
        error = {"description": "code_challenge_method must be S256."}
        return render(request, "idp/oidc/error.html", {"error": error}, status=422)
    response: HttpResponse = oidc.authorization(request)
    client = (getattr(response, "context_data", None) or {}).get("client")
    if client is not None:
        app = get_object_or_404(ApiClient, client=client)
        response.context_data["app"] = app  # type: ignore[attr-defined]
        back = {source_of(address) for address in client.get_redirect_uris()}
        response._csp_update = {"form-action": sorted(back)}  # type: ignore[attr-defined]
    if _said_yes(request) and response.status_code == HTTPStatus.FOUND:
        actions.tell_of_change(user=account(request.user), what="app_allowed")
    return response


def _said_yes(request: HttpRequest) -> bool:
    """To the question we had signed: an app's own form only leads to our page."""
    return "request" in request.POST and request.POST.get("action") == "grant"


def _chosen(rows: Any, request: HttpRequest) -> Any:
    """One of one's own, by the number in the form; others do not exist."""
    asked = request.POST.get("which", "")
    if not asked.isdecimal() or len(asked) > 18:
        raise Http404
    return get_object_or_404(rows, pk=asked)
