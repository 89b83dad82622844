"""What was chosen to be done, who does it, and whether it arrived."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.models import Mandate
from participants.models import Participant
from phases.models.circle import Activity, Cycle
from phases.models.contributions import Contribution
from projects.models import Project, Side
from projects.numbers import digits


class Commission(models.Model):
    """The priorities of a cycle: drafted from a board, adopted by a decision."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    cycle = models.OneToOneField(
        Cycle, on_delete=models.CASCADE, related_name="commission"
    )
    text = models.TextField(_("what we take on, in one or two sentences"), blank=True)
    language = models.CharField(max_length=5, default="en")
    edition = models.PositiveIntegerField(default=1)
    adopted_by = models.OneToOneField(
        Mandate,
        null=True,
        on_delete=models.PROTECT,
        related_name="adopted_commission",
    )

    def __str__(self) -> str:
        number = digits(self.cycle.number)
        return gettext("Priorities of round %(number)s") % {"number": number}

    def get_absolute_url(self) -> str:
        return reverse("phases:commission", args=[self.cycle_id])


class CommissionItem(models.Model):
    """One priority, in its place."""

    commission = models.ForeignKey(
        Commission, on_delete=models.CASCADE, related_name="items"
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "contribution"], name="a_priority_is_listed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class Task(models.Model):
    """Who does what by when; it is done when the side it is for says so."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        STARTED = "started", _("On its way")
        DELIVERED = "delivered", _("Delivered, not confirmed yet")
        CONFIRMED = "confirmed", _("Done, confirmed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="tasks"
    )
    grew_from = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    title = models.CharField(_("what is to be done"), max_length=120)
    language = models.CharField(max_length=5, default="en")
    added_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner = models.ForeignKey(
        Participant,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="tasks",
        verbose_name=_("who sees to it"),
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    receiver = models.CharField(
        _("who it is for"), max_length=11, choices=Side, default=Side.COMMUNITY
    )
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    added_at = models.DateTimeField(db_default=Now())
    delivered_by = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    delivered_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        Participant, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    returned_because = models.CharField(
        _("what is still missing"), max_length=300, blank=True
    )
    returned_language = models.CharField(max_length=5, default="", db_default="")
    edition = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["due", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_by__isnull=False),
                name="a_done_task_was_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("delivered_by")),
                name="nobody_confirms_their_own_delivery",
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "-added_at", "-id"], name="task_newest"),
            models.Index(
                fields=["project", "-confirmed_at", "-id"],
                condition=Q(state="confirmed"),
                name="task_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("phases:task", args=[self.pk])


class Hours(models.Model):
    """Time someone gave to a task, in minutes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="hours")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT)
    side = models.CharField(max_length=11, choices=Side)
    minutes = models.PositiveIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=24 * 60),
                name="a_day_has_24_hours",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes}"
