"""Writing up what a meeting agreed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.forms.speaking import LONGEST, textarea
from participants.models import Participant
from projects.models import Side

OLDEST = timedelta(days=60)


class MeetingForm(forms.Form):
    """When, who was there by side, the words, and who disagreed."""

    held_on = forms.DateField(
        label=gettext_lazy("Date of the meeting"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there"),
        help_text=gettext_lazy("Names are not shown, only how many of each side."),
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("What was agreed, in the words of the meeting"),
        widget=textarea(6),
        max_length=LONGEST,
    )
    dissent = forms.CharField(
        label=gettext_lazy("Who disagreed, and why"),
        help_text=gettext_lazy("Leave it empty if nobody did. Do not write names."),
        widget=textarea(3),
        max_length=LONGEST,
        required=False,
    )

    def __init__(
        self, *args: Any, people: Iterable[Participant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["present"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = _by_side(self.people.values())
            drawn: Any = field.widget
            drawn.sides = {str(side.label): side.value for side in Side}

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        today = timezone.localdate()
        if held_on > today:
            raise forms.ValidationError(_("This day has not come yet."))
        if held_on < today - OLDEST:
            raise forms.ValidationError(
                _("This was more than 60 days ago. Talk about it once more.")
            )
        return held_on

    def clean_present(self) -> list[Participant]:
        return [self.people[pk] for pk in self.cleaned_data["present"]]


def _by_side(people: Iterable[Participant]) -> list[tuple[str, object]]:
    found: dict[str, list[tuple[str, str]]] = {side.value: [] for side in Side}
    for one in people:
        found[one.side].append((str(one.pk), f"{one} – {one.constituency}"))
    return [(str(Side(side).label), rows) for side, rows in found.items() if rows]
