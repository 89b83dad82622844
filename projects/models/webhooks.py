"""Other software that is told what stands on the log, and what is on its way to it."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from projects.models import LogEntry, Pilot, Project

LOCKED_FOR = "webhook"  # what the lock is called that secrets are behind


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def hearing(self, event: str, project: Project) -> "WebhookQuerySet":
        """Who is told of such a line: of this project, or of its whole pilot."""
        here = self.filter(Q(project=project) | Q(project=None), pilot=project.pilot_id)
        return here.filter(state=Webhook.State.ON, events__contains=[event])


class Webhook(models.Model):
    """A receiver: its address, what it is told of, and the secret that signs it."""

    class State(models.TextChoices):
        ON = "on", _("On")
        OFF = "off", _("Switched off")
        SILENT = "silent", _("Switched off because it did not answer")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="webhooks")
    project = models.ForeignKey(  # none: all projects of the pilot
        Project, null=True, on_delete=models.CASCADE, related_name="webhooks"
    )
    address = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=60))
    secret = models.CharField(max_length=200)  # locked
    old_secret = models.CharField(max_length=200, blank=True)  # locked too
    old_until = models.DateTimeField(null=True)  # the one before signs as well
    state = models.CharField(max_length=6, choices=State, default=State.ON)
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(db_default=Now())
    failures = models.PositiveIntegerField(default=0)  # in a row
    failing_since = models.DateTimeField(null=True)
    quiet_until = models.DateTimeField(null=True)  # it is left in peace till then

    objects = WebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.host

    @property
    def host(self) -> str:
        """What is shown of the address: the rest of it may be as good as a key."""
        return self.address.split("/")[2]

    @property
    def home(self) -> Project | Pilot:
        """What it is told about."""
        return self.project or self.pilot

    @property
    def is_on(self) -> bool:
        return self.state == self.State.ON


class Delivery(models.Model):
    """One line of the log on its way to one receiver."""

    class State(models.TextChoices):
        WAITING = "waiting", _("On its way")
        ARRIVED = "arrived", _("Arrived")
        GIVEN_UP = "given_up", _("Given up")

    class Problem(models.TextChoices):
        REFUSED = "refused", _("This address is no longer one that we send to")
        TIMEOUT = "timeout", _("No answer in time")
        CONNECTION = "connection", _("No connection, or it broke off")
        ANSWER = "answer", _("It did not take it")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries"
    )
    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # of the last answer
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "entry"], name="one_line_goes_to_a_receiver_once"
            )
        ]
        indexes = [
            models.Index(fields=["webhook", "-made_at", "-id"], name="delivery_newest"),
            models.Index(
                fields=["made_at"],
                condition=~Q(state="waiting"),
                name="delivery_to_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.webhook_id}"
