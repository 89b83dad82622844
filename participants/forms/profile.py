"""What people say about themselves, everywhere and in one project."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from participants.forms.fields import ConsentsField
from participants.forms.joining import DetailsForm
from participants.models import Participant, User
from projects.languages import named
from projects.trying import EditionField

OWN_DETAILS = ("name", "language", "channel", "phone", "helper", "help_wanted", "needs")


class ProfileForm(forms.Form):
    """Name, language and colours, for the whole site."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Suggested to you when you join a project."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language for letters and screens"))
    scheme = forms.ChoiceField(
        label=gettext_lazy("Colours"), choices=User.Scheme, widget=forms.RadioSelect
    )
    edition = EditionField()

    @classmethod
    def showing(cls, user: User, language: str) -> "ProfileForm":
        """The form filled with the profile; language: where none was chosen yet."""
        fields = ("name", "scheme", "edition")
        now = {field: getattr(user, field) for field in fields}
        return cls(initial={**now, "language": user.language or language})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        languages = named([code for code, _name in settings.LANGUAGES])
        self.fields["language"].choices = languages  # type: ignore[attr-defined]


class OwnDetailsForm(DetailsForm):
    """Name and needs in one project."""

    name = forms.CharField(
        label=gettext_lazy("Your name in this project"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    helper = forms.CharField(
        label=gettext_lazy("Who helps you"),
        help_text=gettext_lazy("If someone reads or writes for you."),
        max_length=80,
        required=False,
    )
    edition = EditionField()
    field_order = ["name", "language", "channel", "phone", "help_wanted", "needs"]

    @classmethod
    def showing(cls, place: Participant) -> "OwnDetailsForm":
        """The form filled with what someone said before."""
        now = {field: getattr(place, field) for field in (*OWN_DETAILS, "edition")}
        return cls(place.project, prefix="details", initial=now)


class ConsentsForm(forms.Form):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consents"] = ConsentsField()
