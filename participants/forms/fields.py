"""Choices that several forms share: groups by side, languages, consents."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from participants.models import Consent, Constituency
from participants.queries import side_words
from projects.languages import named
from projects.models import Pilot, Project, Side


class GroupField(forms.TypedChoiceField):
    """One of a project's groups, under the name of its side; community first."""

    def __init__(self, project: Project, **options: Any) -> None:
        groups = {str(group.pk): group for group in project.constituencies.all()}
        widget = forms.RadioSelect()
        super().__init__(
            choices=_by_side(groups), coerce=groups.get, widget=widget, **options
        )
        sides = {side_words(side): side.value for side in Side}
        self.widget.sides = sides


def _by_side(groups: dict[str, Constituency]) -> list[Any]:
    return [
        (side_words(side), [(pk, str(g)) for pk, g in groups.items() if g.side == side])
        for side in Side
        if any(group.side == side for group in groups.values())
    ]


def languages_of(pilot: Pilot) -> list[tuple[str, str]]:
    """What a pilot speaks and we can: each under its own name."""
    known = [code for code, _name in settings.LANGUAGES]
    spoken = [code for code in known if code in pilot.languages] or known
    return named(spoken)


class ConsentsField(forms.MultipleChoiceField):
    """The optional uses of personal data: none is ticked in advance."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Your choice"))
        options.setdefault(
            "help_text",
            _("Tick what you want. You can change this at any time on your page."),
        )
        super().__init__(
            choices=Consent.Kind.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **options,
        )
