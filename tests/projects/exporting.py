"""A list asked for as a spreadsheet, and read by another program than ours."""

from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from openpyxl import load_workbook

from participants.models import Participant
from phases.models import Activity
from projects.actions import ask_for_list
from projects.models import Export


def asked(who: Participant, board: Activity) -> Export:
    assert who.user, "Only accounts ask for lists."
    return ask_for_list(by=who.user, name="contributions", about=board.pk)


def lies(export: Export) -> bool:
    """Whether there is a file."""
    return default_storage.exists(str(export.file.name))


def read(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def sheet_of(export: Export) -> Any:
    with default_storage.open(str(export.file.name)) as file:
        return read(file.read())


def column(sheet: Any, heading: str) -> list[Any]:
    """What stands below a heading."""
    [found] = [cells for cells in sheet.iter_cols() if cells[0].value == heading]
    return [cell.value for cell in found[1:]]
