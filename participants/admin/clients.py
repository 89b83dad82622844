"""Other software that calls the API: registered, suspended, let in again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from participants import actions
from participants.admin.own import OwnPilots
from participants.events import SOFTWARE_MAY
from participants.models import ApiClient
from participants.queries import account
from participants.rules.addresses import is_safe_return

KINDS = {
    "itself": format_lazy("{} {}", _("For itself, with a secret."), SOFTWARE_MAY),
    "people": _(
        "For people, each of whom lets it. It can do what that person may do, "
        "and vote in their name."
    ),
}
SCOPES = {
    "read": _("Read what it may see"),
    "write": _("Write, as it says above"),
}


class ClientForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    kind = forms.ChoiceField(
        label=_("whom it acts for"),
        choices=KINDS.items(),
        widget=forms.RadioSelect,
        initial="itself",
    )
    name = forms.CharField(label=_("name"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("what it may do"),
        choices=SCOPES.items(),
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )
    leads_to = forms.CharField(
        label=_("addresses that people are led back to"),
        help_text=_("Only for an app that acts for people. One a line."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        required=False,
    )

    class Meta:
        model = ApiClient
        fields = ("pilot",)
        labels = {"pilot": _("pilot")}

    def clean_leads_to(self) -> list[str]:
        addresses: list[str] = self.cleaned_data["leads_to"].split()
        if self.cleaned_data.get("kind") != "people":
            return []
        if not addresses or not all(map(is_safe_return, addresses)):
            raise forms.ValidationError(
                _("Give at least one address, and each with https.")
            )
        return addresses


@admin.register(ApiClient)
class ApiClientAdmin(OwnPilots):
    """The secret is shown on the page that answers, and nowhere again."""

    form = ClientForm
    list_display = ("name", "pilot", "client_id", "is_active")
    list_select_related = ("client", "pilot", "user")
    actions = ("suspend", "resume")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["pilot", "name", "kind", "scopes", "leads_to"]
        return ["name", "pilot", "client_id", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj) if obj else []

    def save_model(
        self, request: HttpRequest, obj: ApiClient, form: Any, change: Any
    ) -> None:
        if change:
            return  # nothing of it can be changed here
        given = dict(form.cleaned_data)
        kind, leads_to = given.pop("kind"), given.pop("leads_to")
        by, secret = account(request.user), ""
        if kind == "people":
            made = actions.register_app(by=by, leads_to=leads_to, **given)
        else:
            made, secret = actions.register_client(by=by, **given)
        obj.pk, obj.client, obj.user = made.pk, made.client, made.user
        request.new_secret = secret  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: ApiClient, post_url_continue: Any = None
    ) -> HttpResponse:
        secret = request.new_secret  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Keep this secret now") if secret else _("It is registered"),
            "client": obj.client,
            "secret": secret,
        }
        return _show_once(request, context)

    @admin.display(description=_("name"))
    def name(self, obj: ApiClient) -> str:
        return str(obj)

    @admin.display(description=_("may call"), boolean=True)
    def is_active(self, obj: ApiClient) -> bool:
        return obj.is_active

    @admin.action(description=_("Suspend: shut it out at once"))
    def suspend(self, request: HttpRequest, queryset: QuerySet[ApiClient]) -> None:
        for client in queryset:
            actions.suspend_client(by=account(request.user), client=client)

    @admin.action(description=_("Let it in again"))
    def resume(self, request: HttpRequest, queryset: QuerySet[ApiClient]) -> None:
        for client in queryset:
            actions.resume_client(by=account(request.user), client=client)


@never_cache
def _show_once(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    template = "participants/api_client_secret.html"
    return TemplateResponse(request, template, context).render()
