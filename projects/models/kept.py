"""A file that is kept for people: what holds whatever it belongs to.

What was taken in stands in the row until a job has put it where files lie. So nothing
that was acknowledged hangs on the storage, and no file lies there without a row: its
name is known before, and a trigger (a_file_goes_with_its_row) sees to it afterwards.
"""

from io import BytesIO
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

SENT = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = SENT | {SPREADSHEET: "xlsx"}
REASONS = {  # why a file was not taken, in a sentence, by its code
    "kind": _(
        "This is not a picture (JPEG, PNG or WebP) and not a PDF. Save it as one of "
        "these first, or choose another file."
    ),
    "too_large": _("The file is larger than 10 MB. Make it smaller first."),
    "pixels": _("This picture is too large: it has too many dots. Make it smaller."),
    "moving": _("Moving pictures are not taken. Choose one that stands still."),
    "locked": _("This PDF is locked with a password. Save it without one first."),
    "pages": _("A PDF may have 200 pages. Send the part that matters here."),
    "unpacks": _("This file becomes far too large when it is opened."),
    "unreadable": _(
        "This file is damaged, or not what it says it is. Open it, save it again, and "
        "choose the new one."
    ),
    "busy": _("Many files come in at this moment. Try again in a minute."),
}


class KeptFile(models.Model):
    """What is known of a file, and where it lies."""

    FOLDER = "files"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=b"")  # until it is put away
    file = models.FileField(max_length=100)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """Of our own making: what somebody’s device called it is never kept."""
        return f"{self.FOLDER}-{str(self.pk)[:8]}.{SUFFIXES[self.media_type]}"

    def take_in(self, content: bytes) -> None:
        self.content, self.size = content, len(content)
        self.file.name = f"{self.FOLDER}/{self.pk}.{SUFFIXES[self.media_type]}"

    def put_away(self) -> None:
        """From the row into the storage."""
        self.lay_down(ContentFile(bytes(self.content)))
        self.content = b""
        self.save(update_fields=["content"])

    def lay_down(self, content: "File[bytes]") -> None:
        """Into the storage. Done again after a crash, it is the same file."""
        storage, name = self.file.storage, str(self.file.name)
        storage.delete(name)
        storage.save(name, content)

    def open(self) -> IO[bytes]:
        """Its bytes, wherever they are.

        Raises FileNotFoundError where a storage was lost.
        """
        if self.content:
            return BytesIO(bytes(self.content))
        return self.file.storage.open(str(self.file.name))
