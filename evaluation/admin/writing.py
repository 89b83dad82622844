"""Writing a questionnaire: a field for each language; nobody's change is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy

from evaluation.models import Item, Questionnaire
from projects.editions import ChangedError, ensure_current
from projects.languages import filled
from projects.trying import Difference, EditionField, compared, keep_own

LANGUAGES = list(settings.LANGUAGES)
SPOKEN = [name for _code, name in LANGUAGES]
LONGEST = 300
NAMES = {"names": gettext_lazy("name in %(language)s")}
NAME_FIELDS = tuple(f"names_{code}" for code, _name in LANGUAGES)
TEXTS = {
    "texts": gettext_lazy("question in %(language)s"),
    "low": gettext_lazy("words at the low end in %(language)s"),
    "high": gettext_lazy("words at the high end in %(language)s"),
}


class _InLanguages(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    """With one field for each language of what is said in several."""

    several: ClassVar[Mapping[str, Any]]  # fields of the model, and what they are

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.several:
            said = getattr(self.instance, field) or {}
            for code, _name in LANGUAGES:
                self.initial[f"{field}_{code}"] = said.get(code, "")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for field in self.several:
            said = {code: given.get(f"{field}_{code}", "") for code, _name in LANGUAGES}
            words = {code: each for code, each in said.items() if each}
            setattr(self.instance, field, words)
        return given


def in_each_language(form: type[_InLanguages]) -> type[_InLanguages]:
    """With those fields; a class body cannot loop over them."""
    fields = {
        f"{field}_{code}": _words(label, name)
        for field, label in form.several.items()
        for code, name in LANGUAGES
    }
    return type(form.__name__, (form,), fields)


def _words(label: Any, language: object) -> forms.CharField:
    return forms.CharField(
        label=filled(label, {"language": language}), max_length=LONGEST, required=False
    )


@in_each_language
class ItemForm(_InLanguages):
    """One question with a field for each language, and its answers line by line."""

    several = TEXTS
    answers = forms.CharField(
        label=gettext_lazy("answers to choose from"),
        help_text=filled(
            gettext_lazy("One a line, with its words in each language: %(example)s"),
            {"example": format_lazy(" | ".join("{}" for _ in LANGUAGES), *SPOKEN)},
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["answers"] = "\n".join(
            " | ".join(choice["texts"].get(code, "") for code, _name in LANGUAGES)
            for choice in self.instance.choices
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
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


@in_each_language
class QuestionnaireForm(_InLanguages):
    """What it is called, and which edition whoever changes it has before them."""

    several = NAMES
    edition = EditionField(required=False)

    def clean(self) -> dict[str, Any]:
        """The row stays locked until all of it is saved."""
        given = super().clean()
        rows = Questionnaire.objects.select_for_update()
        if held := rows.filter(pk=self.instance.pk).first():
            try:
                ensure_current(held.edition, given.get("edition") or 0)
            except ChangedError as problem:
                keep_own(self, problem)
        return given

    class Meta:
        model = Questionnaire
        fields = ("pilot", "name", "source")
        labels = {"pilot": gettext_lazy("pilot")}


class ItemFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg] # as above
    """What somebody else took out meanwhile is written anew, when sent knowingly."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        was_there = index is not None and index < self.initial_form_count()
        if self.is_bound and was_there and form.instance._state.adding:
            form.fields["id"] = forms.UUIDField(widget=forms.HiddenInput)

    def save_new_objects(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002 - Django's
        gone = [form for form in self.initial_forms if form.instance._state.adding]
        kept = [one.instance for one in gone if one not in self.deleted_forms]
        return kept + super().save_new_objects(commit)


def both_versions(form: Any, questions: Iterable[Any]) -> list[Difference]:
    """Of its name and each question; last the questions that only the other wrote."""
    stands = Questionnaire.objects.get(pk=form.instance.pk)
    found = compared(form, type(form)(instance=stands))
    theirs = {item.pk: item for item in stands.items.all()}
    for mine in questions:
        code, item = mine["code"].value(), theirs.pop(mine.instance.pk, None)
        if item:
            found += [
                replace(one, label=f"{code}: {one.label}")
                for one in compared(mine, type(mine)(instance=item))
            ]
        elif mine.has_changed():
            found.append(Difference(code, now="", yours=str(mine.instance)))
    return found + [Difference(one.code, str(one), "") for one in theirs.values()]
