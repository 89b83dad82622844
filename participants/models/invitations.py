"""Ways into a project, and the messages that go out to people."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models.places import Constituency, Participant
from projects.models import Project


class Invitation(models.Model):
    """A link or QR code into a project. The link is signed, so no secret is kept."""

    class Standing(models.TextChoices):
        OPEN = "open", _("Open")
        USED = "used", _("Used up")
        EXPIRED = "expired", _("Run out")
        REVOKED = "revoked", _("Taken back")

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
    email = models.EmailField(blank=True)  # of a personal one, until it is used
    language = models.CharField(max_length=5, default="en")
    sent_at = models.DateTimeField(null=True)
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
            ),
            models.CheckConstraint(
                condition=Q(role__in=["member", "observer"]) | Q(places=1),
                name="a_link_that_gives_a_task_works_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-created_at", "-id"], name="invitation_newest"
            )
        ]

    def __str__(self) -> str:
        return self.note or str(self.pk)

    @property
    def standing(self) -> Standing:
        """Whether the link still leads anywhere."""
        if self.revoked_at:
            return self.Standing.REVOKED
        if self.used >= self.places:
            return self.Standing.USED
        if self.expires_at <= timezone.now():
            return self.Standing.EXPIRED
        return self.Standing.OPEN


class Notice(models.Model):
    """One message to one person about one thing: sent once, whatever is retried."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    kind = models.CharField(max_length=30)
    about = models.UUIDField()
    link = models.CharField(max_length=200, blank=True)
    words = models.JSONField(default=dict)  # what the letter says; gone once sent
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "about"], name="nobody_is_told_twice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.about}"
