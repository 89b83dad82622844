"""An administrator sees what belongs to their pilots; a superuser sees it all.

Seeing is not changing: each change asks the rule of its action once more.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from participants.models import User
from participants.queries import account, administered_pilots


class OwnPilots(admin.ModelAdmin):  # type: ignore[type-arg] # not generic when run
    """Rows of one's own pilots. `pilot_path` leads from a row to its pilot."""

    pilot_path = "pilot"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows: QuerySet[Model] = super().get_queryset(request)
        user = account(request.user)
        if user.is_superuser:
            return rows
        return rows.filter(**{f"{self.pilot_path}__in": administered_pilots(user)})

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> Any:
        """Something new is made in one's own pilots, or in a project of theirs."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field is not None and field.queryset is not None:
            mine = administered_pilots(account(request.user))
            onward = self.pilot_path.removeprefix(db_field.name).strip("_") or "pk"
            field.queryset = field.queryset.filter(**{f"{onward}__in": mine})
        return field

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)  # the list holds one's own rows only

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        mine = administered_pilots(account(request.user))
        if obj is None:
            return mine.exists()
        rows = self.model._default_manager.filter(pk=obj.pk)
        return bool(rows.filter(**{f"{self.pilot_path}__in": mine}).exists())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return administered_pilots(account(request.user)).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_staff(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_active and user.is_staff
