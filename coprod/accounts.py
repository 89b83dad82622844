"""How allauth and we fit together: accounts without passwords, clients with secrets."""

from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import EmailField
from allauth.account.forms import SignupForm
from allauth.account.views import request_login_code
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from coprod.oidc.accounts import is_first_time, link
from participants.actions import open_account, tell_of_change
from projects.locks import InvalidToken, locked, unlocked
from projects.numbers import digits

PURPOSE = "second step"


class SignUpForm(SignupForm):
    """Opens an account and sends a code to sign in with, as joining does.

    Whoever has an account takes the same way: neither page, letter nor time tell.
    """

    email = EmailField(max_length=254)

    def validate_unique_email(self, value: str) -> str:
        return value

    def try_save(self, request: HttpRequest) -> tuple[None, HttpResponse]:
        language = translation.get_language() or ""
        open_account(email=self.cleaned_data["email"], language=language)
        return None, request_login_code(request)


class AccountAdapter(DefaultAccountAdapter):
    """Who needs a code to come in, and what owners of accounts are told."""

    def is_login_by_code_required(self, login: Any) -> bool:
        """A sign-in service's word is not enough the first time."""
        return is_first_time(_vouched(login.signal_kwargs))

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **given)
        vouched = _vouched(given["signal_kwargs"])
        if is_first_time(vouched):
            link(request, user, vouched)
        return response

    def send_notification_mail(
        self, template_prefix: str, user: Any, *_context: Any, **_more: Any
    ) -> None:
        """What allauth tells owners of accounts, in a letter of ours."""
        tell_of_change(user=user, what=template_prefix.rpartition("/")[2])


def _vouched(signal_kwargs: dict[str, Any] | None) -> Any:
    """What a sign-in service said of whoever is signing in, if one did."""
    return (signal_kwargs or {}).get("sociallogin")


class MfaAdapter(DefaultMFAAdapter):
    """What a second step rests on is kept encrypted, under the site's secret key."""

    def encrypt(self, text: str) -> str:
        return locked(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unlocked(PURPOSE, encrypted_text)
        except InvalidToken:  # the key was changed: no code fits any more
            return str(generate_totp_secret())

    def build_totp_svg(self, url: str) -> str:
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=4, light="#fff")
        return picture.getvalue().decode()

    def generate_authenticator_name(
        self, user: AbstractBaseUser, type: Authenticator.Type
    ) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": digits(number)}


class OidcAdapter(DefaultOIDCAdapter):
    """What an app may be allowed, in the words of whoever allows it."""

    scope_display = {
        "read": translation.gettext_lazy("Read what you can see"),
        "write": translation.gettext_lazy("Take part in your name: write and vote"),
    }
