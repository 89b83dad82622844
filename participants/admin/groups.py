"""The groups of a pilot's projects: their words, and one that was forgotten."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants import actions
from participants.admin.names import NAME_FIELDS, Named, in_each_language
from participants.admin.own import OwnPilots
from participants.models import Constituency
from participants.queries import account, administered_pilots


@in_each_language
class GroupForm(Named):
    """The name, and the same name in each language."""

    class Meta:
        model = Constituency
        fields = ("project", "side", "name")
        labels = {"project": _("project")}


@admin.register(Constituency)
class GroupAdmin(OwnPilots):
    """A group keeps its side and its people, whatever it is called."""

    form = GroupForm
    pilot_path = "project__pilot"
    fields = ("project", "side", "name", *NAME_FIELDS)
    list_display = ("name", "side", "project")
    list_select_related = ("project",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Constituency | None = None
    ) -> tuple[str, ...]:
        return ("project", "side") if obj else ()

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **options)
        mine = administered_pilots(account(request.user))
        if field is not None and field.queryset is not None:
            field.queryset = field.queryset.filter(pilot__in=mine)
        return field

    def save_model(
        self, request: HttpRequest, obj: Constituency, form: Any, change: Any
    ) -> None:
        by, names = account(request.user), form.names()
        if change:
            actions.rename_group(by=by, group=obj, name=obj.name, names=names)
            return
        made = actions.add_group(
            by=by, project=obj.project, side=obj.side, name=obj.name, names=names
        )
        obj.pk = made.pk
