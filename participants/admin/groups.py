"""The groups of a pilot's projects: their words, and one that was forgotten."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participants import actions
from participants.admin.names import NAME_FIELDS, Named, in_each_language
from participants.admin.own import OwnPilots
from participants.models import Constituency
from participants.queries import account


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
