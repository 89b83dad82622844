"""Answers that come as a file, and what was wrong with it."""

from collections.abc import Sequence
from functools import cached_property

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evaluation.models.questionnaires import Item
from evaluation.models.rounds import Round
from participants.models import Participant
from projects.models.brought import REASONS, BroughtFile, Fault
from projects.numbers import digits


class Wrong(models.TextChoices):
    """Why an answer, a row or a file was not taken, in a sentence."""

    MISSING = "missing", _("An answer is needed here.")
    NOT_A_NUMBER = "not_a_number", _("This is not a number.")
    NOT_WHOLE = "not_whole", _("This is not a whole number.")
    OUT_OF_RANGE = "out_of_range", _("This number is too small or too large.")
    TOO_PRECISE = "too_precise", _("This number has more than six decimals.")
    UNKNOWN_CHOICE = "unknown_choice", _("This is not one of the answers.")
    TOO_LONG = "too_long", REASONS["too_long"]
    UNKNOWN_QUESTION = "unknown_question", _("There is no such question.")
    UNKNOWN_VALUE = "unknown_value", REASONS["unknown_value"]
    UNKNOWN_GROUP = "unknown_group", REASONS["unknown_group"]
    OUTSIDE_BANDS = "outside_bands", _("This number lies in none of the bands.")
    BAD_WEIGHT = "bad_weight", _("A weight is a number above nought.")
    NO_ID = "no_id", REASONS["no_id"]
    SAME_ID = "same_id", REASONS["same_id"]
    CELLS = "cells", REASONS["cells"]
    NO_ANSWER = "no_answer", _("This row answers no question.")
    # of the file as a whole
    NO_ROWS = "no_rows", _("The file has no rows of answers.")
    ENCODING = "encoding", REASONS["encoding"]
    NO_COLUMN = "no_column", REASONS["no_column"]
    TWO_COLUMNS = "two_columns", REASONS["two_columns"]
    NO_QUESTION = "no_question", _("No column of the file is one of our questions.")
    TOO_MANY_ROWS = "too_many_rows", REASONS["too_many_rows"]
    TOO_MANY_LABELS = (
        "too_many_labels",
        _("More than 60 different values: too many to compare people by."),
    )
    MAPPING = "mapping", REASONS["mapping"]
    SPREADSHEET = "spreadsheet", REASONS["spreadsheet"]
    NO_TEXT = "no_text", REASONS["no_text"]
    UNREADABLE = "unreadable", REASONS["unreadable"]


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


class ImportBatch(BroughtFile):
    """A file of answers: what it said, what was wrong with it, what was kept."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="imports")
    by = models.ForeignKey(Participant, on_delete=models.PROTECT)

    class Meta:
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["round", "-made_at", "-id"], name="import_newest")
        ]

    def get_absolute_url(self) -> str:
        return reverse("evaluation:import_batch", args=[self.pk])

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


class ImportProblem(Fault):
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="problems"
    )

    class Meta:
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["batch", "line", "id"], name="problem_by_line")]

    @property
    def reason(self) -> str:
        groups = self.batch.group_names if self.code == Wrong.UNKNOWN_GROUP else ()
        return in_detail(self.code, self.batch.asked.get(self.column), groups)
