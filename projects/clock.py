"""One clock for deadlines, countdowns and closings: the database's.

Web servers and workers may disagree by seconds; a ballot one of them takes after
another has closed the vote would be counted twice or not at all.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from projects.models import Pilot

CLOSING = time(20, 0)


def now() -> datetime:
    """The database's time, not frozen by a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def today(pilot: Pilot) -> date:
    """The day it is where the pilot is: promises are late by its calendar."""
    return now().astimezone(ZoneInfo(pilot.time_zone)).date()


def closing(after: timedelta, pilot: Pilot) -> datetime:
    """The next 20:00 on a working day, in the pilot's zone, at least so much later."""
    zone = ZoneInfo(pilot.time_zone)
    earliest = (now() + after).astimezone(zone)
    day = earliest.date()
    moment = datetime.combine(day, CLOSING, tzinfo=zone)
    while moment < earliest or moment.weekday() >= 5:
        day += timedelta(days=1)
        moment = datetime.combine(day, CLOSING, tzinfo=zone)
    return moment
