"""Starting a project, in three screens."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.rules.groups import PRESETS, Group
from phases.forms.contributing import textarea
from projects.languages import named
from projects.models import Pilot, Project, Side
from projects.numbers import digits

SPARE = 2  # empty rows on each side, to add groups in


class PurposeForm(forms.Form):
    """What the project is called and for, and what it can decide."""

    name = forms.CharField(
        label=_("Name"), help_text=_("A few words people remember."), max_length=80
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        help_text=_("One sentence: so that …"),
        max_length=300,
    )
    decided_here = forms.CharField(
        label=_("What can be decided here"),
        help_text=_("One thing on each line. Promise only what you can keep."),
        widget=textarea(3),
        max_length=2000,
    )
    decided_elsewhere = forms.CharField(
        label=_("What cannot be decided here, and who decides it"),
        widget=textarea(3),
        max_length=2000,
    )
    language = forms.ChoiceField(label=_("The project’s own language"))
    visibility = forms.ChoiceField(
        label=_("Who can read it"),
        widget=forms.RadioSelect,
        choices=Project.Visibility.choices,
    )

    def __init__(self, *args: Any, pilots: Iterable[Pilot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilots = {pilot.slug: pilot for pilot in pilots}
        language: Any = self.fields["language"]
        language.choices = self._languages()
        if len(self.pilots) > 1:
            self.fields["pilot"] = forms.ChoiceField(
                label=_("Where it belongs"),
                widget=forms.RadioSelect,
                choices=[(slug, str(one)) for slug, one in self.pilots.items()],
            )
            self.order_fields(["pilot"])

    def _languages(self) -> list[tuple[str, str]]:
        spoken = [code for one in self.pilots.values() for code in one.languages]
        codes = dict.fromkeys([get_language() or "en", *spoken])
        return named(codes)

    def chosen(self) -> dict[str, str]:
        """What was chosen from lists, in the words that were read there."""
        given = self.cleaned_data
        language: Any = self.fields["language"]
        labels = {"language": dict(language.choices)[given["language"]]}
        return labels | {"visibility": Project.Visibility(given["visibility"]).label}

    def pilot(self) -> Pilot:
        """The one that was chosen, or the only one there is."""
        only = next(iter(self.pilots))
        return self.pilots[self.cleaned_data.get("pilot") or only]


class GroupsForm(forms.Form):
    """The groups on two sides, by name; an empty row is no group."""

    def __init__(
        self,
        *args: Any,
        preset: str,
        language: str,
        spare: int = SPARE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = [_in(language, group) for group in PRESETS[preset]]
        self.slots: dict[str, list[str]] = {}
        for side in Side.values:
            names = [group.name for group in self.suggested if group.side == side]
            self.slots[side] = self._add(side, [*names, *([""] * spare)])
        every = [slot for slots in self.slots.values() for slot in slots]
        self.fields["own"] = forms.ChoiceField(
            label=_("Your group"),
            widget=forms.RadioSelect,
            choices=[(slot, slot) for slot in every],
            error_messages={"required": _("Say which group you are here from.")},
        )
        self.fields["community_run"] = forms.BooleanField(
            label=_("This project has no institution side"),
            help_text=_(
                "Then the community runs it alone, and every page says so. What an "
                "institution would have to do cannot be decided here."
            ),
            required=False,
        )

    def _add(self, side: str, names: list[str]) -> list[str]:
        slots = [f"{side}_{number}" for number in range(1, len(names) + 1)]
        for number, (slot, name) in enumerate(zip(slots, names, strict=True), start=1):
            self.fields[slot] = forms.CharField(
                label=_("Group %(number)s") % {"number": digits(number)},
                max_length=60,
                required=False,
                initial=name,
            )
        return slots

    def sides(self) -> list[dict[str, object]]:
        """Each side with its rows: the name, and whether it is one’s own."""
        own = self["own"].value()
        number = count()
        return [
            {
                "side": side,
                "rows": [
                    {
                        "field": self[slot],
                        "slot": slot,
                        "number": next(number),
                        "is_own": slot == own,
                    }
                    for slot in slots
                ],
            }
            for side, slots in self.slots.items()
        ]

    def clean(self) -> None:
        named = self._named()
        names = [name.casefold() for _slot, _side, name in named]
        if len(set(names)) < len(names):
            raise ValidationError(_("Two groups have the same name."))
        self._check_sides({side for _slot, side, _name in named})
        own = self.cleaned_data.get("own")
        if own and own not in [slot for slot, _side, _name in named]:
            raise ValidationError(_("The group you chose as yours has no name."))

    def _check_sides(self, sides: set[str]) -> None:
        alone = self.cleaned_data.get("community_run")
        if Side.COMMUNITY not in sides:
            raise ValidationError(_("The community’s side needs at least one group."))
        if Side.INSTITUTION not in sides and not alone:
            raise ValidationError(
                _(
                    "Name at least one group of the institution’s side, or say that "
                    "there is none."
                )
            )
        if Side.INSTITUTION in sides and alone:
            raise ValidationError(
                _("You named groups of the institution’s side: then it has one.")
            )

    def _named(self) -> list[tuple[str, str, str]]:
        """(row, side, name) of each group that was named, community first."""
        return [
            (slot, side, name)
            for side, slots in self.slots.items()
            for slot in slots
            if (name := self.cleaned_data.get(slot, "").strip())
        ]

    def groups(self) -> list[Group]:
        """As they were named; one kept from the preset keeps its other languages."""
        known = {(group.side, group.name): group for group in self.suggested}
        return [
            known.get((side, name)) or Group(side, name, {})
            for _slot, side, name in self._named()
        ]

    def own_place(self) -> int:
        """Which of the groups the starter speaks from."""
        return [row[0] for row in self._named()].index(self.cleaned_data["own"])


def _in(language: str, group: Group) -> Group:
    """A suggested group in the project’s language, its other names beside it."""
    names = {"en": group.name, **group.names}
    return Group(group.side, names.get(language, group.name), names)
