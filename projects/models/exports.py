"""A list that somebody takes along as a spreadsheet, and how far it is."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models.kept import KeptFile

KEPT = timedelta(days=2)  # words that are taken back shall not be fetched for long
TRIED_FOR = timedelta(minutes=15)  # five tries, or as often as a worker dies over it


class Export(KeptFile):
    """One list as one person could read it, in the language they read."""

    FOLDER = "exports"

    class State(models.TextChoices):
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Not made")
        FAILED = "failed", _("It did not work")

    class Why(models.TextChoices):
        """Why there is none, in a sentence."""

        NOT_SEEN = "not_seen", _("You can no longer read this list.")
        TOO_LONG = "too_long", _("This list is too long for one spreadsheet.")
        GAVE_UP = (
            "gave_up",
            _(
                "We tried for 15 minutes. Try again; if it fails once more, tell those "
                "who run this site."
            ),
        )

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    bound_to = models.ForeignKey(  # the pilot of the software that asked for it
        "projects.Pilot", null=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=20)  # of the list: see projects.lists
    about = models.UUIDField()  # whose list it is
    about_name = models.CharField(max_length=80, blank=True, db_default="")  # then
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=7, choices=State, default=State.MAKING)
    why = models.CharField(max_length=8, choices=Why, blank=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "bound_to", "name", "about", "language"],
                condition=Q(state="making"),
                nulls_distinct=False,
                name="one_list_is_made_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refused", "failed"], why__gt="")
                | Q(state__in=["making", "ready"], why=""),
                name="a_list_that_is_not_made_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-made_at", "-id"], name="export_newest"),
            models.Index(fields=["made_at"], name="export_to_forget"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("projects:export", args=[self.pk])

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.made_at:%Y-%m-%d}.xlsx"

    @property
    def kept_until(self) -> datetime:
        return self.made_at + KEPT

    @property
    def given_up_at(self) -> datetime:
        return self.made_at + TRIED_FOR

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def is_being_made(self) -> bool:
        return self.state == self.State.MAKING

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    def end(self, state: str, why: str) -> None:
        """Without a file."""
        self.state, self.why = state, why
