"""A file of contributions: brought in, checked, and stored in pieces, each row once."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from participants.models import Participant
from phases import events
from phases.actions.contributing import keep_pieces
from phases.models import (
    Activity,
    Contribution,
    ContributionFile,
    FileProblem,
)
from phases.permissions import (
    may_import,
    may_set_aside_file,
    may_store_file,
    may_take_back_file,
)
from phases.queries import taken_by, untouched
from phases.rules.files import Reader, Row, from_json, matching, missing
from projects import clock, log, outbox
from projects.access import ensure
from projects.log import Fact
from projects.models.brought import SentFile, check_is_table, read_mapping
from projects.rules.sheets import Bad, ReadingError, decode, open_sheet

PIECE = 1000
State = ContributionFile.State


def read_columns(content: bytes | str) -> dict[str, Any]:
    """What the columns mean, checked. Raises ValidationError with where it is wrong."""
    return read_mapping(content, from_json)


@transaction.atomic
def import_contributions(
    *, by: Participant, activity: Activity, sent: SentFile
) -> ContributionFile:
    """Take a file in and promise to check it. Nothing is stored yet."""
    ensure(may_import(by, activity))
    check_is_table(sent.content, sent.mapping)
    file = ContributionFile.objects.create(
        activity=activity,
        by=by,
        file_name=sent.name[-120:],
        digest=hashlib.sha256(sent.content).hexdigest(),
        content=sent.content,
        mapping=sent.mapping,
    )
    outbox.put("phases.check_file", file.pk)
    return file


@transaction.atomic
def check_file(file_id: UUID) -> None:
    """Read every row; say of each bad one where and why."""
    file = _hold(file_id)
    if file.state != State.CHECKING:
        return
    try:
        _read_through(file)
    except ReadingError as wrong:
        file.good = 0
        _problem(file, 0, wrong).save()
        file.forget(State.REFUSED)
    else:
        file.state = State.CHECKED
    file.save(update_fields=["state", "content", "rows", "good"])


@transaction.atomic
def store_file(*, by: Participant, file: ContributionFile, good_only: bool) -> None:
    """Store all rows, or only the good ones, as chosen."""
    held = _hold(file.pk)
    ensure(may_store_file(by, held, good_only=good_only))
    held.state, held.good_only = State.STORING, good_only
    held.save(update_fields=["state", "good_only"])
    outbox.put("phases.store_file", held.pk)


@transaction.atomic
def set_aside_file(*, by: Participant, file: ContributionFile) -> None:
    """Store nothing of it, and forget what it held."""
    held = _hold(file.pk)
    ensure(may_set_aside_file(by, held))
    held.forget(State.REFUSED)
    held.save(update_fields=["state", "content"])


@transaction.atomic
def take_back_file(*, by: Participant, file: ContributionFile) -> ContributionFile:
    """Undo a file: what nobody has answered goes, what somebody answered stays.

    The rows lose their keys, so that a mended file brings them in again.
    """
    held = _hold(file.pk)
    ensure(may_take_back_file(by, held))
    held.taken_back_at = clock.now()
    gone = untouched(held).update(withdrawn_at=held.taken_back_at, key="")
    keep_pieces(held.activity, -gone)
    held.taken_back = gone
    held.save(update_fields=["taken_back_at", "taken_back"])
    facts: dict[str, Fact] = {"activity": str(held.activity_id), "rows": gone}
    log.record(events.FILE_TAKEN_BACK, held.activity.project, by.as_actor, **facts)
    return held


@transaction.atomic
def store_piece(file_id: UUID) -> None:
    """Store some rows and promise the rest, together: none is lost or stored twice.

    What was begun while the activity took things goes on to its end.
    """
    file = _hold(file_id)
    if file.state != State.STORING:
        return
    rows = (row for row in _rows(file) if isinstance(row, Row))
    piece = list(islice(rows, file.position, file.position + PIECE))
    new = _unknown(file, piece)
    Contribution.objects.bulk_create(new)
    keep_pieces(file.activity, len(new))
    file.position += len(piece)
    file.stored += len(new)
    file.known += len(piece) - len(new)
    if len(piece) < PIECE:
        _finish(file)
    else:
        outbox.put("phases.store_file", file.pk)
    file.save(update_fields=["state", "content", "position", "stored", "known"])


def _finish(file: ContributionFile) -> None:
    file.forget(State.DONE)
    log.record(
        events.FILE_BROUGHT_IN,
        file.activity.project,
        file.by.as_actor,
        activity=str(file.activity_id),
        rows=file.stored,
    )


def _hold(file_id: UUID) -> ContributionFile:
    """The file as it is now; and one file at a time for each activity.

    Two files that bring the same row would both find it new.
    """
    rows = ContributionFile.objects.select_related(
        "activity__project", "by__constituency"
    )
    held = rows.select_for_update(of=("self",)).get(pk=file_id)
    Activity.objects.select_for_update(no_key=True).get(pk=held.activity_id)
    return held


# ------------------------------------------------------------------ rows


def _read_through(file: ContributionFile) -> None:
    faults = file.go_through(_rows(file))
    problems = [_problem(file, line, wrong) for line, wrong in faults]
    FileProblem.objects.bulk_create(problems, batch_size=1000)


def _rows(file: ContributionFile) -> Iterator[Row | Bad]:
    """The rows of the file as its mapping reads them.

    Raises ReadingError for what is wrong with the file as a whole.
    """
    columns = from_json(file.mapping)
    plain = decode(bytes(file.content), columns.encoding)
    sheet = open_sheet(plain, columns.separator)
    if not columns.named():
        columns = matching(sheet.header)
    if wrong := missing(sheet, columns):
        raise wrong[0]
    yield from Reader(columns, taken_by(file.activity)).rows(sheet)


def _unknown(file: ContributionFile, piece: list[Row]) -> list[Contribution]:
    """What is not stored yet, each with a key that says it came from this row."""
    salt = f"phases.import.{file.activity_id}"
    keyed = {file.key_of(salt, row.id, row.line): row for row in piece}
    stored = Contribution.objects.filter(activity=file.activity, key__in=list(keyed))
    known = set(stored.values_list("key", flat=True))
    groups = {group.name: group for group in file.activity.project.constituencies.all()}
    return [
        Contribution(
            activity=file.activity,
            project=file.activity.project,
            entered_by=file.by,
            file=file,
            group=groups[row.group],
            key=key,
            kind=row.kind,
            text=row.text,
            language=row.language,
            status=row.status,
            status_because=row.because,
            status_language=row.language,
        )
        for key, row in keyed.items()
        if key not in known
    ]


def _problem(file: ContributionFile, line: int, wrong: ReadingError) -> FileProblem:
    return FileProblem(
        file=file, line=line, column=wrong.column, value=wrong.value, code=wrong.code
    )
