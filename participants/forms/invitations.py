"""Making ways in: a link for many, or letters with a link each."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.forms.fields import languages_of
from participants.models import Participant
from participants.permissions import may_give_tasks
from participants.queries import side_words
from participants.rules.joining import Asked
from projects.models import Project, Side
from projects.numbers import digits

MOST_LETTERS = 50
ROLES = [
    (Participant.Role.MEMBER, gettext_lazy("Member: takes part and decides")),
    (Participant.Role.OBSERVER, gettext_lazy("Observer: reads along")),
]
TASK_ROLES = [
    (
        Participant.Role.FACILITATOR,
        gettext_lazy("Facilitator: invites, helps, enters what is on paper"),
    ),
    (
        Participant.Role.COORDINATOR,
        gettext_lazy("Coordinator: facilitates, and gives roles to people"),
    ),
    (
        Participant.Role.EVALUATOR,
        gettext_lazy("Evaluator: prepares survey rounds"),
    ),
]


class _AskedForm(forms.Form):
    """What every invitation says: group, role, note."""

    group = forms.ChoiceField(label=gettext_lazy("Group"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    days = forms.IntegerField(
        label=gettext_lazy("Days it works"), min_value=1, max_value=365, initial=30
    )

    def __init__(
        self, project: Project, by: Participant | None, data: Any = None, **options: Any
    ) -> None:
        super().__init__(data, **options)
        groups: Any = [
            (side_words(side), [(str(g.pk), str(g)) for g in members])
            for side in Side
            if (members := [g for g in project.constituencies.all() if g.side == side])
        ]
        free = [("", _("Each person chooses their own"))]
        self.fields["group"].choices = free + groups  # type: ignore[attr-defined]
        tasks = TASK_ROLES if by and may_give_tasks(by, project) else []
        self.fields["role"].choices = ROLES + tasks  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was asked for, as one value. Only of a form that is valid."""
        given = self.cleaned_data
        return Asked(
            group=UUID(given["group"]) if given["group"] else None,
            role=given["role"],
            days=given["days"],
            note=given.get("note", ""),
        )


class InviteForm(_AskedForm):
    """A link or QR code for so many people."""

    places = forms.IntegerField(
        label=gettext_lazy("How many people"),
        min_value=1,
        max_value=1000,
        initial=50,
        help_text=gettext_lazy("A link that gives a role works for one person."),
    )
    note = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("For yourselves, such as “poster in the library”."),
        max_length=80,
        required=False,
    )
    field_order = ["group", "role", "places", "days", "note"]


class LettersForm(_AskedForm):
    """A letter with a link of its own to each address."""

    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One on each line, or with commas between. At most 50."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        max_length=10_000,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"))
    field_order = ["addresses", "language", "group", "role", "days"]

    def __init__(
        self, project: Project, by: Participant | None, data: Any = None, **options: Any
    ) -> None:
        super().__init__(project, by, data, **options)
        spoken = self.fields["language"]
        spoken.choices = languages_of(project.pilot)  # type: ignore[attr-defined]

    def clean_addresses(self) -> list[str]:
        found = [a for a in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if a]
        wrong = [address for address in found if not _is_address(address)]
        if wrong:
            raise ValidationError(
                _("Not an e-mail address: %(wrong)s"),
                params={"wrong": ", ".join(wrong[:3])},
            )
        if len(found) > MOST_LETTERS:
            raise ValidationError(
                ngettext(
                    "This is %(many)s address. Send to 50 at a time.",
                    "These are %(many)s addresses. Send to 50 at a time.",
                    len(found),
                ),
                params={"many": digits(len(found))},
            )
        return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
