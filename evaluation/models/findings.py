"""What was published, and what people conclude from it together."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from decisions.models import Mandate
from evaluation.models.rounds import Round
from participants.models import Participant
from phases.models import Contribution


class Snapshot(models.Model):
    """The figures of a round as published, after hiding small cells; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.OneToOneField(
        Round, on_delete=models.PROTECT, related_name="snapshot"
    )
    figures = models.JSONField()
    taken_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.round)


class Finding(models.Model):
    """A conclusion both sides draw from a round; it leads to something next time."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Agreed by both sides")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="findings")
    text = models.TextField(_("what we conclude"))
    language = models.CharField(max_length=5, default="en")
    about = models.ForeignKey(  # the need or idea it looks back on
        Contribution,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="findings",
        verbose_name=_("what it is about"),
    )
    written_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    adopted_by = models.ForeignKey(
        Mandate, null=True, on_delete=models.PROTECT, related_name="adopted_findings"
    )
    became = models.OneToOneField(  # the need it starts the next cycle with
        Contribution, null=True, on_delete=models.SET_NULL, related_name="finding"
    )
    edition = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(adopted_by__isnull=False),
                name="finding_was_adopted_by_a_mandate",
            )
        ]
        indexes = [
            models.Index(fields=["round", "-written_at", "-id"], name="finding_newest")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class MinorityView(models.Model):
    """Someone does not share a conclusion; it stands beside it, the same size."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    finding = models.ForeignKey(
        Finding, on_delete=models.CASCADE, related_name="minority_views"
    )
    author = models.ForeignKey(Participant, on_delete=models.PROTECT)
    text = models.TextField(_("how you see it"))
    language = models.CharField(max_length=5, default="en")
    said_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.text[:60]
