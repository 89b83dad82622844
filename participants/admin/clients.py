"""Other software that calls the API: registered, suspended, let in again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from participants import actions
from participants.admin.own import OwnPilots
from participants.models import ApiClient
from participants.queries import account, administered_pilots

SCOPES = {"read": _("Read what it may see"), "write": _("Bring in paper and answers")}


class ClientForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    name = forms.CharField(label=_("name"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("what it may do"),
        choices=SCOPES.items(),
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )

    class Meta:
        model = ApiClient
        fields = ("pilot",)
        labels = {"pilot": _("pilot")}


@admin.register(ApiClient)
class ApiClientAdmin(OwnPilots):
    """The secret is shown on the page that answers, and nowhere again."""

    form = ClientForm
    list_display = ("name", "pilot", "client_id", "is_active")
    list_select_related = ("client", "pilot", "user")
    actions = ("suspend", "resume")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["pilot", "name", "scopes"]
        return ["name", "pilot", "client_id", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.get_fields(request, obj) if obj else []

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field is not None:
            field.queryset = administered_pilots(account(request.user))
        return field

    def save_model(
        self, request: HttpRequest, obj: ApiClient, form: Any, change: Any
    ) -> None:
        if change:
            return  # nothing of it can be changed here
        given = form.cleaned_data
        made, secret = actions.register_client(
            by=account(request.user),
            pilot=given["pilot"],
            name=given["name"],
            scopes=given["scopes"],
        )
        obj.pk, obj.client, obj.user = made.pk, made.client, made.user
        request.new_secret = secret  # type: ignore[attr-defined]

    def response_add(
        self, request: HttpRequest, obj: ApiClient, post_url_continue: Any = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Keep this secret now"),
            "client": obj.client,
            "secret": request.new_secret,  # type: ignore[attr-defined]
        }
        return _show_once(request, context)

    @admin.display(description=_("name"))
    def name(self, obj: ApiClient) -> str:
        return str(obj)

    @admin.display(description=_("may call"), boolean=True)
    def is_active(self, obj: ApiClient) -> bool:
        return obj.user.is_active

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
