"""What happens and what comes, for calendars and feed readers: right, and to whom."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from decisions import actions as deciding
from decisions.acts import CHANGE_CHARTER
from evaluation import actions as judging
from phases import actions
from projects import clock
from projects.models import Pilot, Project
from tests.decisions.stories import adopt_charter
from tests.evaluation import stories
from tests.phases import go_aheads

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
HELSINKI = ZoneInfo("Europe/Helsinki")


def log_of(cast):
    return f"/projects/{cast.project.pk}/log.atom"


def dates_of(cast):
    return f"/projects/{cast.project.pk}/calendar.ics"


def feed(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)  # noqa: S314  it is our own


def events(client, address):
    """What a calendar makes of it, by UID."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found), "Two dates have one UID."
    return by_uid


def meeting(cast, starts_at=None, **words):
    said = {"place": "The library", "access": "Step-free.", "agenda": "Nights."}
    starts_at = starts_at or clock.now() + timedelta(days=5)
    return actions.call_meeting(
        by=cast.fiona, words=actions.MeetingWords(starts_at, **(said | words))
    )


def only_for_members(cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    cast.project.refresh_from_db()


# ------------------------------------------------------------------ what happens


def test_a_reader_learns_what_happened_newest_first(client, cast):
    meeting(cast)
    root = feed(client, log_of(cast))
    entries = root.findall(f"{ATOM}entry")
    assert root.findtext(f"{ATOM}title") == cast.project.name
    assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith(log_of(cast))
    assert entries[0].findtext(f"{ATOM}title") == "A meeting was called."
    link = entries[0].find(f"{ATOM}link").get("href")
    assert link == f"http://localhost:8000/projects/{cast.project.pk}/meetings/"
    told = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert len(told) > 5
    assert all(later >= earlier for later, earlier in pairwise(told))


def test_ids_stay_whatever_address_and_language_they_are_asked_at(client, cast):
    first = feed(client, log_of(cast))
    again = feed(client, log_of(cast) + "?lang=ar")
    ids = [[one.text for one in each.iter(f"{ATOM}id")] for each in (first, again)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
    host = f"tag:localhost,{cast.project.created_at:%Y-%m-%d}:"
    assert all(one.startswith(host) for one in ids[0])


def test_it_is_in_the_language_of_who_asks(client, cast):
    arabic = feed(client, log_of(cast), accept_language="ar")
    english = feed(client, log_of(cast), accept_language="en")
    assert (arabic.get(f"{XML}lang"), english.get(f"{XML}lang")) == ("ar", "en")
    titles = [each.findtext(f"{ATOM}entry/{ATOM}title") for each in (arabic, english)]
    assert titles[0] != titles[1]


def test_a_page_leads_to_the_feed_in_its_own_language(client, cast):
    page = client.get(f"/projects/{cast.project.pk}/?lang=ar").content.decode()
    where = f'href="{log_of(cast)}?lang=ar"'
    assert '<link rel="alternate" type="application/atom+xml" hreflang="ar"' in page
    assert where in page
    only_for_members(cast)
    client.force_login(cast.carer.user)
    page = client.get(f"/projects/{cast.project.pk}/").content.decode()
    assert "application/atom+xml" not in page


def test_words_of_people_are_never_read_as_code(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(name="A\x0b <b>&\x1b")
    go_aheads.opened(cast, "co_design")
    phase = cast.project.phases.get(kind="co_design")
    words = actions.ActivityWords("<img src=x onerror=alert(1)>", "Say it.", "Ring.")
    actions.add_activity(by=cast.fiona, phase=phase, method="ideas", words=words)
    root = feed(client, log_of(cast))
    assert root.findtext(f"{ATOM}title") == "A <b>&"
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.get("type") == "html"
    assert "&lt;img src=x" in summary.text


# ------------------------------------------------------------------ what comes


@pytest.mark.parametrize(
    ("day", "utc"), [(date(2031, 10, 25), 15), (date(2031, 10, 27), 16)]
)
def test_six_in_the_evening_stays_so_when_the_clocks_change(client, cast, day, utc):
    Pilot.objects.filter(pk=cast.pilot.pk).update(time_zone="Europe/Helsinki")
    at = datetime(day.year, day.month, day.day, 18, tzinfo=HELSINKI)
    called = meeting(cast, at)
    found = events(client, dates_of(cast))[f"{called.pk}-meeting"]["dtstart"]
    assert found.params["TZID"] == "Europe/Helsinki"
    assert (found.dt.hour, found.dt.astimezone(UTC).hour) == (18, utc)


def test_the_time_zone_is_described_for_calendars_that_do_not_know_it(client, cast):
    assert not events(client, dates_of(cast)), "a calendar must hold something"
    said = Calendar.from_ical(client.get(dates_of(cast)).content)
    [zone] = said.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/London"
    changes = re.findall(rb"DTSTART:(\d{4})", zone.to_ical())
    assert min(map(int, changes)) >= clock.now().year - 1, "none of 1970"


def test_a_meeting_says_where_it_is_and_how_everyone_gets_in(client, cast):
    words = "Stairs; a lift, too\r\nATTENDEE:mailto:x@example.org\rEND:VEVENT \\ \x0b"
    called = meeting(cast, place=words)
    event = events(client, dates_of(cast))[f"{called.pk}-meeting"]
    assert event["location"] == (
        "Stairs; a lift, too\nATTENDEE:mailto:x@example.orgEND:VEVENT \\ "
    )
    assert event["description"] == "Step-free.\n\nNights."
    assert event["summary"] == "Meeting: The first fourteen days"
    assert "attendee" not in event


def test_a_meeting_called_off_is_the_same_one_cancelled(client, cast):
    called = meeting(cast)
    before = events(client, dates_of(cast))[f"{called.pk}-meeting"]
    actions.call_off(by=cast.frank, meeting=called)
    after = events(client, dates_of(cast))[f"{called.pk}-meeting"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["last-modified"].dt >= before["last-modified"].dt


def test_a_phase_stands_on_the_days_it_opened_and_closed(client, cast):
    phase = go_aheads.opened(cast, "co_design")
    event = events(client, dates_of(cast))[f"{phase.pk}-opened"]
    assert event["dtstart"].dt == clock.today(cast.pilot)
    assert event["summary"] == "A phase begins: Design together"
    assert event["transp"] == "TRANSPARENT"
    planned = cast.project.phases.get(kind="co_delivery")
    assert f"{planned.pk}-opened" not in events(client, dates_of(cast))


def test_a_survey_stands_on_its_last_moment_even_if_it_closes_early(client, cast):
    at = clock.now() + timedelta(days=9)
    survey = stories.opened(cast, closes_at=at)
    before = events(client, dates_of(cast))[f"{survey.pk}-closes"]
    assert before["dtstart"].dt == at.replace(microsecond=0)
    survey = judging.close_round(by=cast.evaluator, round=survey)
    after = events(client, dates_of(cast))[f"{survey.pk}-closes"]
    assert survey.closed_at
    assert after["dtstart"].dt == survey.closed_at.replace(microsecond=0)
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_a_survey_in_preparation_is_not_told(client, cast):
    survey = stories.prepared(cast, closes_at=clock.now() + timedelta(days=9))
    assert f"{survey.pk}-closes" not in events(client, dates_of(cast))


def test_a_decision_moves_with_its_closing_time(client, cast):
    charter = deciding.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )
    decision = deciding.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=charter, text="Ours."
    )
    before = events(client, dates_of(cast))[f"{decision.pk}-closes"]
    deciding.ask_for_time(by=cast.carer, decision=decision)
    decision.refresh_from_db()
    after = events(client, dates_of(cast))[f"{decision.pk}-closes"]
    assert before["dtstart"].dt < after["dtstart"].dt == decision.closes_at
    assert (before["sequence"], after["sequence"]) == (0, 1)
    deciding.withdraw(by=cast.fiona, decision=decision)
    gone = events(client, dates_of(cast))[f"{decision.pk}-closes"]
    assert (gone["status"], gone["sequence"]) == ("CANCELLED", 2)


# ------------------------------------------------------------------ seldom and little


@pytest.mark.parametrize("where", [log_of, dates_of])
def test_what_did_not_change_is_not_sent_again(client, cast, where):
    meeting(cast)
    first = client.get(where(cast))
    again = client.get(where(cast), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    meeting(cast)
    assert client.get(where(cast), headers={"If-None-Match": first["ETag"]}).content


def test_a_feed_says_since_when_nothing_happened(client, cast):
    meeting(cast)
    first = client.get(log_of(cast))
    since = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(log_of(cast), headers=since).status_code == 304


@pytest.mark.parametrize("where", [log_of, dates_of])
def test_anybody_may_keep_what_everyone_may_read(client, cast, where):
    answer = client.get(where(cast) + "?lang=ar&scheme=dark")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    only_for_members(cast)
    assert client.get(where(cast)).status_code == 404
    client.force_login(cast.carer.user)
    answer = client.get(where(cast))
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("where", [log_of, dates_of])
def test_whoever_asks_all_the_time_waits(client, cast, settings, monkeypatch, where):
    settings.API_LIMITS = {"read": 2, "write": 2}
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory}}
    cache.clear()
    monkeypatch.setattr("projects.endpoint.limits.time.time", lambda: 1_000_000_030)
    answers = [client.get(where(cast)) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "50"


@pytest.mark.parametrize("where", [log_of, dates_of])
def test_much_takes_no_more_queries_than_little(client, cast, where):
    def counted():
        with CaptureQueriesContext(connection) as asked:
            client.get(where(cast))
        return len(asked)

    adopt_charter(cast)
    stories.closed(cast, stories.opened(cast))
    meeting(cast)
    little = counted()
    for _ in range(12):
        meeting(cast)
    stories.opened(cast, closes_at=clock.now() + timedelta(days=9))
    assert counted() == little <= 12
