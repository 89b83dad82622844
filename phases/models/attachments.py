"""Pictures and papers that people put to what they said."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from phases.models.contributions import Contribution
from projects.models.kept import KeptFile


class Attachment(KeptFile):
    """One picture or PDF, in words too: not everyone sees it."""

    FOLDER = "attachments"

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="attachments"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    description = models.CharField(_("what it shows"), max_length=300)
    language = models.CharField(max_length=5, default="en")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)  # put back within a day, or gone

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(description__gt=""),
                name="what_is_attached_is_told_in_words",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("phases:attachment", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")
