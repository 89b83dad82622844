"""What leaves the house as a file: the log of a project, and its dates."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date as day
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F
from icalendar import Calendar, Event, Timezone

from coprod.queries.dates import Date
from projects import clock
from projects.addresses import absolute
from projects.log import chained
from projects.models import LogEntry, LogSeal, Project

HOW_TO_CHECK = (
    "For each line with a number: take the object 'line', write it as JSON with sorted "
    "keys and no spaces, in UTF-8. Its SHA-256 is 'hash', and 'previous' in it is the "
    "hash of the number before (empty for number 1)."
)
# in XML and in calendars
UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


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


def dates_as_calendar(project: Project, dates: Sequence[Date]) -> bytes:
    """iCalendar (RFC 5545): times as they are where the project is."""
    zone = ZoneInfo(project.pilot.time_zone)
    calendar = Calendar()
    calendar.add("prodid", "-//Coprod//Dates of a project//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plain(project.name))
    calendar.add("refresh-interval", timedelta(hours=4), {"VALUE": "DURATION"})
    calendar.add_component(_clock_of(zone, dates))  # none may be empty
    for date in dates:
        calendar.add_component(_event(date, zone))
    content: bytes = calendar.to_ical()
    return content


def _clock_of(zone: ZoneInfo, dates: Sequence[Date]) -> Timezone:
    """When its clocks change, in the years of these dates alone."""
    years = [date.at.year for date in dates] or [clock.now().year]
    first, last = day(min(years) - 1, 12, 1), day(max(years) + 1, 1, 31)
    return Timezone.from_tzid(zone.key, first_date=first, last_date=last)


def _event(date: Date, zone: ZoneInfo) -> Event:
    """The same date keeps its UID; each change raises its SEQUENCE."""
    event = Event()
    event.add("uid", f"{date.of}-{date.kind}")
    event.add("dtstamp", date.told[-1])
    event.add("last-modified", date.told[-1])
    event.add("sequence", len(date.told) - 1)
    event.add("status", "CANCELLED" if date.is_off else "CONFIRMED")
    event.add("summary", plain(date.title))
    event.add("description", plain(date.text))
    event.add("location", plain(date.place))
    event.add("url", absolute(date.url))
    if isinstance(date.at, datetime):
        event.add("dtstart", date.at.astimezone(zone))
    else:
        event.add("dtstart", date.at)
        event.add("transp", "TRANSPARENT")  # it takes nobody's day
    return event


def plain(text: str) -> str:
    """Without control characters, which would break a feed for everybody."""
    return UNREADABLE.sub("", text)
