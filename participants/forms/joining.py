"""The three steps of joining: who you are here, what you need, what you agree to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.forms.fields import ConsentsField, GroupField, languages_of
from participants.models import Participant
from participants.rules.joining import Details
from projects.models import Project
from projects.numbers import digits

SHORTEST_PHONE = 6
CHANNELS = [
    (Participant.Channel.ONLINE, gettext_lazy("On a phone or computer")),
    (Participant.Channel.MEETING, gettext_lazy("In meetings")),
    (Participant.Channel.PHONE, gettext_lazy("Someone rings me")),
    (Participant.Channel.PAPER, gettext_lazy("On paper, by post")),
]


class GroupForm(forms.Form):
    """Which group someone speaks from."""

    def __init__(self, project: Project, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["group"] = GroupField(
            project,
            label=_("I am here as"),
            help_text=_(
                "Choose the group that fits you best in this project. You have one"
                " vote, from this place. You can change it later."
            ),
            error_messages={"required": _("Choose the group you speak from.")},
        )


class DetailsForm(forms.Form):
    """How someone takes part, and what would help. Most of it may stay empty."""

    no_number = gettext_lazy("Give a number, so that someone can ring you.")
    language = forms.ChoiceField(label=gettext_lazy("Language for letters and screens"))
    channel = forms.ChoiceField(
        label=gettext_lazy("How do you want to take part?"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you want to take part.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone number"),
        help_text=gettext_lazy(
            "Only if someone should ring you. Only facilitators see it."
        ),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    help_wanted = forms.MultipleChoiceField(
        label=gettext_lazy("What would help you take part?"),
        help_text=gettext_lazy(
            "The facilitators see this, and tell you if they cannot arrange it."
        ),
        choices=Participant.Help,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needs = forms.CharField(
        label=gettext_lazy("Anything else"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, project: Project, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        spoken = self.fields["language"]
        spoken.choices = languages_of(project.pilot)  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        length = sum(character.isdigit() for character in phone)
        if phone and length < SHORTEST_PHONE:
            found = ngettext(
                "The phone number has %(digits)s digit.",
                "The phone number has %(digits)s digits.",
                length,
            ) % {"digits": digits(length)}
            least = digits(SHORTEST_PHONE)
            wanted = _("It should have %(least)s or more.") % {"least": least}
            raise forms.ValidationError(f"{found} {wanted}")
        return phone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        wants_calls = given.get("channel") == Participant.Channel.PHONE
        if wants_calls and "phone" in given and not given["phone"]:
            self.add_error("phone", self.no_number)
        return given

    def details(self, name: str) -> Details:
        """What was given, as one value. Only of a form that is valid."""
        given = self.cleaned_data
        return Details(
            name=name,
            language=given["language"],
            channel=given["channel"],
            phone=given["phone"],
            helper=given.get("helper", ""),
            help_wanted=tuple(given["help_wanted"]),
            needs=given["needs"],
        )


class AgreeForm(forms.Form):
    """The ground rules; apart from them what is one's own choice; a name."""

    rules = forms.BooleanField(
        label=gettext_lazy("I agree to how we are with each other"),
        help_text=gettext_lazy("Needed to join."),
        error_messages={
            "required": gettext_lazy("To join, agree to how we are with each other.")
        },
    )
    name = forms.CharField(
        label=gettext_lazy("What should we call you?"),
        help_text=gettext_lazy(
            "Any name you like. The public log shows your side and group, and in its "
            "copy a sign that stands for you in this project. It never shows your name."
        ),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": gettext_lazy("Give a name to call you by.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "We send a code to it, so that only you can use your place. Other people"
            " do not see it."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Give your e-mail address.")},
    )

    def __init__(self, *args: Any, signed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consents"] = ConsentsField()
        if signed_in:
            del self.fields["email"]
        self.order_fields(["rules", "consents", "name", "email"])
