"""The go-ahead that a carried decision gives, and what became of it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from decisions.models.decisions import Decision
from participants.models import Participant
from projects.models import Side


class Mandate(models.Model):
    """Leave to do one governed act once, to the thing the decision named."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting to take effect")
        ENACTED = "enacted", _("Took effect")
        FAILED = "failed", _("Could not take effect")
        LAPSED = "lapsed", _("Ran out")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="mandate"
    )
    act = models.CharField(max_length=40)
    state = models.CharField(max_length=7, choices=State, default=State.PENDING)
    reason = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(db_default=Now())
    not_before = models.DateTimeField()
    lapses_at = models.DateTimeField()
    enacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("go-ahead")
        verbose_name_plural = _("go-aheads")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="failed", reason__gt="") | ~Q(state="failed"),
                name="a_failed_mandate_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Challenge(models.Model):
    """A doubt about the procedure of a weighty decision, heard by one of each side."""

    class Ground(models.TextChoices):
        COUNT = "count", _("The count")
        ELECTORATE = "electorate", _("Who could take part")
        PARAMETERS = "parameters", _("The rule or what was decided on")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    mandate = models.ForeignKey(
        Mandate, on_delete=models.CASCADE, related_name="challenges"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground)
    reason = models.TextField(_("what went wrong"))
    language = models.CharField(max_length=5, default="", db_default="")
    raised_at = models.DateTimeField(db_default=Now())
    dismissed_by_community = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    dismissed_by_institution = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.ground

    @property
    def sides_that_looked(self) -> list[str]:
        """The sides of which someone found that it was properly decided."""
        return [
            side for side in Side.values if getattr(self, f"dismissed_by_{side}_id")
        ]

    @property
    def is_settled(self) -> bool:
        return len(self.sides_that_looked) == len(Side)
