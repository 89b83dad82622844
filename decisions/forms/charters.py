"""Drafting an agreement: the preset it starts from, and one row at a time."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.forms.speaking import LONGEST, textarea
from decisions.models import Charter, DecisionRight
from decisions.rules import KINDS, Rule
from decisions.rules.presets import Terms
from projects.models import Side
from projects.trying import EditionField

DAY = 24
KIND_WORDS = {
    "no_objection": gettext_lazy("Nobody has a concern, and someone has agreed"),
    "double_majority": gettext_lazy("A vote: most of each side that decides"),
    "simple_majority": gettext_lazy("A vote: most of all who vote"),
}
SHARES = {
    "0": gettext_lazy("No share: the number below is enough"),
    "1/3": gettext_lazy("One third"),
    "1/2": gettext_lazy("Half"),
    "2/3": gettext_lazy("Two thirds"),
}
MAJORITIES = {
    "1/2": gettext_lazy("More than half"),
    "2/3": gettext_lazy("More than two thirds"),
}
ONLY_VOTES = gettext_lazy("Only for a vote. Otherwise it changes nothing.")
PRESET_WORDS = {
    "shared": gettext_lazy(
        "Both sides propose and decide everything. Small steps go ahead if someone "
        "of each side agrees and nobody has a concern; big ones need a majority of "
        "each side."
    ),
    "consultative": gettext_lazy(
        "Both sides propose. The community is heard; the institution decides. "
        "Changing the agreement still takes both."
    ),
}


class DraftForm(forms.Form):
    """What to start from, and how people treat each other."""

    preset = forms.ChoiceField(
        label=gettext_lazy("Who decides, to begin with"),
        help_text=gettext_lazy("You can change every row afterwards."),
        widget=forms.RadioSelect,
        choices=Charter.Preset.choices,
    )
    ground_rules = forms.CharField(
        label=gettext_lazy("How we treat each other"),
        help_text=gettext_lazy("Five short sentences are enough."),
        widget=textarea(8),
        max_length=LONGEST,
    )
    edition = EditionField()

    @classmethod
    def showing(cls, draft: Charter | None, start: dict[str, str]) -> "DraftForm":
        """The form filled with what the draft says now; without one, a start for it."""
        if draft is None:
            return cls(initial={**start, "edition": 0})
        words = {"preset": draft.preset, "ground_rules": draft.ground_rules}
        return cls(initial={**words, "edition": draft.edition})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drawn: Any = self.fields["preset"].widget
        drawn.descriptions = PRESET_WORDS


def _sides(**words: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        **words,
        choices=Side.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class RowForm(forms.Form):
    """One row of the grid: who may do what about one act, and the rule."""

    proposes = _sides(label=gettext_lazy("Who may propose it"))
    decides = _sides(
        label=gettext_lazy("Who decides"),
        help_text=gettext_lazy("A side that does not decide is heard."),
    )
    objects_to = _sides(
        label=gettext_lazy("Who may raise a concern"),
        help_text=gettext_lazy("A concern stops a proposal that needs no vote."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How it is decided"),
        widget=forms.RadioSelect,
        choices=[(kind, KIND_WORDS[kind]) for kind in KINDS],
    )
    threshold = forms.ChoiceField(
        label=gettext_lazy("How much of a vote must be yes"),
        help_text=ONLY_VOTES,
        widget=forms.RadioSelect,
        choices=list(MAJORITIES.items()),
    )
    quorum = forms.ChoiceField(
        label=gettext_lazy("How much of each deciding side must take part"),
        help_text=ONLY_VOTES,
        widget=forms.RadioSelect,
        choices=list(SHARES.items()),
    )
    least = forms.IntegerField(
        label=gettext_lazy("And never fewer people of each deciding side than"),
        min_value=1,
        max_value=50,
    )
    discussion_days = forms.IntegerField(
        label=gettext_lazy("Days to talk before a vote"), min_value=0, max_value=60
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days to vote or to raise a concern"),
        min_value=3,
        max_value=60,
    )
    edition = EditionField()

    @classmethod
    def showing(cls, right: DecisionRight) -> "RowForm":
        """The form filled with what the draft says now."""
        rule = Rule.from_json(right.rule)
        return cls(
            initial={
                "proposes": right.proposes,
                "decides": right.decides,
                "objects_to": right.objects_to,
                "kind": rule.kind,
                "threshold": str(rule.threshold),
                "quorum": str(rule.quorum),
                "least": rule.least,
                "discussion_days": right.discussion_hours // DAY,
                "days": right.hours // DAY,
                "edition": right.charter.edition,
            }
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "decides" in given and not given["decides"]:
            self.add_error("decides", _("At least one side decides."))
        if "proposes" in given and not given["proposes"]:
            self.add_error("proposes", _("At least one side proposes."))
        quiet = given.get("kind") == "no_objection"
        if quiet and not given.get("objects_to"):
            self.add_error(
                "objects_to", _("Where no vote is taken, someone may raise a concern.")
            )
        return given

    def terms(self) -> Terms:
        """The row as the draft keeps it."""
        given = self.cleaned_data
        quiet = given["kind"] == "no_objection"
        rule = Rule(
            kind=given["kind"],
            sides=_in_order(given["decides"]),
            quorum=Fraction(0) if quiet else Fraction(given["quorum"]),
            least=given["least"],
            threshold=Fraction(given["threshold"]),
        )
        return Terms(
            proposes=_in_order(given["proposes"]),
            heard=tuple(s for s in Side.values if s not in given["decides"]),
            objects_to=_in_order(given["objects_to"]) if quiet else (),
            way="no_objection" if quiet else "vote",
            rule=rule,
            discussion_hours=0 if quiet else given["discussion_days"] * DAY,
            hours=given["days"] * DAY,
        )


def _in_order(sides: list[str]) -> tuple[str, ...]:
    return tuple(side for side in Side.values if side in sides)
