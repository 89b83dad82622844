"""Sample content for the page that shows every part of the style once."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django import forms

from coprod.icons import ICONS

Sample = dict[str, Any]
WORDS: dict[str, Sample] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
WHEN = datetime(2026, 3, 9, 18, 4, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind, two of them wrong."""

    name = forms.CharField(help_text="Any name you like.")
    email = forms.EmailField(label="E-mail address")
    phone = forms.CharField(
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        required=False,
    )
    day = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    hours = forms.IntegerField(required=False)
    language = forms.ChoiceField(choices=[("en", "English"), ("ar", "العربية")])
    group = forms.ChoiceField(
        label="I am here as",
        help_text="You have one vote, from this place.",
        widget=forms.RadioSelect,
        choices=[
            ("Community side", [("carer", "A family carer"), ("neighbour", "Other")]),
            ("Institution side", [("nurse", "A nurse")]),
        ],
    )
    channels = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        choices=[("online", "On a phone or computer"), ("meeting", "In meetings")],
        required=False,
    )
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label="I agree to the working agreement")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields["group"].widget
        group.descriptions = {"carer": "You look after someone at home."}
        group.sides = {"Community side": "community", "Institution side": "institution"}


def sample(language: str) -> Sample:
    """Everything the page needs, in the words of the language."""
    words = WORDS.get(language, WORDS["en"])
    return {
        **words,
        "icons": sorted(ICONS),
        "when": WHEN,
        "sides": [
            {"side": "community", "value": 61, "total": 124, "needed": 0.4},
            {"side": "institution", "value": 22, "total": 67, "needed": 0.4},
        ],
        "phases": _phases(words),
        "row": _gap_row(words),
        "dissent": _dissent(words),
        "events": [{"when": WHEN, "text": words["event"], "url": "#", "link": "412"}],
        "agreement": _agreement(words),
        "page": {"next": "a-cursor", "previous": "another"},
        "form": SampleForm({"name": "Ada", "email": "ada", "hours": "3"}),
    }


def _phases(words: Sample) -> list[Sample]:
    states = ("closed", "open", "open", "planned")
    return [
        {"name": name, "state": state, "text": words["sentence"]}
        for name, state in zip(words["phase_names"], states, strict=True)
    ]


def _gap_row(words: Sample) -> Sample:
    here, there = words["side_names"]
    community = {"mean": 3.024, "low": 2.764, "high": 3.284, "n": 86}
    institution = {"mean": 3.956, "low": 3.672, "high": 4.244, "n": 47}
    return {
        "gap": 0.9,
        "clear": True,
        "question": words["question"],
        "text": words["gap_text"],
        "sides": [
            {"side": "community", "name": here, **community},
            {"side": "institution", "name": there, **institution},
        ],
    }


def _dissent(words: Sample) -> list[Sample]:
    return [
        {"quote": words["quote"], "side": side, "who": who}
        for side, who in zip(
            ("community", "institution"), words["group_names"], strict=True
        )
    ]


def _agreement(words: Sample) -> list[Sample]:
    carers, nurses = words["group_names"]
    return [
        {
            "side": "community",
            "name": carers,
            "n": 29,
            "shares": [0.17, 0.31, 0.21, 0.24, 0.07],
            "disagree": 0.48,
            "agree": 0.31,
        },
        {
            "side": "institution",
            "name": nurses,
            "n": 26,
            "shares": [0, 0.08, 0.15, 0.46, 0.31],
            "disagree": 0.08,
            "agree": 0.77,
        },
    ]
