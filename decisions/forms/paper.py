"""Votes given on paper, by phone or in a meeting, and their second check."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decisions.forms.speaking import textarea
from decisions.models import Ballot, Decision, Elector
from participants.models import Participant
from projects.models import Side

Channel = Participant.Channel
AWAY = [(c.value, c.label) for c in (Channel.PAPER, Channel.PHONE, Channel.MEETING)]


class PaperForm(forms.Form):
    """One vote given without a computer, by one of those who decide."""

    participant = forms.ChoiceField(label=gettext_lazy("Who said it"))
    choice = forms.ChoiceField(
        label=gettext_lazy("What they said"),
        widget=forms.RadioSelect,
        choices=Ballot.Choice.choices,
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How they said it"), widget=forms.RadioSelect, choices=AWAY
    )
    reason = forms.CharField(
        label=gettext_lazy("Their reason, if they gave one"),
        widget=textarea(3),
        max_length=2000,
        required=False,
    )

    def __init__(
        self, *args: Any, decision: Decision, people: Iterable[Elector], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.participant_id): one.participant for one in people}
        self._choices("participant", [("", _("Choose a person")), *_by_side(people)])
        if decision.way == Decision.Way.NO_OBJECTION:
            yes = Ballot.Choice.YES
            self._choices("choice", [(yes, _("It may go ahead"))])

    def clean_participant(self) -> Participant:
        return self.people[self.cleaned_data["participant"]]

    def _choices(self, name: str, choices: list[tuple[str, object]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class CheckForm(forms.Form):
    """The second reading of one paper: by someone who does not see the first."""

    choice = forms.ChoiceField(
        label=gettext_lazy("What does it say?"),
        widget=forms.RadioSelect,
        choices=Ballot.Choice.choices,
    )

    def __init__(self, data: Any = None, *, ballot: Ballot) -> None:
        super().__init__(data, prefix=f"b{ballot.pk.hex[:8]}")
        self.ballot = ballot

    @classmethod
    def saying(cls, ballot: Ballot, choice: str) -> "CheckForm":
        """Filled in with what someone read."""
        empty = cls(ballot=ballot)
        return cls({empty.add_prefix("choice"): choice}, ballot=ballot)

    def clean_choice(self) -> str:
        choice: str = self.cleaned_data["choice"]
        if choice != self.ballot.choice:
            raise forms.ValidationError(
                _(
                    "This is not what was entered. Look at it together, and let the "
                    "person who entered it enter it again."
                )
            )
        return choice


def _by_side(people: Iterable[Elector]) -> list[tuple[str, object]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for one in people:
        words = f"{one.participant} – {one.constituency}"
        found.setdefault(one.side, []).append((str(one.participant_id), words))
    return [(str(Side(side).label), members) for side, members in found.items()]
