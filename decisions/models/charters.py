"""The working agreement: who proposes, is heard, decides or may object, and how."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from projects.models import Project, Side
from projects.numbers import digits


class Charter(models.Model):
    """One version of a project's agreement; in force only by both sides' decision."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("In force")
        SUPERSEDED = "superseded", _("Replaced")

    class Preset(models.TextChoices):
        SHARED = "shared", _("Shared: both sides decide together")
        CONSULTATIVE = (
            "consultative",
            _("Consultative: the institution decides after hearing the community"),
        )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="charters"
    )
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    preset = models.CharField(max_length=12, choices=Preset, default=Preset.SHARED)
    ground_rules = models.TextField(_("how we treat each other"), blank=True)
    language = models.CharField(max_length=5, default="en")
    drafted_by = models.ForeignKey(
        Participant, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    drafted_at = models.DateTimeField(db_default=Now())
    edition = models.PositiveIntegerField(default=1)  # moves with every change
    adopted_by = models.OneToOneField(
        "decisions.Mandate",
        null=True,
        on_delete=models.PROTECT,
        related_name="adopted_charter",
    )
    adopted_at = models.DateTimeField(null=True)
    people_then = models.PositiveIntegerField(default=0)  # at adoption

    class Meta:
        verbose_name = _("working agreement")
        verbose_name_plural = _("working agreements")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "version"], name="each_charter_version_once"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state="adopted"),
                name="one_charter_is_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(adopted_by__isnull=False),
                name="charter_was_adopted_by_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        version = digits(self.version)
        return _("Working agreement, version %(version)s") % {"version": version}

    def get_absolute_url(self) -> str:
        return reverse("decisions:charter_version", args=[self.pk])


class DecisionRight(models.Model):
    """One row of the grid: what each side may do about one act, and the rule."""

    class Way(models.TextChoices):
        NO_OBJECTION = "no_objection", _("No objection")
        VOTE = "vote", _("Vote")

    charter = models.ForeignKey(
        Charter, on_delete=models.CASCADE, related_name="rights"
    )
    act = models.CharField(max_length=40)
    proposes = ArrayField(models.CharField(max_length=11, choices=Side), default=list)
    heard = ArrayField(models.CharField(max_length=11, choices=Side), default=list)
    decides = ArrayField(models.CharField(max_length=11, choices=Side), default=list)
    objects_to = ArrayField(models.CharField(max_length=11, choices=Side), default=list)
    way = models.CharField(max_length=12, choices=Way)
    rule = models.JSONField()  # decisions.rules.Rule.as_json
    discussion_hours = models.PositiveSmallIntegerField(default=0)
    hours = models.PositiveSmallIntegerField(default=168)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "act"], name="one_rule_for_each_act"
            )
        ]

    def __str__(self) -> str:
        return f"{self.charter}: {self.act}"
