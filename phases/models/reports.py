"""What somebody says should not stand here."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from phases.models.contributions import Comment, Contribution
from projects.models import Project


class Report(models.Model):
    """Someone says that a contribution or a comment should not stand here."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="reports"
    )
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.CASCADE, related_name="reports"
    )
    comment = models.ForeignKey(
        Comment, null=True, on_delete=models.CASCADE, related_name="reports"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT)
    reason = models.CharField(_("what is wrong with it"), max_length=300)
    language = models.CharField(max_length=5, default="", db_default="")
    reported_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution=None) ^ Q(comment=None),
                name="a_report_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["contribution", "by"],
                condition=Q(settled_at=None),
                name="one_open_report_each_on_a_contribution",
            ),
            models.UniqueConstraint(
                fields=["comment", "by"],
                condition=Q(settled_at=None),
                name="one_open_report_each_on_a_comment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-reported_at", "-id"],
                condition=Q(settled_at=None),
                name="report_to_settle",
            )
        ]

    def __str__(self) -> str:
        return self.reason
