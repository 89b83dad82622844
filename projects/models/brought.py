"""A table that somebody brings in as a file: what holds whatever its rows are about.

Each row is stored once, a bad one keeps its line and its reason, and the file is kept
no longer than it is needed.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from projects.rules.glance import no_text
from projects.rules.sheets import Bad, ReadingError

LARGEST = 10 * 1024 * 1024
REASONS = {  # why a row or a file was not taken, in a sentence, by its code
    "too_long": _("This text is too long."),
    "unknown_value": _("The mapping does not say what this means."),
    "unknown_group": _("There is no group of this name."),
    "no_id": _("This row has no name of its own."),
    "same_id": _("Another row above has this name already."),
    "cells": _("This row has more or fewer cells than the first row."),
    # of the file as a whole
    "encoding": _("The letters of this file cannot be read."),
    "no_column": _("The file has no such column."),
    "two_columns": _("Two columns have the same name."),
    "too_many_rows": _("The file has more than 50,000 rows."),
    "mapping": _("The mapping cannot be read here."),
    "spreadsheet": _(
        "This is a spreadsheet. Save it as a table of text (CSV) in your "
        "spreadsheet program, and choose that file."
    ),
    "no_text": _(
        "This is not a table as text. It may be a picture or a program. "
        "Choose a CSV file."
    ),
    "unreadable": _("This is not a table of cells."),
}


@dataclass(frozen=True)
class SentFile:
    """What was sent. mapping: as JSON; empty where columns are called what they are."""

    name: str
    content: bytes
    mapping: dict[str, Any]


def read_mapping(
    content: bytes | str, check: Callable[[object], object]
) -> dict[str, Any]:
    """A mapping as JSON, as strict as check is.

    Raises ValidationError with where it is wrong.
    """
    try:
        said: dict[str, Any] = json.loads(content)
        check(said)
    except (ValueError, RecursionError) as error:
        where = error.column if isinstance(error, ReadingError) else ""
        raise ValidationError(f"{REASONS['mapping']} {where}".strip()) from error
    return said


def check_is_table(content: bytes, mapping: dict[str, Any]) -> None:
    """Refuse at the door what can be no table: pictures, programs, spreadsheets."""
    if wrong := no_text(content, str(mapping.get("encoding", ""))):
        raise ValidationError(str(REASONS[wrong]))


class BroughtFile(models.Model):
    """What a file said, how many of its rows are good, how many are kept."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked; waiting for you")
        STORING = "storing", _("Being stored")
        DONE = "done", _("Stored")
        REFUSED = "refused", _("Nothing stored")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
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
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def bad(self) -> int:
        return self.rows - self.good

    def go_through(self, rows: Iterable[object]) -> list[tuple[int, ReadingError]]:
        """Count the rows; what is wrong, each with its line."""
        faults = []
        for row in rows:
            self.rows += 1
            if isinstance(row, Bad):
                faults += [(row.line, each) for each in row.problems]
            else:
                self.good += 1
        return faults

    def key_of(self, salt: str, row: str, line: int) -> str:
        """By the row's own name, else by file and line. No key leads back to a name."""
        whose = f"id:{row}" if row else f"line:{self.digest}:{line}"
        return salted_hmac(salt, whose, algorithm="sha256").hexdigest()

    def forget(self, state: str) -> None:
        """The file is not kept longer than it is needed."""
        self.state, self.content = state, b""


class Fault(models.Model):
    """One reason why one row, or the file (line 0), was not taken."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    value = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=20)  # of the app's Wrong

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.line} {self.column}: {self.code}"

    @property
    def reason(self) -> str:
        """In a sentence: the app's own Wrong knows it."""
        raise NotImplementedError
