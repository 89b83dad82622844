"""Contributions that come as a file, and what was wrong with it."""

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from phases.models.circle import Activity
from projects.models.brought import REASONS, BroughtFile, Fault

TAKEN_BACK_WITHIN = timedelta(days=7)


class Wrong(models.TextChoices):
    """Why a row or a file was not taken, in a sentence."""

    NO_WORDS = "no_words", _("This row says nothing.")
    TOO_LONG = "too_long", REASONS["too_long"]
    NO_GROUP = "no_group", _("This row does not say which group it comes from.")
    UNKNOWN_GROUP = "unknown_group", REASONS["unknown_group"]
    UNKNOWN_VALUE = "unknown_value", REASONS["unknown_value"]
    UNKNOWN_KIND = "unknown_kind", _("This kind does not belong here.")
    UNKNOWN_STATUS = "unknown_status", _("This cannot be said by a file.")
    NO_REASON = "no_reason", _("“Not now” needs a reason.")
    LANGUAGE = "language", _("This is not the short name of a language.")
    NO_ID = "no_id", REASONS["no_id"]
    SAME_ID = "same_id", REASONS["same_id"]
    CELLS = "cells", REASONS["cells"]
    # of the file as a whole
    NO_ROWS = "no_rows", _("The file has no rows.")
    ENCODING = "encoding", REASONS["encoding"]
    NO_COLUMN = "no_column", REASONS["no_column"]
    TWO_COLUMNS = "two_columns", REASONS["two_columns"]
    TOO_MANY_ROWS = "too_many_rows", REASONS["too_many_rows"]
    MAPPING = "mapping", REASONS["mapping"]
    SPREADSHEET = "spreadsheet", REASONS["spreadsheet"]
    NO_TEXT = "no_text", REASONS["no_text"]
    UNREADABLE = "unreadable", REASONS["unreadable"]


class ContributionFile(BroughtFile):
    """A file of contributions: what it said, what was wrong, what was kept."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="files"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [
            models.Index(fields=["activity", "-made_at", "-id"], name="file_newest")
        ]

    def get_absolute_url(self) -> str:
        return reverse("phases:file", args=[self.pk])

    @property
    def stays_from(self) -> datetime:
        """Until then what came in can be taken back."""
        return self.made_at + TAKEN_BACK_WITHIN


class FileProblem(Fault):
    file = models.ForeignKey(
        ContributionFile, on_delete=models.CASCADE, related_name="problems"
    )

    class Meta:
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["file", "line", "id"], name="file_problem_by_line")
        ]

    @property
    def reason(self) -> str:
        return str(Wrong(self.code).label)
