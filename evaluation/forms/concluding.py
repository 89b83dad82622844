"""Writing a conclusion, and having it written that one sees it otherwise."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from evaluation.models import Finding, Round
from evaluation.queries import looked_back_on
from phases.models import Contribution
from projects.trying import EditionField


class FindingForm(forms.Form):
    text = forms.CharField(
        label=_("What do you conclude, in a sentence or two?"),
        help_text=_("Both sides decide on these words. Say what you see, not who."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    about = forms.ModelChoiceField(
        Contribution.objects.none(),
        label=_("Which priority does it look back on?"),
        empty_label=_("None in particular"),
        required=False,
    )

    def __init__(
        self, round: Round, *args: Any, finding: Finding | None = None, **kwargs: Any
    ) -> None:
        if finding:
            written = ("text", "about", "edition")
            kwargs["initial"] = model_to_dict(finding, written)
        super().__init__(*args, **kwargs)
        if finding:
            self.fields["edition"] = EditionField()
        about: Any = self.fields["about"]
        about.queryset = looked_back_on(round)
        if not about.queryset.exists():
            del self.fields["about"]


class MinorityViewForm(forms.Form):
    text = forms.CharField(
        label=_("How do you see it?"),
        help_text=_(
            "It stands beside the conclusion in the same size, with your side."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
