"""One clock for deadlines: the database's. Closing is at 20:00 on a working day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from projects import clock
from projects.models import Pilot

LONDON = ZoneInfo("Europe/London")


def in_london(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "after", "closes"),
    [
        # a Monday morning, three days on: Thursday evening
        ((2026, 3, 2, 9), timedelta(days=3), (2026, 3, 5, 20)),
        # the same in the late evening: Friday, since Thursday 20:00 would be too soon
        ((2026, 3, 2, 21), timedelta(days=3), (2026, 3, 6, 20)),
        # never at a weekend: Wednesday and three days is Saturday, so Monday
        ((2026, 3, 4, 9), timedelta(days=3), (2026, 3, 9, 20)),
        # over the night the clocks go forward: still 20:00 on people's watches
        ((2026, 3, 27, 9), timedelta(days=3), (2026, 3, 30, 20)),
        # and back
        ((2026, 10, 23, 9), timedelta(days=3), (2026, 10, 26, 20)),
    ],
)
def test_it_closes_at_eight_in_the_evening_on_a_working_day(
    monkeypatch, now, after, closes
):
    moment = in_london(*now).astimezone(UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    closing = clock.closing(after, Pilot(time_zone="Europe/London"))
    assert closing.astimezone(LONDON) == in_london(*closes)
    assert closing - moment >= after


@pytest.mark.django_db
def test_it_is_the_databases_clock_and_does_not_stand_still_in_a_transaction():
    first = clock.now()
    assert clock.now() > first


def test_canary_wall_clock_arithmetic_would_close_an_hour_off():
    before = datetime(2026, 3, 27, 20, tzinfo=LONDON)
    naive = before.astimezone(UTC) + timedelta(days=3)
    assert naive.astimezone(LONDON).hour == 21
