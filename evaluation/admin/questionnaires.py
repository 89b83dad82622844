"""A pilot's questionnaires, written by its administrators. Each change is an action."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation import actions
from evaluation.admin.writing import (
    NAME_FIELDS,
    ItemForm,
    ItemFormSet,
    QuestionnaireForm,
    both_versions,
)
from evaluation.models import Item, Questionnaire
from evaluation.queries import is_in_use
from participants.models import User
from participants.queries import account, administered_pilots
from projects.trying import status_of, was_changed


class ItemInline(admin.StackedInline):  # type: ignore[type-arg] # not generic when run
    model = Item
    form = ItemForm
    formset = ItemFormSet
    extra = 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not generic when run
    """Of one's own pilots. What people have answered to is copied, not changed."""

    form = QuestionnaireForm
    inlines = (ItemInline,)
    list_display = ("name", "of_pilot", "source", "in_use")
    list_select_related = ("pilot",)
    actions = ("copy", "retire")

    @admin.display(description=gettext_lazy("pilot"), ordering="pilot__name")
    def of_pilot(self, obj: Questionnaire) -> str:
        return str(obj.pilot)

    @admin.display(description=gettext_lazy("can be asked"), boolean=True)
    def in_use(self, obj: Questionnaire) -> bool:
        return obj.retired_at is None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        rows: QuerySet[Questionnaire] = super().get_queryset(request)
        user = account(request.user)
        if user.is_superuser:
            return rows
        return rows.filter(pilot__in=administered_pilots(user))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_staff(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_staff(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return administered_pilots(account(request.user)).exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fields(
        self, request: HttpRequest, obj: Questionnaire | None = None
    ) -> tuple[str, ...]:
        shown = ("pilot", "name", *NAME_FIELDS, "source")
        return (*shown, "edition") if obj and _may_change(request, obj) else shown

    def get_readonly_fields(
        self, request: HttpRequest, obj: Questionnaire | None = None
    ) -> tuple[str, ...]:
        return ("pilot",) if obj else ()

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **options: Any
    ) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field is not None:
            field.queryset = administered_pilots(account(request.user))
        return field

    def render_change_form(  # type: ignore[override] # Django names each option
        self, request: HttpRequest, context: dict[str, Any], **options: Any
    ) -> HttpResponse:
        """Where somebody else was quicker, with both versions."""
        form = context["adminform"].form
        if not was_changed(form):
            return super().render_change_form(request, context, **options)
        [inline] = context["inline_admin_formsets"]
        context["differences"] = both_versions(form, inline.formset.forms)
        response = super().render_change_form(request, context, **options)
        response.status_code = status_of(form)
        return response

    def save_model(
        self, request: HttpRequest, obj: Questionnaire, form: Any, change: Any
    ) -> None:
        actions.keep_questionnaire(
            by=account(request.user),
            questionnaire=obj,
            edition=form.cleaned_data.get("edition") or 0,
        )

    def save_formset(
        self, request: HttpRequest, form: Any, formset: Any, change: Any
    ) -> None:
        items = formset.save(commit=False)
        actions.keep_items(
            by=account(request.user),
            questionnaire=form.instance,
            items=items,
            gone=formset.deleted_objects,
        )

    @admin.action(description=gettext_lazy("Make a copy to change"))
    def copy(self, request: HttpRequest, rows: QuerySet[Questionnaire]) -> None:
        for one in rows:
            actions.copy_questionnaire(by=account(request.user), questionnaire=one)
        messages.success(request, _("The copy is in the list. Give it a name."))

    @admin.action(description=gettext_lazy("Offer no more"))
    def retire(self, request: HttpRequest, rows: QuerySet[Questionnaire]) -> None:
        for one in rows:
            actions.retire_questionnaire(by=account(request.user), questionnaire=one)


def _may_change(request: HttpRequest, obj: Questionnaire | None) -> bool:
    mine = administered_pilots(account(request.user))
    if obj is None or obj.pilot_id is None:
        return mine.exists()
    return mine.filter(pk=obj.pilot_id).exists() and not is_in_use(obj)


def _is_staff(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_active and user.is_staff
