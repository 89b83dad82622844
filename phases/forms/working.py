"""Setting things up, choosing priorities, tasks and meetings."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participants.queries import Who
from phases import queries
from phases.actions import ActivityWords, MeetingWords, Promise
from phases.forms.contributing import (
    LanguageField,
    OriginField,
    person_field,
    textarea,
)
from phases.methods import METHODS, suiting
from phases.models import Activity, Contribution, Phase, Task
from projects.models import Pilot
from projects.trying import EditionField

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActivityForm(forms.Form):
    """Something to do: one clear task, and a way without a computer."""

    def __init__(self, *args: Any, phase: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        methods = suiting(phase.kind)
        self.fields["method"] = forms.ChoiceField(
            label=_("How we work"),
            widget=forms.RadioSelect,
            choices=[(method.code, method.name) for method in methods],
        )
        widget: Any = self.fields["method"].widget
        widget.descriptions = {method.code: method.words for method in methods}
        self.fields["title"] = forms.CharField(label=_("Title"), max_length=80)
        self.fields["task"] = forms.CharField(
            label=_("What you ask of people"),
            help_text=_("One sentence, as you would say it aloud."),
            max_length=300,
        )
        self.fields["offline_way"] = forms.CharField(
            label=_("How to take part without a computer"),
            help_text=_("A number to ring, a place to come to, a card to fill in."),
            max_length=300,
            initial=str(METHODS["board"].offline_way),
        )
        self.fields["language"] = LanguageField(phase.project.pilot)

    def words(self) -> ActivityWords:
        said = dict(self.cleaned_data)
        del said["method"]
        return ActivityWords(**said)


class PrioritiesForm(forms.Form):
    """Numbers beside what the board holds: 1 comes first, empty is not chosen."""

    def __init__(
        self, *args: Any, pilot: Pilot, offered: list[Contribution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["edition"] = EditionField(initial=0)  # no list yet
        self.fields["text"] = forms.CharField(
            label=_("What we take on, in one or two sentences"),
            widget=textarea(3),
            max_length=1000,
        )
        self.fields["language"] = LanguageField(pilot)
        for one in offered:
            self.fields[_place(one)] = forms.IntegerField(
                label=one.headline,
                min_value=1,
                max_value=99,
                required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def rows(self) -> list[tuple[Contribution, forms.BoundField]]:
        return [(one, self[_place(one)]) for one in self.offered]

    def clean(self) -> None:
        if not self.chosen():
            raise ValidationError(_("Give at least one of them a number."))

    def chosen(self) -> list[Contribution]:
        """In the order of the numbers; equal ones stay as they stand on the page."""
        given = self.cleaned_data
        numbered = [
            (given[_place(one)], at, one)
            for at, one in enumerate(self.offered)
            if given.get(_place(one))
        ]
        return [one for _number, _at, one in sorted(numbered, key=lambda row: row[:2])]


def _place(one: Contribution) -> str:
    return f"place_{one.pk}"


class TaskForm(forms.Form):
    """A promise: what, for which side, by when, and who sees to it."""

    title = forms.CharField(label=_("What is to be done"), max_length=120)
    receiver = forms.ChoiceField(
        label=_("Which side it is for"),
        help_text=_("Somebody of that side says whether it arrived."),
        widget=forms.RadioSelect,
    )
    due = forms.DateField(label=_("By when"), widget=DATE, required=False)

    def __init__(
        self,
        *args: Any,
        who: Who,
        activity: Activity,
        origin: Contribution | None = None,
        task: Task | None = None,
        **kwargs: Any,
    ) -> None:
        if task:
            kwargs["initial"], origin = _as_written(task), task.grew_from
        super().__init__(*args, **kwargs)
        if task:
            self.fields["edition"] = EditionField()
        receiver: Any = self.fields["receiver"]
        there = queries.sides_in(activity.project)
        receiver.choices = [(side.value, str(side.label)) for side in there]
        self.fields["owner"] = person_field(
            queries.owners_for(who, activity.project, task),
            label=_("Who sees to it"),
            empty_label=_("Nobody yet"),
            required=False,
        )
        field = OriginField(activity)
        if origin:
            field.offer(origin)
        self.fields["grew_from"] = field
        self.fields["language"] = LanguageField(activity.project.pilot)
        self.order_fields(["title", "receiver", "owner", "due"])

    def promise(self) -> Promise:
        said = dict(self.cleaned_data)
        said.pop("edition", None)
        return Promise(**said)


def _as_written(task: Task) -> dict[str, object]:
    return {
        "title": task.title,
        "receiver": task.receiver,
        "owner": task.owner_id,
        "due": task.due,
        "language": task.language,
        "edition": task.edition,
    }


class ReturnForm(forms.Form):
    because = forms.CharField(label=_("What is still missing"), max_length=300)


class HoursForm(forms.Form):
    """Time given, in hours and minutes, on one day."""

    hours = forms.IntegerField(
        label=_("Hours"), min_value=0, max_value=24, required=False
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=59, required=False
    )
    day = forms.DateField(label=_("On which day"), widget=DATE)

    def total(self) -> int:
        given = self.cleaned_data
        return int((given.get("hours") or 0) * 60 + (given.get("minutes") or 0))


class MeetingForm(forms.Form):
    """When and where, in the time of the place; and how everyone gets in."""

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(pilot.time_zone)
        self.fields["day"] = forms.DateField(label=_("Day"), widget=DATE)
        self.fields["time"] = forms.TimeField(
            label=_("Time"),
            help_text=_("Local time, in 24 hours: 18:30"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        )
        self.fields["place"] = forms.CharField(label=_("Where"), max_length=200)
        self.fields["access"] = forms.CharField(
            label=_("Getting in and taking part"),
            help_text=_("Step-free? Interpreter? Child care? Travel paid?"),
            max_length=300,
        )
        self.fields["agenda"] = forms.CharField(
            label=_("What it is about"),
            widget=textarea(3),
            max_length=2000,
            required=False,
        )
        self.fields["language"] = LanguageField(pilot)

    def words(self) -> MeetingWords:
        said = dict(self.cleaned_data)
        moment = datetime.combine(said.pop("day"), said.pop("time"))
        return MeetingWords(starts_at=moment.replace(tzinfo=self.zone), **said)
