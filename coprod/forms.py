"""How every form of the site is drawn: label, help, control, error, in that order.

A widget may carry plain attributes that its form sets: `descriptions` (value → a
sentence under that option), `sides` (name of a group of options → its side), and
`folded` where there are so many groups of options that each opens by itself.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

WESTERN = (forms.EmailInput, forms.URLInput, forms.NumberInput)
WRITTEN = (forms.Textarea, forms.TextInput, *WESTERN)
SHORT = (
    forms.CheckboxInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.NumberInput,
    forms.TimeInput,
)


class Renderer(TemplatesSetting):
    """Draws {{ form }} and {{ form.field.as_field_group }} everywhere."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


@dataclass(frozen=True)
class Option:
    """One choice of a list of radio buttons or check boxes."""

    type: str
    name: str
    value: str
    id: str
    label: str
    description: str
    checked: bool


class Group(NamedTuple):
    """Some choices under one name; most lists have one group without a name."""

    name: str
    side: str
    options: list[Option]

    @property
    def chosen(self) -> int:
        return sum(option.checked for option in self.options)


def widget_html(field: BoundField) -> SafeString:
    """The control itself. No placeholder: it vanishes when one begins to write."""
    control = field.field.widget
    attrs: dict[str, Any] = {"class": _classes(control), "placeholder": False}
    if isinstance(control, forms.Textarea):
        attrs["cols"] = False
    if field.field.required and isinstance(control, forms.Select):
        attrs["aria-required"] = "true"  # browsers want an empty option for `required`
    if "dir" not in control.attrs and isinstance(control, WRITTEN):
        attrs["dir"] = "ltr" if _is_western(control) else "auto"
    return field.as_widget(attrs=attrs)


def _is_western(control: forms.Widget) -> bool:
    """Addresses, phone numbers and codes run left to right in every language."""
    is_code = control.attrs.get("autocomplete") in {"tel", "one-time-code"}
    return is_code or isinstance(control, WESTERN)


def _classes(control: forms.Widget) -> str:
    own = str(control.attrs.get("class", ""))
    wide = not isinstance(control, SHORT) and "size" not in control.attrs
    return " ".join(filter(None, ["ds-input", "cp-wide" if wide else "", own]))


def first_id(field: BoundField) -> str:
    """What the error summary leads to: the control, or the first of its options."""
    for group in field_options(field):
        if field.use_fieldset and group.options:
            return group.options[0].id
    return field.auto_id


def field_options(field: BoundField) -> list[Group]:
    """The options of a field by group."""
    control = field.field.widget
    sides: dict[str, str] = getattr(control, "sides", {})
    drawn = control.get_context(field.html_name, field.value(), {"id": field.auto_id})
    return [
        Group(str(name or ""), sides.get(str(name), ""), _options(control, members))
        for name, members, _index in drawn["widget"].get("optgroups", [])
    ]


def _options(control: Any, members: list[dict[str, Any]]) -> list[Option]:
    descriptions: dict[str, str] = getattr(control, "descriptions", {})
    return [
        Option(
            type=control.input_type,
            name=str(member["name"]),
            value=str(member["value"]),
            id=str(member["attrs"].get("id", "")),
            label=str(member["label"]),
            description=str(descriptions.get(str(member["value"]), "")),
            checked=bool(member["selected"]),
        )
        for member in members
    ]
