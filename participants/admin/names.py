"""A name, and the same name in each language of the site."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from projects.languages import filled

CODES = [code for code, _name in settings.LANGUAGES]
NAME_FIELDS = tuple(f"name_{code}" for code in CODES)


class Named(forms.ModelForm):  # type: ignore[type-arg] # not generic when run
    """Of a row with `name` and `names`. Registered through `in_each_language`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in CODES:
            self.initial[f"name_{code}"] = self.instance.names.get(code, "")

    def names(self) -> dict[str, str]:
        given = {code: self.cleaned_data[f"name_{code}"] for code in CODES}
        return {code: name for code, name in given.items() if name}


def in_each_language(form: type[Named]) -> type[Named]:
    """With one more field for each language; a class body cannot loop over them."""
    longest = form.base_fields["name"].max_length  # type: ignore[attr-defined]
    fields = {
        f"name_{code}": _name_in(name, longest) for code, name in settings.LANGUAGES
    }
    return type(form.__name__, (form,), fields)


def _name_in(language: object, longest: int) -> forms.CharField:
    label = filled(_("name in %(language)s"), {"language": language})
    return forms.CharField(label=label, max_length=longest, required=False)
