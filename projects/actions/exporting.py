"""A list as a spreadsheet: asked for, made by a worker, forgotten after two days."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from projects import log, outbox
from projects.access import Person, ensure, no
from projects.files import spreadsheets
from projects.lists import LISTS, List, each_of, list_of, number_of, zone_of
from projects.models import Export
from projects.models.exports import KEPT, TRIED_FOR
from projects.models.kept import SPREADSHEET

MOST = 50_000  # rows: half a minute on a busy machine, and a job has one
STEP = 500  # rows between two words on how far it is
AT_ONCE = 2  # for one person: each keeps a worker busy, which others wait for
NAME = 80  # letters of what it is about, to tell one from another
State, Why = Export.State, Export.Why


@transaction.atomic
def ask_for_list(*, by: Person, name: str, about: UUID | None = None) -> Export:
    """Promise one. Whoever asks again while it is being made gets that one.

    about: whose list; none: one's own. Raises Http404 or PermissionDenied where the
    list itself is not to be read.
    """
    if name not in LISTS:
        raise Http404
    about = about or UUID(str(by.pk))
    wanted, pk = LISTS[name], uuid4()
    thing = wanted.found(by, about)
    export, is_new = Export.objects.get_or_create(
        by_id=by.pk,
        bound_to_id=getattr(by, "bound_to", None),
        name=name,
        about=about,
        language=translation.get_language() or "en",
        state=State.MAKING,
        defaults={
            "pk": pk,
            "about_name": wanted.about_name(thing)[:NAME],
            "media_type": SPREADSHEET,
            "file": f"{Export.FOLDER}/{pk}.xlsx",  # known before, so it is never lost
        },
    )
    if is_new:
        _make_room(by, export)
        outbox.put("projects.make_export", export.pk)
        outbox.put("projects.give_up_export", export.pk, timezone.now() + TRIED_FOR)
        _note(wanted, by, thing)
    return export


def _make_room(by: Person, export: Export) -> None:
    """Not many at once, and of the same list only the newest."""
    others = Export.objects.filter(by_id=by.pk).exclude(pk=export.pk)
    if others.filter(state=State.MAKING).count() >= AT_ONCE:
        ensure(no(_("Two lists are being made for you. Wait for one of them.")))
    others.filter(
        bound_to_id=export.bound_to_id,
        name=export.name,
        about=export.about,
        language=export.language,
    ).exclude(state=State.MAKING).delete()


def _note(wanted: List, by: Person, thing: Any) -> None:
    if wanted.event and wanted.actor:
        log.record(wanted.event, thing, wanted.actor(by, thing))


@transaction.atomic
def make_export(export_id: UUID) -> None:
    """The file lies down under its one name before the row says that it is ready."""
    rows = Export.objects.select_for_update(of=("self",)).select_related("by")
    export = rows.filter(pk=export_id, state=State.MAKING).first()
    if export is None:
        return
    with translation.override(export.language):
        try:
            _make(export)
        except (Http404, PermissionDenied):
            export.end(State.REFUSED, Why.NOT_SEEN)
    export.save(update_fields=["state", "why", "rows", "size"])


def _make(export: Export) -> None:
    """As whoever asked may read it now: they may have left since."""
    wanted = list_of(export)
    by: Any = export.by
    by.bound_to = export.bound_to_id
    thing = wanted.found(by, export.about)
    rows = wanted.rows(thing)
    export.rows = number_of(rows)
    if export.rows > MOST:
        export.end(State.REFUSED, Why.TOO_LONG)
        return
    _write(export, wanted, thing, _telling(export, each_of(rows)))
    export.state = State.READY


def _write(export: Export, wanted: List, thing: Any, rows: Iterator[Any]) -> None:
    with TemporaryFile() as file:
        columns, zone = wanted.columns(thing), zone_of(thing)
        spreadsheets.write(file, str(wanted.title), columns, rows, zone)
        export.size = file.seek(0, 2)
        file.seek(0)
        export.lay_down(File(file))


def _telling(export: Export, rows: Iterator[Any]) -> Iterator[Any]:
    for done, row in enumerate(rows):
        if done % STEP == 0:
            outbox.tell(export.pk, outbox.Progress(done, export.rows))
        yield row


@transaction.atomic
def give_up_export(export_id: UUID) -> None:
    """Whatever was in the way: no worker, one that died each time, or an error.

    Promised with the list itself, so nobody waits for ever. While somebody is at it,
    this waits for how it ends.
    """
    rows = Export.objects.select_for_update().filter(pk=export_id, state=State.MAKING)
    if export := rows.first():
        export.end(State.FAILED, Why.GAVE_UP)
        export.save(update_fields=["state", "why"])


@transaction.atomic
def throw_away(*, by: Person, export: Export) -> None:
    """Its file goes with it."""
    if export.is_being_made:
        ensure(no(_("It is still being made. Throw it away afterwards.")))
    Export.objects.filter(pk=export.pk, by_id=by.pk).delete()


@transaction.atomic
def forget_exports() -> None:
    """Their files go with them."""
    Export.objects.filter(made_at__lt=timezone.now() - KEPT).delete()
