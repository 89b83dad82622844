"""Agreements and decisions, to look at. Nothing here can be changed by anybody."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.acts import ACTS
from decisions.models import Charter, Decision, Mandate
from projects.models import Project

EMPTY = "–"


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg] # not generic when run
    """No add, no change, no delete, no bulk action: power is not kept in an admin."""

    actions = None
    view_on_site = False  # its address would count our kinds of things
    project_of = "project"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """Only what belongs to the pilots that this person administers."""
        mine = Project.objects.filter(pilot__administrators__user=request.user.pk)
        rows: QuerySet[Model] = super().get_queryset(request)
        return rows.filter(**{f"{self.project_of}__in": mine})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    @admin.display(description=_("project"))
    def of_project(self, obj: Any) -> str:
        return str(obj.project)

    @admin.display(description=_("question"))
    def question(self, obj: Any) -> str:
        return str(ACTS[obj.act].question)

    @admin.display(description=_("how it is decided"))
    def how(self, obj: Any) -> str:
        return str(obj.get_way_display())

    @admin.display(description=_("state"))
    def standing(self, obj: Any) -> str:
        return str(obj.get_state_display())


def _moment(field: str, words: Any) -> Any:
    """A column with a day and time, as they are where the project is."""

    @admin.display(description=words, ordering=field)
    def shown(obj: Any) -> str:
        moment = getattr(obj, field)
        if moment is None:
            return EMPTY
        project = obj.project if hasattr(obj, "project") else obj.decision.project
        here = moment.astimezone(ZoneInfo(project.pilot.time_zone))
        return date_format(here, gettext("j F Y, H:i"), use_l10n=False)

    return shown


@admin.register(Charter)
class CharterAdmin(LookOnly):
    adopted = _moment("adopted_at", _("in force since"))
    list_display = ("__str__", "of_project", "standing", adopted)
    list_select_related = ("project__pilot",)
    fields = ("of_project", "version", "standing", "start", "ground_rules", adopted)
    readonly_fields = fields

    @admin.display(description=_("drafted from"))
    def start(self, obj: Charter) -> str:
        return obj.get_preset_display()


@admin.register(Decision)
class DecisionAdmin(LookOnly):
    ordering = ("-proposed_at",)
    closes = _moment("closes_at", _("closes"))
    list_display = ("question", "of_project", "standing", "ended", closes)
    list_select_related = ("project__pilot",)
    fields = ("of_project", "question", "text", "how", "standing", "ended", closes)
    readonly_fields = fields

    @admin.display(description=_("result"))
    def ended(self, obj: Decision) -> str:
        return obj.get_result_display() or EMPTY


@admin.register(Mandate)
class MandateAdmin(LookOnly):
    ordering = ("-given_at",)
    given = _moment("given_at", _("given"))
    begins = _moment("not_before", _("takes effect from"))
    ends = _moment("lapses_at", _("runs out"))
    list_display = ("question", "of_project", "standing", given, begins)
    list_select_related = ("decision__project__pilot",)
    fields = ("of_project", "question", "standing", "why", given, begins, ends)
    readonly_fields = fields
    project_of = "decision__project"

    @admin.display(description=_("project"))
    def of_project(self, obj: Mandate) -> str:
        return str(obj.decision.project)

    @admin.display(description=_("why not"))
    def why(self, obj: Mandate) -> str:
        return obj.reason or EMPTY
