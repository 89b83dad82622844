"""Pilots and their administrators."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants import actions
from participants.admin.own import OwnPilots
from participants.models import PilotAdministrator
from participants.queries import account
from participants.rules.groups import PRESETS
from projects.languages import named
from projects.models import Pilot

GROUPS = {
    "health": _("Health and care"),
    "neighbourhood": _("A neighbourhood"),
    "school": _("A school"),
}
AGREEMENTS = {
    "shared": _("Shared: both sides decide together"),
    "consultative": _(
        "Consultative: the institution decides after hearing the community"
    ),
}


class PilotForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    """Settings as choices, so that nothing can be set that does not exist."""

    languages = forms.MultipleChoiceField(
        label=_("languages"),
        choices=lambda: named([code for code, _name in settings.LANGUAGES]),
        widget=forms.CheckboxSelectMultiple,
    )
    time_zone = forms.ChoiceField(
        label=_("time zone"),
        choices=[(name, name) for name in sorted(available_timezones())],
    )
    groups_preset = forms.ChoiceField(
        label=_("groups suggested to new projects"),
        choices=[(code, GROUPS.get(code, code)) for code in PRESETS],
    )
    charter_preset = forms.ChoiceField(
        label=_("agreement suggested to new projects"), choices=AGREEMENTS.items()
    )

    class Meta:
        model = Pilot
        fields = ("slug", *actions.PILOT_SETTINGS)
        labels = {"slug": _("short name in addresses")}


@admin.register(Pilot)
class PilotAdmin(OwnPilots):
    """The settings of a pilot. Only who runs the site makes a new one."""

    form = PilotForm
    pilot_path = "pk"
    list_display = ("name", "starters", "agreement")

    @admin.display(description=_("agreement suggested to new projects"))
    def agreement(self, obj: Pilot) -> str:
        return str(AGREEMENTS.get(obj.charter_preset, obj.charter_preset))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Pilot | None = None
    ) -> tuple[str, ...]:
        return ("slug",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return account(request.user).is_superuser

    def save_model(
        self, request: HttpRequest, obj: Pilot, form: Any, change: Any
    ) -> None:
        by, given = account(request.user), form.cleaned_data
        if change:
            actions.change_pilot(by=by, pilot=obj, settings=given)
        else:
            actions.add_pilot(by=by, pilot=obj)


class AdministratorForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    """By address: an account is made for who has none yet."""

    email = forms.EmailField(label=_("e-mail address"), max_length=254)

    class Meta:
        model = PilotAdministrator
        fields = ("pilot",)


@admin.register(PilotAdministrator)
class AdministratorAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not generic when run
    """Who administers what. Only who runs the site appoints and dismisses."""

    form = AdministratorForm
    fields = ("email", "pilot")
    list_display = ("user", "pilot")
    list_select_related = ("user", "pilot")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def save_model(
        self, request: HttpRequest, obj: PilotAdministrator, form: Any, change: Any
    ) -> None:
        user = actions.open_account(email=form.cleaned_data["email"])
        office = actions.appoint_administrator(
            by=account(request.user), user=user, pilot=obj.pilot
        )
        obj.pk, obj.user = office.pk, user

    def delete_model(self, request: HttpRequest, obj: PilotAdministrator) -> None:
        actions.dismiss_administrator(by=account(request.user), office=obj)

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[PilotAdministrator]
    ) -> None:
        for office in queryset:
            self.delete_model(request, office)
