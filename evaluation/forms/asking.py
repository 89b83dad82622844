"""Preparing a round."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.actions import Plan
from evaluation.models import Item, Questionnaire, Round
from evaluation.queries import items_for_link, questionnaires
from projects.clock import CLOSING
from projects.models import Project, Side
from projects.trying import EditionField


class RoundForm(forms.Form):
    name = forms.CharField(
        label=_("What is this survey round called?"),
        help_text=_("For example: After the first three months"),
        max_length=80,
    )
    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.none(), label=_("What is asked"), empty_label=None
    )
    groups = forms.MultipleChoiceField(
        label=_("Who is asked"),
        help_text=_("At least one group of each side. Both are asked the same."),
        widget=forms.CheckboxSelectMultiple,
    )
    closes_on = forms.DateField(
        label=_("Last day to answer, if there is one"),
        help_text=_("It closes by itself at 20:00 on that day."),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    link_item = forms.ModelChoiceField(
        Item.objects.none(),
        label=_("One question that anyone with a link may answer, without an account"),
        help_text=_("We cannot know who answers by link, so it is counted apart."),
        empty_label=_("None"),
        required=False,
    )

    def __init__(
        self, project: Project, *args: Any, round: Round | None = None, **kwargs: Any
    ) -> None:
        if round:
            kwargs["initial"] = _as_prepared(round)
        super().__init__(*args, **kwargs)
        if round:
            self.fields["edition"] = EditionField()
        self.project = project
        self.own_groups = {str(g.pk): g for g in project.constituencies.all()}
        fields: dict[str, Any] = self.fields
        fields["questionnaire"].queryset = questionnaires(project.pilot)
        fields["link_item"].queryset = items_for_link(project.pilot)
        fields["groups"].choices = [
            (
                side.label,
                [(key, g) for key, g in self.own_groups.items() if g.side == side],
            )
            for side in Side
        ]
        fields["groups"].widget.sides = {str(side.label): side.value for side in Side}
        fields["groups"].initial = list(self.own_groups)

    def clean(self) -> dict[str, Any]:
        item = self.cleaned_data.get("link_item")
        asked = self.cleaned_data.get("questionnaire")
        if item and asked and item.questionnaire_id != asked.pk:
            self.add_error(
                "link_item", _("Choose one of the questions of this questionnaire.")
            )
        return self.cleaned_data

    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(
            name=said["name"],
            questionnaire=said["questionnaire"],
            groups=[self.own_groups[key] for key in said["groups"]],
            link_item=said["link_item"],
            closes_at=self._closes_at(),
        )

    def _closes_at(self) -> datetime | None:
        """In the evening of that day, where the pilot is."""
        day = self.cleaned_data["closes_on"]
        zone = ZoneInfo(self.project.pilot.time_zone)
        evening: time = CLOSING
        return datetime.combine(day, evening, tzinfo=zone) if day else None


def _as_prepared(round: Round) -> dict[str, object]:
    zone = ZoneInfo(round.project.pilot.time_zone)
    closes = round.closes_at.astimezone(zone).date() if round.closes_at else None
    return {
        "name": round.name,
        "questionnaire": round.questionnaire_id,
        "groups": [str(group.pk) for group in round.groups.all()],
        "closes_on": closes,
        "link_item": round.link_item_id,
        "edition": round.edition,
    }
