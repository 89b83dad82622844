"""Where a project is: its rounds of the circle, their phases, what is done in them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from decisions.models import Mandate
from participants.models import Participant
from projects.models import Project
from projects.numbers import digits


class Cycle(models.Model):
    """One time round the circle; the next begins with what this one concluded."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="cycles"
    )
    number = models.PositiveSmallIntegerField()
    started_by = models.OneToOneField(
        Mandate, null=True, on_delete=models.PROTECT, related_name="started_cycle"
    )
    started_at = models.DateTimeField(db_default=Now())
    edition = models.PositiveIntegerField(default=1)

    is_latest = False  # a query that has seen that no other follows says so

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="each_cycle_of_a_project_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | Q(started_by__isnull=False),
                name="next_cycle_was_started_by_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        number = digits(self.number)
        return gettext("Round %(number)s of the circle") % {"number": number}

    def get_absolute_url(self) -> str:
        return reverse("phases:commission", args=[self.pk])


class Phase(models.Model):
    """A stretch of work in the circle; decisions open and close it, not the clock."""

    class Kind(models.TextChoices):
        CO_COMMISSION = "co_commission", _("Agree what matters")
        CO_DESIGN = "co_design", _("Design together")
        CO_DELIVERY = "co_delivery", _("Do it together")
        CO_ASSESSMENT = "co_assessment", _("Judge it together")

    class State(models.TextChoices):
        PLANNED = "planned", _("Not open yet")
        OPEN = "open", _("Open now")
        CLOSED = "closed", _("Done")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="phases"
    )
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="phases")
    kind = models.CharField(max_length=13, choices=Kind)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    opened_by = models.OneToOneField(
        Mandate, null=True, on_delete=models.PROTECT, related_name="opened_phase"
    )
    closed_by = models.OneToOneField(
        Mandate, null=True, on_delete=models.PROTECT, related_name="closed_phase"
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["cycle__number", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "kind"], name="each_phase_of_a_cycle_once"
            ),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(opened_by__isnull=False),
                name="phase_was_opened_by_a_mandate",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_by__isnull=False),
                name="phase_was_closed_by_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("phases:phase", args=[self.pk])

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """Its label. Django’s own way translates every label to find one."""
        return str(self.Kind(self.kind).label)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Activity(models.Model):
    """One clear task for people in a phase, done by one method."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="activities"
    )
    phase = models.ForeignKey(
        Phase, on_delete=models.CASCADE, related_name="activities"
    )
    method = models.CharField(_("how we work"), max_length=20)  # in phases.methods
    title = models.CharField(_("title"), max_length=80)
    task = models.CharField(_("what we ask of people"), max_length=300)
    offline_way = models.CharField(
        _("how to take part without a computer"), max_length=300
    )
    language = models.CharField(max_length=5, default="en")
    added_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(db_default=Now())
    pieces = models.PositiveIntegerField(default=0)  # what is shown here; kept
    accepted_by = models.OneToOneField(
        Mandate, null=True, on_delete=models.PROTECT, related_name="accepted_plan"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["added_at"]
        indexes = [
            models.Index(fields=["project", "-added_at", "-id"], name="activity_newest")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("phases:activity", args=[self.pk])


class Meeting(models.Model):
    """The next time people sit together: when, where, and how everyone gets in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="meetings"
    )
    starts_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=200)
    access = models.CharField(
        _("getting in and taking part"),
        max_length=300,
        help_text=_("Step-free? Interpreter? Child care? Travel paid?"),
    )
    agenda = models.TextField(_("what it is about"), blank=True)
    language = models.CharField(max_length=5, default="en")
    called_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            models.Index(fields=["project", "-starts_at", "-id"], name="meeting_latest")
        ]

    def __str__(self) -> str:
        return self.place

    def get_absolute_url(self) -> str:
        return reverse("phases:meetings", args=[self.project_id])
