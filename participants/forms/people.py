"""What facilitators and coordinators write down about people."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.events import SOFTWARE_MAY
from participants.forms.fields import ConsentsField, GroupField
from participants.forms.invitations import ROLES, TASK_ROLES
from participants.forms.joining import DetailsForm
from participants.models import Consent, Participant, Pause
from participants.queries import clients_to_let_in
from projects.models import Project
from projects.trying import EditionField

LONGEST_PAUSE = 14
ORDER = [
    "name",
    "group",
    "language",
    "channel",
    "phone",
    "helper",
    "help_wanted",
    "needs",
    "rules",
    "consents",
]
THEIR_CHANNELS = [  # without e-mail there is no screen to take part on
    (Participant.Channel.MEETING, gettext_lazy("In meetings")),
    (Participant.Channel.PHONE, gettext_lazy("Someone rings them")),
    (Participant.Channel.PAPER, gettext_lazy("On paper, by post")),
]


class OfflineForm(DetailsForm):
    """Someone without e-mail, as they told a facilitator."""

    no_number = gettext_lazy("Give a number, so that someone can ring them.")

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    helper = forms.CharField(
        label=gettext_lazy("Who helps"),
        help_text=gettext_lazy(
            "If someone reads or writes for them, with their leave."
        ),
        max_length=80,
        required=False,
    )
    rules = forms.BooleanField(
        label=gettext_lazy(
            "I explained to them how we are with each other and what we keep about"
            " them, and they want to take part"
        ),
        help_text=gettext_lazy("On paper, by phone or face to face."),
        error_messages={
            "required": gettext_lazy("Ask them first. Nobody is added without a yes.")
        },
    )

    def __init__(self, project: Project, data: Any = None, **options: Any) -> None:
        super().__init__(project, data, **options)
        self.fields["group"] = GroupField(project, label=_("They speak from"))
        self.fields["consents"] = ConsentsField(
            label=_("They also allow"), help_text=_("Tick only what they said yes to.")
        )
        self.fields["consents"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.of_them)
            for kind in Consent.Kind
            if kind != Consent.Kind.REMINDERS  # there is no e-mail to send them to
        ]
        channel = self.fields["channel"]
        channel.label = _("How do they take part?")
        channel.error_messages["required"] = _("Choose how they take part.")
        channel.choices = THEIR_CHANNELS  # type: ignore[attr-defined]
        self.fields["language"].label = _("Language for letters and calls")
        self.fields["phone"].help_text = _("Only facilitators see it.")
        wanted = self.fields["help_wanted"]
        wanted.label = _("What would help them?")
        wanted.help_text = _("Facilitators see this. Tell them if it cannot be had.")
        wanted.choices = [  # type: ignore[attr-defined]
            (kind.value, kind.of_them) for kind in Participant.Help
        ]
        self.order_fields(ORDER)


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[*ROLES, *TASK_ROLES],
        widget=forms.RadioSelect,
    )
    edition = EditionField()

    @classmethod
    def showing(cls, place: Participant) -> "RoleForm":
        """The form filled with the role someone has now."""
        now = {"role": place.role, "edition": place.edition}
        return cls(prefix="role", initial=now)


class PauseForm(forms.Form):
    category = forms.ChoiceField(
        label=gettext_lazy("The reason"),
        help_text=gettext_lazy(
            "The public log shows the reason and that a facilitator did it, not whose"
            " place it was."
        ),
        choices=Pause.Category,
        widget=forms.RadioSelect,
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"),
        min_value=1,
        max_value=LONGEST_PAUSE,
        initial=LONGEST_PAUSE,
        help_text=gettext_lazy("14 at most. Then the place is theirs again."),
    )


class SoftwareForm(forms.Form):
    """Which software may come in, what it can do then, and where it stands."""

    def __init__(self, project: Project, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["client"] = forms.ModelChoiceField(
            clients_to_let_in(project),
            label=_("Software"),
            help_text=SOFTWARE_MAY,
            empty_label=None,
        )
        self.fields["group"] = GroupField(
            project,
            label=_("Its place"),
            help_text=_("Shown beside what it brings in. It does not vote."),
        )
