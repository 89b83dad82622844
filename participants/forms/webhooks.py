"""Which other software is told, and of what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from participants.queries.webhooks import told_of
from projects import outgoing
from projects.log import EVENTS
from projects.models.webhooks import Webhook
from projects.trying import EditionField

ROOMS = {  # the first part of an event's name, in words
    "projects": gettext_lazy("The project"),
    "participants": gettext_lazy("People"),
    "decisions": gettext_lazy("Decisions"),
    "phases": gettext_lazy("What people do"),
    "evaluation": gettext_lazy("Judging it together"),
}


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {room: [] for room in ROOMS}
    for name in told_of():
        found[name.partition(".")[0]].append((name, str(EVENTS[name].words)))
    return [(str(ROOMS[room]), kinds) for room, kinds in found.items()]


class _EventsForm(forms.Form):
    """What a receiver is told of."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("What it is told of"),
        help_text=gettext_lazy(
            "It is told what kind of thing happened, when, and where to look it up. "
            "Never words, names, answers or votes."
        ),
        choices=_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["events"].widget.folded = True


class WebhookForm(_EventsForm):
    """A new receiver."""

    address = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy(
            "Where the other software listens. It begins with https://"
        ),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    field_order = ["address", "events"]

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        outgoing.ensure_open(address)
        return address


class WebhookChangeForm(_EventsForm):
    """What it is told of, whether at all, and the edition that was read."""

    is_on = forms.BooleanField(
        label=gettext_lazy("It is told"),
        help_text=gettext_lazy("Switched on again, it gets what waited for it."),
        required=False,
    )
    edition = EditionField()
    field_order = ["is_on", "events", "edition"]

    @classmethod
    def showing(cls, webhook: Webhook) -> "WebhookChangeForm":
        names = ("is_on", "events", "edition")
        return cls(initial={name: getattr(webhook, name) for name in names})
