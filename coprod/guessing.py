"""Codes cannot be guessed: so many wrong ones from one place, then none for a while.

How many for one account, allauth counts: three tries a letter, three letters, and five
tries of a second step in five minutes.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    BaseConfirmCodeForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participants.models import User

GUESS = "guess_code"


class Counted(BaseConfirmCodeForm):  # type: ignore[misc] # allauth has no types
    """Counts wrong codes by address, so that a meeting behind one is not shut out."""

    def clean_code(self) -> str:
        if not ratelimit.consume(context.request, action=GUESS, dry_run=True):
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            return str(super().clean_code())
        except ValidationError:
            ratelimit.consume(context.request, action=GUESS)
            raise


class LoginCodeForm(Counted, ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code from the letter."""


class AddressCodeForm(Counted, ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that shows an address is one's own."""


CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}


class Plain(forms.Form):
    """The words of the second step, where the library's are not plain."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].label = _("Code from your app, or a spare code")
        self.fields["code"].widget = forms.TextInput(attrs=CODE)


class SecondStepForm(Plain, AuthenticateForm):  # type: ignore[misc]
    """Where one signs in."""


class OnceMoreForm(Plain, ReauthenticateForm):  # type: ignore[misc]
    """Where one shows again that it is them."""


class FirstTotpForm(ActivateTOTPForm):  # type: ignore[misc]
    """Whoever typed the first code need not show at once that it is them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].label = _("Code that the app shows now")
        self.fields["code"].widget = forms.TextInput(attrs=CODE)

    def clean_code(self) -> str:
        code = str(super().clean_code())
        _was_them(self.user)
        return code


def _was_them(user: User) -> None:
    record_authentication(context.request, user, "mfa", reauthenticated=True)


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("A name, so that you know it again")
        alone = self.fields["passwordless"]
        alone.label = _("Let me sign in with it alone, without a code by e-mail")
        alone.help_text = ""
        alone.initial = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            _was_them(self.user)
        return cleaned
