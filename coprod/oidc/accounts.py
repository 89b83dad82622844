"""Whose account a sign-in service opens, and which it does not."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import consume, respond_429
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coprod.oidc.protocol import Service
from coprod.oidc.transport import open_session
from participants import actions
from participants.actions.providers import PURPOSE
from participants.models import IdentityProvider, User
from participants.permissions import may_come_through
from projects.locks import InvalidToken, unlocked


def came_through(request: HttpRequest) -> str | None:
    """The sign-in service whose word alone opened this session, if one did."""
    records = get_authentication_records(request, request.user)
    if any(record["method"] == "code" for record in records):
        return None
    vouched = (r["provider"] for r in records if r["method"] == "socialaccount")
    return next(vouched, None)


def failed(request: HttpRequest, reason: str, status: int = 401) -> HttpResponse:
    """A page with the other ways in."""
    template = "pages/sign_in_failed.html"
    return render(request, template, {"reason": reason}, status=status)


def did_not_work(service: Service) -> str:
    return _(
        "“%(service)s” did not let you in, or could not be reached."
        " Nothing was changed."
    ) % {"service": service.app.name}


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in services are rows of ours, and every one belongs to a pilot."""

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Service:
        """Raises SocialApp.DoesNotExist, as allauth does."""
        rows = IdentityProvider.objects.select_related("pilot")
        row = rows.filter(pk=provider, is_active=True).first()
        if row is None:
            raise SocialApp.DoesNotExist
        service = Service(request, app=_app_of(row))
        service.row = row
        return service

    get_requests_session = staticmethod(open_session)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: Any
    ) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        name = data.get("name")
        user.name = name[:80] if isinstance(name, str) else ""
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who is known comes in, as far as the rule lets; others show who they are."""
        sociallogin.token = None
        provider = sociallogin.provider.row
        if not sociallogin.is_existing:
            sociallogin.user = _owner(request, sociallogin)
        verdict = may_come_through(sociallogin.user, provider)
        if sociallogin.account.pk and not verdict:
            raise ImmediateHttpResponse(failed(request, verdict.reason, 403))

    def on_authentication_error(
        self, request: HttpRequest, provider: Service, *_args: Any, **_given: Any
    ) -> None:
        raise ImmediateHttpResponse(failed(request, did_not_work(provider)))


def _app_of(row: IdentityProvider) -> SocialApp:
    """As allauth knows services; never saved, for its table holds secrets readable."""
    try:
        secret = unlocked(PURPOSE, row.secret)
    except InvalidToken:  # the site's key was changed: set the secret anew
        secret = ""
    return SocialApp(
        provider=Service.id,
        provider_id=str(row.pk),
        name=str(row),
        client_id=row.client_id,
        secret=secret,
        settings={"server_url": row.issuer.rstrip("/"), "domains": row.domains},
    )


def _owner(request: HttpRequest, login: SocialLogin) -> User:
    """Whose account this will be, once they have typed the code we send there."""
    trusted = [one.email for one in login.email_addresses if one.verified]
    if not trusted:
        raise ImmediateHttpResponse(failed(request, _not_checked(login.provider), 403))
    [address] = trusted
    _within_limits(request, "request_login_code", key=address.lower())
    _within_limits(request, "signup")
    language = get_language() or ""
    return actions.open_account(email=address, name=login.user.name, language=language)


def _not_checked(service: Service) -> str:
    return _("“%(service)s” does not say that your e-mail address is yours.") % {
        "service": service.app.name
    }


def _within_limits(request: HttpRequest, action: str, key: str | None = None) -> None:
    """As where one asks for a code; being led back here is a GET, and counts too."""
    app = "allauth.account"
    if not consume(request, action=action, key=key, app=app, limit_get=True):
        raise ImmediateHttpResponse(respond_429(request))


def is_first_time(login: SocialLogin | None) -> bool:
    """Whether a sign-in service vouches for an account that does not know it yet."""
    return login is not None and login.account.pk is None


def link(request: HttpRequest, user: User, login: SocialLogin) -> None:
    """The owner typed the code: from now on the service may vouch for them."""
    provider = login.provider.row
    try:
        actions.link_provider(by=user, provider=provider, subject=login.account.uid)
    except PermissionDenied as verdict:
        messages.info(request, str(verdict))
    else:
        said = _("From now on you can sign in with “%(service)s”.")
        messages.success(request, said % {"service": provider})
