"""How allauth and we fit together: accounts without passwords, clients with secrets."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    """Mail goes out in the language the person reads the site in."""

    def save_user(
        self,
        request: HttpRequest,
        user: Any,
        form: Any,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's signature
    ) -> AbstractBaseUser:
        user.language = translation.get_language() or ""
        saved: AbstractBaseUser = super().save_user(request, user, form, commit)
        return saved


class OidcAdapter(DefaultOIDCAdapter):
    """What a client may be allowed, in words."""

    scope_display = {
        "read": translation.gettext_lazy("Read what its account may see"),
        "write": translation.gettext_lazy("Take part as its account may"),
    }
