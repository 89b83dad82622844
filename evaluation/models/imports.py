"""Answers that come as a file, and what was wrong with it."""

from collections.abc import Sequence
from functools import cached_property
from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluation.models.questionnaires import Item
from evaluation.models.rounds import Round
from participants.models import Participant
from projects.numbers import digits


class Wrong(models.TextChoices):
    """Why an answer, a row or a file was not taken, in a sentence."""

    MISSING = "missing", _("An answer is needed here.")
    NOT_A_NUMBER = "not_a_number", _("This is not a number.")
    NOT_WHOLE = "not_whole", _("This is not a whole number.")
    OUT_OF_RANGE = "out_of_range", _("This number is too small or too large.")
    TOO_PRECISE = "too_precise", _("This number has more than six decimals.")
    UNKNOWN_CHOICE = "unknown_choice", _("This is not one of the answers.")
    TOO_LONG = "too_long", _("This text is too long.")
    UNKNOWN_QUESTION = "unknown_question", _("There is no such question.")
    UNKNOWN_VALUE = "unknown_value", _("The mapping does not say what this means.")
    UNKNOWN_GROUP = "unknown_group", _("There is no group of this name.")
    OUTSIDE_BANDS = "outside_bands", _("This number lies in none of the bands.")
    BAD_WEIGHT = "bad_weight", _("A weight is a number above nought.")
    NO_ID = "no_id", _("This row has no name of its own.")
    SAME_ID = "same_id", _("Another row above has this name already.")
    CELLS = "cells", _("This row has more or fewer cells than the first row.")
    NO_ANSWER = "no_answer", _("This row answers no question.")
    # of the file as a whole
    NO_ROWS = "no_rows", _("The file has no rows of answers.")
    ENCODING = "encoding", _("The letters of this file cannot be read.")
    NO_COLUMN = "no_column", _("The file has no such column.")
    TWO_COLUMNS = "two_columns", _("Two columns have the same name.")
    NO_QUESTION = "no_question", _("No column of the file is one of our questions.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more than 50,000 rows.")
    TOO_MANY_LABELS = (
        "too_many_labels",
        _("More than 60 different values: too many to compare people by."),
    )
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


def in_detail(code: str, question: Item | None, groups: Sequence[str] = ()) -> str:
    """What is wrong, and what would be right, where that can be said."""
    if code == Wrong.OUT_OF_RANGE and question:
        ends = {"least": digits(question.least), "most": digits(question.most)}
        words = gettext(
            "This number is too small or too large. It has to be from %(least)s to "
            "%(most)s."
        )
        return words % ends
    if code == Wrong.UNKNOWN_GROUP and groups:
        words = gettext("There is no group of this name. The groups are: %(names)s")
        return words % {"names": " · ".join(groups)}
    return str(Wrong(code).label)


class ImportBatch(models.Model):
    """A file of answers: what it said, what was wrong with it, what was kept."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked; waiting for you")
        STORING = "storing", _("Being stored")
        DONE = "done", _("Stored")
        REFUSED = "refused", _("Nothing stored")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(Participant, on_delete=models.PROTECT)
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
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["round", "-made_at", "-id"], name="import_newest")
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("evaluation:import_batch", args=[self.pk])

    @property
    def bad(self) -> int:
        return self.rows - self.good

    @cached_property
    def asked(self) -> dict[str, Item]:
        """The question of each column, as the mapping names them or as they are."""
        items = {item.code: item for item in self.round.questionnaire.items.all()}
        said = self.mapping.get("items") or {code: {"item": code} for code in items}
        named = {
            column: each if isinstance(each, str) else each.get("item")
            for column, each in said.items()
        }
        return {column: items[code] for column, code in named.items() if code in items}

    @cached_property
    def group_names(self) -> list[str]:
        return [group.name for group in self.round.groups.all()]

    @property
    def is_at_work(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.STORING)


class ImportProblem(models.Model):
    """One reason why one row, or the file (line 0), was not taken."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="problems"
    )
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=20)  # of Wrong

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["batch", "line", "id"], name="problem_by_line")]

    def __str__(self) -> str:
        return f"{self.line} {self.column}: {self.code}"

    @property
    def reason(self) -> str:
        groups = self.batch.group_names if self.code == Wrong.UNKNOWN_GROUP else ()
        return in_detail(self.code, self.batch.asked.get(self.column), groups)
