"""A pilot's questionnaires, written by its administrators. Each change is an action."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation import actions
from evaluation.models import Item, Questionnaire
from evaluation.queries import is_in_use
from participants.models import User
from participants.queries import account, administered_pilots
from projects.editions import ChangedError, ensure_current
from projects.trying import EditionField

LANGUAGES = list(settings.LANGUAGES)
TEXTS = {
    "texts": gettext_lazy("question in %(language)s"),
    "low": gettext_lazy("words at the low end in %(language)s"),
    "high": gettext_lazy("words at the high end in %(language)s"),
}


class _ItemForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    """One question with a field for each language, and its answers line by line."""

    answers = forms.CharField(
        label=gettext_lazy("answers to choose from"),
        help_text=gettext_lazy(
            "One a line, with its words in each language: %(example)s"
        )
        % {"example": " | ".join(str(name) for _code, name in LANGUAGES)},
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in TEXTS:
            said = getattr(self.instance, field) or {}
            for code, _name in LANGUAGES:
                self.initial[f"{field}_{code}"] = said.get(code, "")
        self.initial["answers"] = "\n".join(
            " | ".join(choice["texts"].get(code, "") for code, _name in LANGUAGES)
            for choice in self.instance.choices
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for field in TEXTS:
            said = {code: given.get(f"{field}_{code}", "") for code, _name in LANGUAGES}
            setattr(
                self.instance,
                field,
                {code: each for code, each in said.items() if each},
            )
        self.instance.choices = self._choices(given.get("answers", ""))
        return given

    def _choices(self, lines: str) -> list[dict[str, Any]]:
        """Answers keep the value they had; a new one is named after its words."""
        before = {tuple(c["texts"].values()): c["value"] for c in self.instance.choices}
        found: list[dict[str, Any]] = []
        for number, line in enumerate(filter(str.strip, lines.splitlines()), start=1):
            words = [word.strip() for word in line.split("|")]
            texts = {
                code: word
                for (code, _name), word in zip(LANGUAGES, words, strict=False)
                if word
            }
            value = before.get(tuple(texts.values())) or slugify(words[0])[:40]
            found.append({"value": value or f"answer-{number}", "texts": texts})
        return found

    class Meta:
        model = Item
        fields = ("position", "code", "kind", "least", "most", "required")
        labels = {
            "position": gettext_lazy("place in the order"),
            "code": gettext_lazy("short name in files"),
            "kind": gettext_lazy("kind of answer"),
            "least": gettext_lazy("lowest answer"),
            "most": gettext_lazy("highest answer"),
            "required": gettext_lazy("has to be answered"),
        }


def _words(label: Any, language: object) -> forms.CharField:
    return forms.CharField(
        label=label % {"language": language}, max_length=300, required=False
    )


# One field for each language of the settings; a class body cannot loop over them.
ItemForm = type(
    "ItemForm",
    (_ItemForm,),
    {
        f"{field}_{code}": _words(label, name)
        for field, label in TEXTS.items()
        for code, name in LANGUAGES
    },
)


class QuestionnaireForm(forms.ModelForm):  # type: ignore[type-arg] # as above
    """What it is called, and which edition whoever changes it has before them."""

    edition = EditionField(required=False)

    def clean(self) -> dict[str, Any]:
        """The row stays locked until all of it is saved."""
        given: dict[str, Any] = super().clean() or {}
        rows = Questionnaire.objects.select_for_update()
        held = rows.filter(pk=self.instance.pk).first()
        try:
            ensure_current(held.edition if held else 0, given.get("edition") or 0)
        except ChangedError as problem:
            raise ValidationError(str(problem)) from problem
        return given

    class Meta:
        model = Questionnaire
        fields = ("pilot", "name", "source")


class ItemInline(admin.StackedInline):  # type: ignore[type-arg] # not generic when run
    model = Item
    form = ItemForm
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
        shown = ("pilot", "name", "source")
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
