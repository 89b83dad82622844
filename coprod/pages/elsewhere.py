"""Signing in at an organisation's own sign-in service, and being led back from it."""

from collections.abc import Callable
from uuid import UUID

from allauth.account.views import request_login_code
from allauth.core.internal.ratelimit import respond_429
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from coprod.oidc.accounts import did_not_work, failed
from coprod.oidc.protocol import ServiceAdapter
from coprod.oidc.transport import FAILURES
from participants import actions
from participants.queries import account, providers_of
from participants.rules.addresses import source_of
from projects.models import Pilot
from projects.queries import pilot_for
from projects.trying import too_often


@require_http_methods(["GET", "HEAD", "POST"])  # one address for both
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or go where the pilot's organisation knows you."""
    response: HttpResponse = request_login_code(request)
    context = getattr(response, "context_data", None)
    if context is not None:
        asked = request.GET.get("pilot") or request.POST.get("pilot", "")
        slug = asked.replace("\x00", "")
        context["pilot"] = Pilot.objects.filter(slug=slug).first() if slug else None
        context["services"] = providers_of(context["pilot"]) if slug else []
    return response


@require_safe
def sign_in_to(request: HttpRequest, slug: str) -> HttpResponse:
    """The address a pilot gives to its people."""
    pilot = pilot_for(slug)
    return redirect(f"{reverse('sign_in')}?pilot={pilot.slug}")


def _step(
    view: Callable[[ServiceAdapter], HttpResponse],
) -> Callable[..., HttpResponse]:
    """One step towards a service: it must be offered, and it must answer."""

    @never_cache
    def stepped(request: HttpRequest, pk: UUID) -> HttpResponse:
        adapter = ServiceAdapter(request, str(pk))
        try:
            if adapter.service and too_often(request, "ask_service", reading=True):
                too_many: HttpResponse = respond_429(request)
                return too_many
            return view(adapter)
        except SocialApp.DoesNotExist as error:
            raise Http404("No such sign-in service.") from error
        except FAILURES:
            reason = did_not_work(adapter.service)
            return failed(request, reason, status=503)

    return stepped


@require_safe
@_step
def oidc_before(adapter: ServiceAdapter) -> HttpResponse:
    """Say where this leads and what we are told, before it leads anywhere."""
    where = source_of(adapter.authorize_url)
    context = {"service": adapter.service, "where": where}
    page = render(adapter.request, "pages/sign_in_elsewhere.html", context)
    page._csp_update = {"form-action": [where]}  # type: ignore[attr-defined]
    return page


@require_POST
@_step
def oidc_go(adapter: ServiceAdapter) -> HttpResponse:
    return adapter.service.start()


@require_safe
@_step
def oidc_back(adapter: ServiceAdapter) -> HttpResponse:
    """Led back with a code, or without."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(adapter.request)
    return answer


@login_required
@require_POST
def unlink_service(request: HttpRequest) -> HttpResponse:
    """A sign-in service may vouch for this person no longer."""
    user, asked = account(request.user), request.POST.get("which", "")
    mine = {link.provider: link for link in SocialAccount.objects.filter(user=user)}
    if asked not in mine:
        raise Http404
    actions.unlink_provider(by=user, link=mine[asked])
    messages.success(request, _("You no longer sign in this way."))
    return redirect("how_i_sign_in")
