"""A file of answers: brought in, checked, and stored in pieces, each row once."""

import hashlib
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from evaluation import events
from evaluation.actions.answering import Given, keep
from evaluation.actions.asking import hold
from evaluation.models import ImportBatch, ImportProblem, Response, Round
from evaluation.permissions import may_import, may_see_import, may_store_import
from evaluation.queries import questions_of
from evaluation.rules.files import Reader, Row, check_columns
from evaluation.rules.mapping import from_json, matching
from participants.models import Constituency, Participant
from projects import log, outbox
from projects.access import ensure
from projects.models.brought import SentFile, check_is_table, read_mapping
from projects.rules.sheets import ReadingError, Sheet, decode, open_sheet

PIECE = 1000  # a second or two, in which nobody else can answer


def read_columns(content: bytes | str) -> dict[str, Any]:
    """What the columns mean, checked. Raises ValidationError with where it is wrong."""
    return read_mapping(content, from_json)


@transaction.atomic
def import_answers(*, by: Participant, round: Round, file: SentFile) -> ImportBatch:
    """Take a file in and promise to check it. Nothing is stored yet."""
    ensure(may_import(by, round))
    check_is_table(file.content, file.mapping)
    batch = ImportBatch.objects.create(
        round=round,
        by=by,
        file_name=file.name[-120:],
        digest=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
        mapping=file.mapping,
    )
    outbox.put("evaluation.check_import", batch.pk)
    return batch


@transaction.atomic
def check_import(batch_id: UUID) -> None:
    """Read every row; say of each bad one where and why."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != ImportBatch.State.CHECKING:
        return
    try:
        _read_through(batch)
    except ReadingError as wrong:
        batch.good = 0
        _note(batch, 0, wrong)
    if not batch.good and batch.problems.filter(line=0).exists():
        batch.forget(ImportBatch.State.REFUSED)
    else:
        batch.state = ImportBatch.State.CHECKED
    batch.save(update_fields=["state", "content", "rows", "good"])


@transaction.atomic
def store_import(*, by: Participant, batch: ImportBatch, good_only: bool) -> None:
    """Store all rows, or only the good ones, as chosen."""
    hold(batch.round_id)
    held = _hold(batch.pk)
    ensure(may_store_import(by, held, good_only=good_only))
    held.state, held.good_only = ImportBatch.State.STORING, good_only
    held.save(update_fields=["state", "good_only"])
    outbox.put("evaluation.store_import", held.pk)


@transaction.atomic
def discard_import(*, by: Participant, batch: ImportBatch) -> None:
    """Store nothing of it, and forget what it held."""
    held = _hold(batch.pk)
    ensure(may_see_import(by, held))
    if held.state == ImportBatch.State.CHECKED:
        held.forget(ImportBatch.State.REFUSED)
        held.save(update_fields=["state", "content"])


@transaction.atomic
def store_piece(batch_id: UUID) -> None:
    """Store some rows and promise the rest, together: none is lost or stored twice."""
    round_id = ImportBatch.objects.values_list("round", flat=True).get(pk=batch_id)
    round, batch = hold(round_id), _hold(batch_id)
    if batch.state != ImportBatch.State.STORING:
        return
    piece = _piece(batch)
    new = _unknown(batch, piece)
    keep(round, new)
    batch.position = min(batch.position + PIECE, batch.good)
    batch.stored += len(new)
    batch.known += len(piece) - len(new)
    if batch.position == batch.good:
        _finish(batch)
    else:
        outbox.put("evaluation.store_import", batch.pk)
    batch.save(update_fields=["state", "content", "position", "stored", "known"])


def _finish(batch: ImportBatch) -> None:
    batch.forget(ImportBatch.State.DONE)
    log.record(
        events.IMPORTED,
        batch.round.project,
        batch.by.as_actor,
        round=str(batch.round_id),
        rows=batch.stored,
    )


def _hold(batch_id: UUID) -> ImportBatch:
    return ImportBatch.objects.select_for_update().get(pk=batch_id)


# ------------------------------------------------------------------ rows


def _read_through(batch: ImportBatch) -> None:
    reader, sheet = _open(batch)
    faults = batch.go_through(reader.rows(sheet))
    problems = [_problem(batch, line, wrong) for line, wrong in faults]
    ImportProblem.objects.bulk_create(problems, batch_size=1000)


def _piece(batch: ImportBatch) -> list[Row]:
    """The next of the rows with which nothing was wrong when all were read."""
    reader, sheet = _open(batch)
    bad = set(batch.problems.values_list("line", flat=True))
    good = (each for each in sheet.lines if each[0] not in bad)
    lines = islice(good, batch.position, batch.position + PIECE)
    rows = reader.rows(Sheet(sheet.header, lines))
    return [row for row in rows if isinstance(row, Row)]


def _open(batch: ImportBatch) -> tuple[Reader, Sheet]:
    """The cells of the file, and who reads them as its mapping says.

    Raises ReadingError for what is wrong with the file as a whole.
    """
    columns = from_json(batch.mapping)
    sheet = open_sheet(
        decode(bytes(batch.content), columns.encoding), columns.separator
    )
    questions = questions_of(batch.round)
    if not columns.columns():
        columns = matching(sheet.header, questions)
    if wrong := check_columns(sheet, columns, questions):
        for each in wrong[1:]:
            _note(batch, 0, each)
        raise wrong[0]
    groups = {group.name for group in batch.round.groups.all()}
    return Reader(columns, questions, groups), sheet


def _unknown(batch: ImportBatch, piece: list[Row]) -> list[Given]:
    """What is not stored yet, as answers with a key that says it came from this row."""
    salt = f"evaluation.import.{batch.round_id}"
    keyed = {batch.key_of(salt, row.id, row.line): row for row in piece}
    stored = Response.objects.filter(round=batch.round_id, key__in=list(keyed))
    known = set(stored.values_list("key", flat=True))
    groups = {group.name: group for group in batch.round.groups.all()}
    return [
        _given(row, groups.get(row.group), key)
        for key, row in keyed.items()
        if key not in known
    ]


def _given(row: Row, group: Constituency | None, key: str) -> Given:
    return Given(
        row.said,
        Response.Source.IMPORT,
        side=group.side if group else row.side,
        group=group.pk if group else None,
        attributes=row.attributes,
        weight=row.weight,
        key=key,
    )


def _note(batch: ImportBatch, line: int, wrong: ReadingError) -> None:
    _problem(batch, line, wrong).save()


def _problem(batch: ImportBatch, line: int, wrong: ReadingError) -> ImportProblem:
    return ImportProblem(
        batch=batch, line=line, column=wrong.column, value=wrong.value, code=wrong.code
    )
