"""Agreements and decisions, to look at. Nothing here can be changed by anybody."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from decisions.models import Charter, Decision, Mandate
from projects.models import Project


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


@admin.register(Charter)
class CharterAdmin(LookOnly):
    list_display = ("project", "version", "state", "adopted_at")
    fields = ("project", "version", "state", "preset", "ground_rules", "adopted_at")


@admin.register(Decision)
class DecisionAdmin(LookOnly):
    list_display = ("project", "act", "state", "result", "closes_at")
    fields = ("project", "act", "text", "way", "state", "result", "closes_at")


@admin.register(Mandate)
class MandateAdmin(LookOnly):
    list_display = ("act", "state", "given_at", "not_before")
    fields = ("decision", "act", "state", "reason", "not_before", "lapses_at")
    project_of = "decision__project"
