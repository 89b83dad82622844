"""What leaves the house as a file: the whole log of a project."""

import json
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F

from projects.log import chained
from projects.models import LogEntry, LogSeal, Project

HOW_TO_CHECK = (
    "For each line with a number: take the object 'line', write it as JSON with sorted "
    "keys and no spaces, in UTF-8. Its SHA-256 is 'hash', and 'previous' in it is the "
    "hash of the number before (empty for number 1)."
)


def log_as_json(project: Project) -> Iterator[str]:
    """One document in pieces, oldest line first, so that length costs no memory."""
    head = {"project": project.pk, "how_to_check": HOW_TO_CHECK}
    yield _text(head)[:-1] + ',"lines":['
    for place, line in enumerate(_lines(project)):
        yield (",\n" if place else "\n") + _text(line)
    yield "\n]}\n"


def _lines(project: Project) -> Iterator[dict[str, object]]:
    """By number, then those not chained yet: one statement sees one moment."""
    previous = ""
    rows = LogEntry.objects.filter(project=project).select_related("seal")
    by_number = F("seal__number").asc(nulls_last=True)
    for entry in rows.order_by(by_number, "at", "pk").iterator():
        seal: LogSeal | None = getattr(entry, "seal", None)
        number, sealed = (seal.number, seal.hash) if seal else (None, None)
        line = chained(previous if seal else "", entry)
        yield {"number": number, "hash": sealed, "line": line}
        previous = sealed or ""


def _text(thing: object) -> str:
    return json.dumps(thing, separators=(",", ":"), cls=DjangoJSONEncoder)
