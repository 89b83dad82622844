"""Sign-in services of organisations, offered to the people of a pilot."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants import actions
from participants.admin.names import NAME_FIELDS, Named, in_each_language
from participants.admin.own import OwnPilots
from participants.models import IdentityProvider
from participants.queries import account
from projects import outgoing
from projects.addresses import absolute

LTR = {"dir": "ltr"}


@in_each_language
class ProviderForm(Named):
    """What the organisation's computer people say; the secret is never shown again."""

    secret = forms.CharField(
        label=_("secret"),
        help_text=_("Kept locked, and never shown again. Empty: it stays as it is."),
        max_length=400,
        required=False,
        widget=forms.PasswordInput(attrs={**LTR, "autocomplete": "off"}),
    )
    domains = forms.CharField(
        label=_("addresses it may speak for"),
        help_text=_(
            "Most services say whether they checked an address, and only checked ones"
            " are taken. If yours does not say so, write here what comes after the @ in"
            " its addresses, one a line."
        ),
        widget=forms.Textarea(attrs={**LTR, "rows": 3}),
        required=False,
    )

    class Meta:
        model = IdentityProvider
        fields = ("pilot", "name", "issuer", "client_id", "is_active")
        labels = {
            "pilot": _("pilot"),
            "issuer": _("address of the service (issuer)"),
            "client_id": _("what it calls us (client id)"),
        }
        widgets = {
            "issuer": forms.TextInput(attrs=LTR),
            "client_id": forms.TextInput(attrs=LTR),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["domains"] = "\n".join(self.instance.domains)
        self.fields["secret"].required = self.instance._state.adding

    def clean_issuer(self) -> str:
        issuer: str = self.cleaned_data["issuer"].rstrip("/")
        outgoing.ensure_open(issuer)
        return issuer

    def clean_domains(self) -> list[str]:
        return [one.lstrip("@").lower() for one in self.cleaned_data["domains"].split()]


@admin.register(IdentityProvider)
class ProviderAdmin(OwnPilots):
    """Switched off rather than deleted: people are known by it."""

    form = ProviderForm
    list_display = ("name", "pilot", "issuer", "is_active")
    list_select_related = ("pilot",)
    fields = (
        *("pilot", "name", *NAME_FIELDS, "issuer", "client_id", "secret"),
        *("domains", "is_active", "leads_back_to"),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: IdentityProvider | None = None
    ) -> tuple[str, ...]:
        return ("pilot", "issuer", "leads_back_to") if obj else ("leads_back_to",)

    def save_model(
        self, request: HttpRequest, obj: IdentityProvider, form: Any, change: Any
    ) -> None:
        given = {**form.cleaned_data, "names": form.names()}
        by = account(request.user)
        if change:
            actions.change_provider(by=by, provider=obj, **given)
            return
        made = actions.add_provider(by=by, **given)
        obj.pk = made.pk

    @admin.display(description=_("address that it leads people back to"))
    def leads_back_to(self, obj: IdentityProvider) -> str:
        if obj._state.adding:
            return str(_("Shown once this is saved. The service must be told of it."))
        return absolute(reverse("oidc_back", args=[obj.pk]))
