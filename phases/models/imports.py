"""Contributions that come as a file, and what was wrong with it."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from phases.models.circle import Activity


class Wrong(models.TextChoices):
    """Why a row or a file was not taken, in a sentence."""

    NO_WORDS = "no_words", _("This row says nothing.")
    TOO_LONG = "too_long", _("This text is too long.")
    NO_GROUP = "no_group", _("This row does not say which group it comes from.")
    UNKNOWN_GROUP = "unknown_group", _("There is no group of this name.")
    UNKNOWN_VALUE = "unknown_value", _("The mapping does not say what this means.")
    UNKNOWN_KIND = "unknown_kind", _("This kind does not belong here.")
    UNKNOWN_STATUS = "unknown_status", _("This cannot be said by a file.")
    NO_REASON = "no_reason", _("“Not now” needs a reason.")
    LANGUAGE = "language", _("This is not the short name of a language.")
    NO_ID = "no_id", _("This row has no name of its own.")
    SAME_ID = "same_id", _("Another row above has this name already.")
    CELLS = "cells", _("This row has more or fewer cells than the first row.")
    # of the file as a whole
    NO_ROWS = "no_rows", _("The file has no rows.")
    ENCODING = "encoding", _("The letters of this file cannot be read.")
    NO_COLUMN = "no_column", _("The file has no such column.")
    TWO_COLUMNS = "two_columns", _("Two columns have the same name.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more than 50,000 rows.")
    MAPPING = "mapping", _("The mapping cannot be read here.")
    SPREADSHEET = (
        "spreadsheet",
        _(
            "This is a spreadsheet. Save it as a table of text (CSV) in your "
            "spreadsheet program, and choose that file."
        ),
    )
    NO_TEXT = (
        "no_text",
        _(
            "This is not a table as text. It may be a picture or a program. "
            "Choose a CSV file."
        ),
    )
    UNREADABLE = "unreadable", _("This is not a table of cells.")


class ContributionFile(models.Model):
    """A file of contributions: what it said, what was wrong, what was kept."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked; waiting for you")
        STORING = "storing", _("Being stored")
        DONE = "done", _("Stored")
        REFUSED = "refused", _("Nothing stored")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="files"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)  # SHA-256 of the file
    content = models.BinaryField()  # emptied as soon as it is not needed
    mapping = models.JSONField()
    good_only = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.CHECKING)
    rows = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)  # rows gone through so far
    stored = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)  # were here already
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["activity", "-made_at", "-id"], name="file_newest")
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("phases:file", args=[self.pk])

    @property
    def bad(self) -> int:
        return self.rows - self.good


class FileProblem(models.Model):
    """One reason why one row, or the file (line 0), was not taken."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file = models.ForeignKey(
        ContributionFile, on_delete=models.CASCADE, related_name="problems"
    )
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=20)  # of Wrong

    class Meta:
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["file", "line", "id"], name="file_problem_by_line")
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.column}: {self.code}"

    @property
    def reason(self) -> str:
        return str(Wrong(self.code).label)
