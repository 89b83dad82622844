"""The groups people speak from, and their places in projects."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from participants.models.accounts import User
from projects.log import Actor
from projects.models import Project, Side


class Constituency(models.Model):
    """A group with a voice of its own, on one side."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="constituencies"
    )
    side = models.CharField(_("side"), max_length=11, choices=Side)
    name = models.CharField(_("name"), max_length=60)
    names = models.JSONField(default=dict)  # the same in other languages: {"ar": …}
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["side", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="a_group_has_one_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.names.get(get_language() or "", self.name))


class Participant(models.Model):
    """A person's place in one project, in one group at a time."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        FACILITATOR = "facilitator", _("Facilitator")
        COORDINATOR = "coordinator", _("Coordinator")
        EVALUATOR = "evaluator", _("Evaluator")
        OBSERVER = "observer", _("Observer")
        SOFTWARE = "software", _("Other software")

    class State(models.TextChoices):
        ACTIVE = "active", _("Taking part")
        LEFT = "left", _("Left")
        SUSPENDED = "suspended", _("Paused")
        REMOVED = "removed", _("Removed")

    class Channel(models.TextChoices):
        ONLINE = "online", _("Online")
        PAPER = "paper", _("On paper")
        PHONE = "phone", _("By phone")
        MEETING = "meeting", _("At meetings")

    class Help(models.TextChoices):
        INTERPRETER = "interpreter", _("An interpreter")
        CARE = "care", _("Someone to be with the person I care for")
        TRAVEL = "travel", _("Travel costs, paid on the day")
        EASY = "easy", _("Large print or easy words")

        @property
        def of_them(self) -> str:
            """As one says it of someone else."""
            if self == type(self).CARE:
                return gettext("Someone to be with the person they care for")
            return str(self.label)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="participants"
    )
    user = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="places"
    )
    constituency = models.ForeignKey(
        Constituency, on_delete=models.PROTECT, related_name="participants"
    )
    role = models.CharField(max_length=11, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    name = models.CharField(_("name"), max_length=80)
    language = models.CharField(_("language"), max_length=5, default="en")
    channel = models.CharField(max_length=7, choices=Channel, default=Channel.ONLINE)
    phone = models.CharField(_("phone number"), max_length=30, blank=True)
    help_wanted = ArrayField(
        models.CharField(max_length=11, choices=Help), default=list, blank=True
    )
    needs = models.CharField(_("what you need"), max_length=300, blank=True)
    helper = models.CharField(_("who helps"), max_length=80, blank=True)
    joined_at = models.DateTimeField(db_default=Now())
    accepted_rules_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1, db_default=1)  # of the details
    added_by = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"], name="one_place_per_person_and_project"
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-joined_at", "-id"], name="participant_newest"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_here(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def side(self) -> str:
        return self.constituency.side

    @property
    def software(self) -> str:
        """The name of the other software that holds this place; empty for people."""
        return self.name if self.role == self.Role.SOFTWARE else ""

    @property
    def voice(self) -> str:
        """How others read whose words these are: the group, and that software wrote."""
        group = str(self.constituency)
        return heard_through(group, self.software) if self.software else group

    @property
    def as_actor(self) -> Actor:
        """What the log may know of a person: as they are at this moment."""
        role = self.role if self.software else ""
        return Actor(self.pk, self.constituency.side, self.constituency_id, role)


def heard_through(group: str, software: str) -> str:
    """A machine is never taken for the people it speaks from."""
    return gettext("%(group)s, by other software: %(software)s") % {
        "group": group,
        "software": software,
    }


class Consent(models.Model):
    """A yes to one use of personal data, and when it was taken back."""

    class Kind(models.TextChoices):
        REMINDERS = "reminders", _("Send me e-mail when a decision needs me")
        QUOTE = "quote", _("You may quote my words without my name")
        CONTACT = "contact", _("Facilitators may call or write to me")

        @property
        def of_them(self) -> str:
            """As one says it of someone else."""
            kinds = type(self)
            return {
                kinds.REMINDERS: gettext("E-mail when a decision needs them"),
                kinds.QUOTE: gettext("Their words may be quoted without their name"),
                kinds.CONTACT: gettext("Facilitators may call or write to them"),
            }[self]

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(max_length=9, choices=Kind)
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(withdrawn_at=None),
                name="a_consent_stands_once",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Pause(models.Model):
    """A place put on hold for a while: a reserved power that runs out by itself."""

    class Category(models.TextChoices):
        HARM = "harm", _("Someone was threatened or hurt")
        HATE = "hate", _("Hateful or degrading words")
        PRIVACY = "privacy", _("Other people’s private matters were made public")
        SPAM = "spam", _("Advertising, or a place used by someone else")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="pauses"
    )
    category = models.CharField(max_length=7, choices=Category)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__lte=F("since") + timedelta(days=14)),
                name="a_pause_lasts_fourteen_days_at_most",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(ended_at=None),
                name="one_pause_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.category
