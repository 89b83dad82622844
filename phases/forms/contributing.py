"""Saying something, answering it, and looking after what is said."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from phases import queries
from phases.actions import OPEN_STATUSES, Words
from phases.methods import method_of
from phases.models import Activity, Contribution, Ground
from projects.languages import named
from projects.models import Pilot, Project
from projects.trying import EditionField

LONGEST = 5000
ENOUGH, UNNAMED = (
    _("One sentence is enough."),
    _("It is signed with your side and group, not your name."),
)
KINDS = {
    "need": _("For example: someone to ring at night"),
    "asset": _("For example: a van, a kitchen, an hour a week"),
    "barrier": _("For example: the bus stops at six"),
}


def textarea(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LanguageField(forms.ChoiceField):
    """One of the pilot’s languages; the reader’s own comes first."""

    def __init__(self, pilot: Pilot, **kwargs: Any) -> None:
        own = get_language() or "en"
        codes = dict.fromkeys([own, *pilot.languages])
        super().__init__(
            label=_("Written in"),
            choices=named(codes),
            initial=own,
            required=False,
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        return super().clean(value) or str(self.initial)


class OriginField(forms.TypedChoiceField):
    """What something grew from: of this round, the best supported first."""

    def __init__(self, activity: Activity, **kwargs: Any) -> None:
        found = queries.origins_for(activity)
        self.origins = {str(one.pk): one for one in found}
        super().__init__(
            label=_("What it grew from"),
            choices=[("", _("Nothing in particular")), *_titled(found)],
            coerce=lambda pk: self.origins[pk],
            empty_value=None,
            required=False,
            **kwargs,
        )

    def offer(self, origin: Contribution) -> None:
        """One that someone came from, though it is not among the best supported."""
        self.origins.setdefault(str(origin.pk), origin)
        nothing = ("", _("Nothing in particular"))
        self.choices = [nothing, *_titled(list(self.origins.values()))]
        self.initial = str(origin.pk)


def _titled(found: list[Contribution]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.get_kind_display()}: {one.headline}") for one in found]


def person_field(
    people: QuerySet[Participant], **kwargs: Any
) -> "forms.ModelChoiceField[Participant]":
    """Somebody of the project, with the group they speak from."""
    field = forms.ModelChoiceField(people, **kwargs)
    named: Any = field
    named.label_from_instance = lambda person: f"{person} · {person.constituency}"
    return field


class ContributionForm(forms.Form):
    """One thing, in one’s own words. One sentence is enough."""

    def __init__(
        self,
        *args: Any,
        activity: Activity,
        origin: Contribution | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        method = method_of(activity.method)
        self.kinds = method.takes
        if method.several:
            self.fields["kind"] = self._kind_field()
        self.fields["text"] = forms.CharField(
            label=_("In your words"),
            help_text=f"{ENOUGH} {activity.project.read_by}",
            widget=textarea(),
            max_length=LONGEST,
        )
        if Contribution.Kind.IDEA in self.kinds:
            field = OriginField(activity, help_text=_("An idea can answer a need."))
            if origin:
                field.offer(origin)
            self.fields["grew_from"] = field
        self.fields["language"] = LanguageField(activity.project.pilot)

    def _kind_field(self) -> forms.ChoiceField:
        field = forms.ChoiceField(
            label=_("What is it?"),
            widget=forms.RadioSelect,
            choices=[(kind, Contribution.Kind(kind).label) for kind in self.kinds],
        )
        widget: Any = field.widget
        widget.descriptions = KINDS
        return field

    def words(self) -> Words:
        said = self.cleaned_data
        kind = said.get("kind") or self.kinds[0]
        return Words(kind, said["text"], said["language"], said.get("grew_from"))


class EnteredForm(ContributionForm):
    """What someone said without a computer, written down by a facilitator."""

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, activity=activity, **kwargs)
        people = queries.speakers(activity.project)
        self.fields["author"] = person_field(
            people, label=_("Who said it"), empty_label=_("Choose a person")
        )
        self.fields["channel"] = forms.ChoiceField(
            label=_("How it came in"),
            widget=forms.RadioSelect,
            choices=[
                (Participant.Channel.PAPER, _("On paper")),
                (Participant.Channel.PHONE, _("By phone")),
                (Participant.Channel.MEETING, _("In a meeting or a talk")),
            ],
        )
        self.fields["text"].label = _("In their words")
        self.order_fields(["author", "channel", "kind", "text"])


class CommentForm(forms.Form):
    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("Your comment or suggestion"),
            help_text=f"{project.read_by} {UNNAMED}",
            widget=textarea(),
            max_length=LONGEST,
        )
        self.fields["language"] = LanguageField(project.pilot)


class EditForm(forms.Form):
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("The words of before stay readable, under Versions."),
        widget=textarea(6),
        max_length=LONGEST,
    )
    edition = EditionField()


class StatusForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Where it stands"),
        widget=forms.RadioSelect,
        choices=[(status, status.label) for status in OPEN_STATUSES],
    )
    because = forms.CharField(
        label=_("Why"),
        help_text=_("Needed for “Not now”: say why, and who answers instead."),
        max_length=300,
        required=False,
    )


class ReportForm(forms.Form):
    reason = forms.CharField(
        label=_("What is wrong with it"),
        help_text=_("Only facilitators read this. They look at it and answer you."),
        max_length=300,
    )


class HideForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("On which ground"), widget=forms.RadioSelect, choices=Ground.choices
    )
    because = forms.CharField(
        label=_("Why, in a sentence"),
        help_text=_("Whoever wrote it reads this, and can change it."),
        max_length=300,
    )


class FilterForm(forms.Form):
    """Which kind, in which order; what is not known is left out."""

    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            ("newest", _("Newest first")),
            ("support", _("Most supported first")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = method_of(activity.method).takes
        if len(kinds) > 1:
            choices = [(kind, Contribution.Kind(kind).label) for kind in kinds]
            self.fields["kind"] = forms.ChoiceField(
                label=_("What it is"),
                choices=[("", _("Everything")), *choices],
                required=False,
            )

    def chosen(self, cursor: str | None) -> queries.Chosen:
        self.is_valid()
        asked = self.cleaned_data
        return queries.Chosen(
            asked.get("kind", ""), asked.get("order") or "newest", cursor
        )


def as_uuid(text: str | None) -> UUID | None:
    """An id from an address; anything else is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
