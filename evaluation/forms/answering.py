"""A questionnaire as a form: one field for each question, read as everywhere."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.models import Item, in_detail
from evaluation.queries import question_of
from evaluation.rules.answers import WORDS, Said, read
from projects.numbers import digits
from projects.rules.sheets import ReadingError

Choices = list[tuple[str, Any]]
SKIP: tuple[str, Any] = ("", _("I would rather not say"))


class AnswerForm(forms.Form):
    """Any question may be left out unless its item says otherwise."""

    def __init__(self, items: Iterable[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {item.code: item for item in items}
        self.said: dict[str, Said] = {}
        for code, item in self.items.items():
            self.fields[code] = FIELDS[item.kind](item)

    def clean(self) -> dict[str, Any]:
        """Read each answer by the one reading there is; something must be answered."""
        for code, item in self.items.items():
            try:
                answer = read(question_of(item), self.cleaned_data.get(code))
            except ReadingError as wrong:
                self.add_error(code, in_detail(wrong.code, item))
            else:
                self.said |= {code: answer} if answer else {}
        if not self.said and not self.errors:
            self.add_error(None, _("Answer at least one question."))
        return self.cleaned_data


class RawField(forms.Field):
    """Takes what was sent as it is: the reading of answers says what is wrong."""

    def __init__(self, item: Item, widget: forms.Widget, **more: Any) -> None:
        super().__init__(required=False, widget=widget, label=str(item), **more)
        self.item, self.last = item, str(item.most)


def _scale(item: Item) -> forms.Field:
    steps = [str(step) for step in range(item.least, item.most + 1)]
    if len(steps) > 11:
        return _number(item)
    choices: Choices = [(step, step) for step in steps]
    widget = forms.RadioSelect(choices=[*choices, SKIP])
    return RawField(item, widget, template_name="evaluation/_scale_field.html")


def _number(item: Item) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 10, "dir": "ltr"})
    ends = {"least": digits(item.least), "most": digits(item.most)}
    return RawField(item, widget, help_text=_("From %(least)s to %(most)s.") % ends)


def _single(item: Item) -> forms.Field:
    choices: Choices = list(item.choice_words.items())
    return RawField(item, forms.RadioSelect(choices=[*choices, SKIP]))


def _multiple(item: Item) -> forms.Field:
    widget = forms.CheckboxSelectMultiple(choices=list(item.choice_words.items()))
    return RawField(item, widget, help_text=_("Choose all that are true."))


def _text(item: Item) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4, "maxlength": WORDS})
    note = _(
        "People in this project can read this once the survey round is closed, "
        "without your name or side. Name nobody."
    )
    return RawField(item, widget, help_text=note)


FIELDS: dict[str, Callable[[Item], forms.Field]] = {
    Item.Kind.SCALE: _scale,
    Item.Kind.NUMBER: _number,
    Item.Kind.SINGLE: _single,
    Item.Kind.MULTIPLE: _multiple,
    Item.Kind.TEXT: _text,
}
