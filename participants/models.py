"""People, the groups they speak from, and their places in projects."""

from typing import ClassVar
from uuid import uuid4

from allauth.idp.oidc.models import Client
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from projects.log import Actor
from projects.models import Pilot, Project, Side


class People(BaseUserManager["User"]):
    """Django asks for these two; nobody here has a password."""

    def create_user(self, email: str, **extra: object) -> "User":
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, **extra: object) -> "User":
        return self.create_user(email, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What someone may do hangs on places in projects, never on this."""

    class Scheme(models.TextChoices):
        AUTO = "auto", _("As my device says")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    scheme = models.CharField(
        _("colours"), max_length=5, choices=Scheme, default=Scheme.AUTO
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[People] = People()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_is_one_account")
        ]

    def __str__(self) -> str:
        return self.name or self.email


class PilotAdministrator(models.Model):
    """Someone who configures a pilot: no say in its decisions follows from that."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    pilot = models.ForeignKey(
        Pilot, on_delete=models.CASCADE, related_name="administrators"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "pilot"], name="administrator_once_per_pilot"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.pilot}"


class ApiClient(models.Model):
    """Other software: an OAuth client, bound to one pilot, acting as one user."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE)
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE)
    user = models.OneToOneField(User, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return self.client.name


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
        ordering = ["side", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="a_group_has_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """A person's place in one project, in one group at a time."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        FACILITATOR = "facilitator", _("Facilitator")
        COORDINATOR = "coordinator", _("Coordinator")
        EVALUATOR = "evaluator", _("Evaluator")
        OBSERVER = "observer", _("Observer")

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
    needs = models.CharField(_("what you need"), max_length=300, blank=True)
    helper = models.CharField(_("who helps"), max_length=80, blank=True)
    joined_at = models.DateTimeField(db_default=Now())
    accepted_rules_at = models.DateTimeField(null=True)

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
    def as_actor(self) -> Actor:
        """What the log may know of a person: as they are at this moment."""
        return Actor(self.pk, self.constituency.side, self.constituency_id)


class Consent(models.Model):
    """A yes to one use of personal data, and when it was taken back."""

    class Kind(models.TextChoices):
        REMINDERS = "reminders", _("Send me e-mail when a decision needs me")
        QUOTE = "quote", _("You may quote my words without my name")
        CONTACT = "contact", _("Facilitators may call or write to me")

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


class Invitation(models.Model):
    """A link or QR code into a project. The link is signed, so no secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="invitations"
    )
    constituency = models.ForeignKey(
        Constituency, null=True, blank=True, on_delete=models.CASCADE
    )
    role = models.CharField(
        max_length=11, choices=Participant.Role, default=Participant.Role.MEMBER
    )
    note = models.CharField(_("what it is for"), max_length=80, blank=True)
    created_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    places = models.PositiveIntegerField(_("how many people"), default=50)
    used = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used__lte=models.F("places")),
                name="no_more_join_than_were_invited",
            )
        ]

    def __str__(self) -> str:
        return self.note or str(self.pk)


class Notice(models.Model):
    """One message to one person about one thing: sent once, whatever is retried."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    kind = models.CharField(max_length=30)
    about = models.UUIDField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "about"], name="nobody_is_told_twice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
