"""Voting, agreeing, raising a concern, giving reasons, proposing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from decisions.models import Ballot, Challenge, Decision, Remark
from decisions.permissions import may_put_again
from projects.models import Project

LONGEST = 5000
SIGNED = _(
    "It is signed with your side, and with your group if that has at least 5 people "
    "here, never with your name. The public log notes that it came from your group, "
    "with a sign that stands for you in this project."
)


def textarea(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _signed(project: Project) -> str:
    """Who reads what one writes beside a decision, and how it is signed."""
    return f"{project.read_by} {SIGNED}"


class VoteForm(forms.Form):
    """Yes, no, or aside; no choice is ticked unless one was made before."""

    choice = forms.ChoiceField(widget=forms.RadioSelect, choices=Ballot.Choice.choices)
    reason = forms.CharField(
        label=_("Your reason, if you like"),
        help_text=_(
            "Shown after the vote with your side, and with your group if that has at "
            "least 5 people here. Never with your name."
        ),
        widget=textarea(3),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = question
        widget: Any = self.fields["choice"].widget
        widget.descriptions = {
            "yes": _("It goes ahead if enough others agree"),
            "no": _("It does not go ahead, as far as you are concerned"),
            "abstain": _("Counts as taking part, not as yes or no"),
        }


class AgreeForm(forms.Form):
    """Where silence agrees, some must still say that they have seen it."""

    choice = forms.ChoiceField(
        widget=forms.HiddenInput,
        choices=[(Ballot.Choice.YES, "")],
        initial=Ballot.Choice.YES,
    )


class ConcernForm(forms.Form):
    reason = forms.CharField(
        label=_("What would go wrong, and for whom?"),
        widget=textarea(),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _signed(project)


class RemarkForm(forms.Form):
    stance = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=Remark.Stance.choices,
    )
    text = forms.CharField(
        label=_("In your words"), widget=textarea(), max_length=LONGEST
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _signed(project)


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is hidden"),
        help_text=_("Shown in its place, to everyone."),
        max_length=300,
    )


class ReviseForm(forms.Form):
    text = forms.CharField(
        label=_("The proposal in new words"),
        help_text=_(
            "Say what you changed because of the concern. Both sides then vote on it."
        ),
        widget=textarea(6),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = decision.text
        self.decision = decision

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        verdict = may_put_again(self.decision, text)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return text


class ProposeForm(forms.Form):
    text = forms.CharField(
        label=_("What you propose, and why"),
        help_text=_("Once it is sent, these words cannot be changed."),
        widget=textarea(6),
        max_length=LONGEST,
    )


class ChallengeForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("What do you doubt?"),
        widget=forms.RadioSelect,
        choices=Challenge.Ground.choices,
    )
    reason = forms.CharField(
        label=_("What went wrong"), widget=textarea(), max_length=LONGEST
    )
