"""Personal addresses for calendars and feed readers: one's own, and no longer than one
wants; whoever holds one sees what its owner may read, and nothing else."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants import queries
from participants.actions import (
    come_back,
    end_feed_link,
    leave,
    make_feed_link,
    pause,
)
from participants.models import FeedLink, Participant, User
from participants.queries import feeds_of
from projects.models import Project, Tally
from tests.clock import days_pass

PAGE = "/profile/feeds/"


@pytest.fixture(autouse=True)
def closed(cast):
    """Only its people can read the project."""
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    cast.project.visibility = "members"


def addresses(place):
    """Of the dates and of the log, as they are now."""
    found = feeds_of(Participant.objects.select_related("project").get(pk=place.pk))
    assert found.link
    return [one.partition(":8000")[2] for one in (found.calendar, found.log)]


@pytest.fixture
def own(cast):
    make_feed_link(by=cast.carer)
    return addresses(cast.carer)


def answers(own):
    """What software without any cookie finds there."""
    return [Client().get(each) for each in own]


def statuses(own):
    return [answer.status_code for answer in answers(own)]


def post(client, name, place):
    return client.post(reverse(f"participants:{name}", args=[place.pk]), follow=True)


# ------------------------------------------------------------------ one's own


def test_software_that_cannot_sign_in_reads_what_its_owner_may(cast, own):
    calendar, log = answers(own)
    assert (calendar.status_code, log.status_code) == (200, 200)
    assert cast.project.name in calendar.content.decode()
    assert cast.project.name in log.content.decode()


def test_nothing_of_it_is_kept_passed_on_or_found(cast, own):
    for address in own:
        answer = Client().get(f"{address}?lang=ar&scheme=dark")
        again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304 or "lang=ar" in address
        for one in (answer, again):
            assert not one.cookies
            assert one["Cache-Control"] == "private, no-cache"
            assert one["Referrer-Policy"] == "no-referrer"
            assert one["X-Robots-Tag"] == "noindex"
    assert not Session.objects.exists()


def test_the_address_does_not_stand_in_what_it_shows(cast, own):
    token = own[0].split("/")[2]
    for answer in answers(own):
        assert token not in answer.content.decode()


def test_no_reader_is_led_to_an_address_where_it_would_have_to_sign_in(cast, own):
    feed = next(where for where in own if where.endswith(".atom"))
    assert 'rel="self"' not in Client().get(feed).content.decode()


def test_the_address_does_not_stand_in_the_log_of_the_server(cast, own, caplog):
    token = own[0].split("/")[2]
    answers([*own, f"/feeds/{token}x/calendar.ics"])
    assert "feeds/<str:token>/calendar.ics" in caplog.text
    assert token not in caplog.text


def test_it_speaks_the_language_of_its_owner(cast, own):
    Participant.objects.filter(pk=cast.carer.pk).update(language="fi")
    log = Client().get(own[1], headers={"Accept-Language": "ar"})
    assert 'xml:lang="fi"' in log.content.decode()
    assert log["Content-Language"] == "fi"


def test_one_address_a_person_and_project(cast, own):
    make_feed_link(by=cast.nurse)
    make_feed_link(by=cast.carer)
    assert statuses(own) == [404, 404]
    assert statuses(addresses(cast.carer)) == [200, 200]
    assert FeedLink.objects.count() == 2


# ------------------------------------------------------------------ no longer


def ends(cast):
    end_feed_link(by=cast.carer)


def leaves(cast):
    leave(by=cast.carer)


def is_paused(cast):
    pause(by=cast.frank, place=cast.carer, category="spam", days=3)


def is_shut_out(cast):
    User.objects.filter(pk=cast.carer.user_id).update(is_active=False)


def loses_their_account(cast):
    Participant.objects.filter(pk=cast.carer.pk).update(user=None)


@pytest.mark.parametrize(
    "happens", [ends, leaves, is_paused, is_shut_out, loses_their_account]
)
@pytest.mark.parametrize("visibility", ["members", "public"])
def test_it_stops_with_the_next_request(cast, own, happens, visibility):
    Project.objects.filter(pk=cast.project.pk).update(visibility=visibility)
    happens(cast)
    assert statuses(own) == [404, 404]


def test_canary_an_address_that_outlives_its_owner_is_noticed(cast, own, monkeypatch):
    monkeypatch.setattr(Participant, "is_here", True)
    monkeypatch.setattr(queries.feeds, "_sees", lambda _user, _project: True)
    leave(by=cast.carer)
    assert statuses(own) == [200, 200]


def test_wrong_and_ended_addresses_look_the_same(cast, own):
    wrong = own[0].replace("/calendar", "x/calendar")
    by_id = f"/feeds/{cast.carer.feed_link.pk.hex}/calendar.ics"
    bare = f"/feeds/{cast.carer.feed_link.pk}/calendar.ics"
    end_feed_link(by=cast.carer)
    tried = (own[0], wrong, by_id, bare)
    pages = {each: Client().get(each) for each in tried}
    assert {page.status_code for page in pages.values()} == {404}
    same = {page.content.decode().replace(each, "") for each, page in pages.items()}
    assert len(same) == 1


def test_canary_an_address_that_can_be_made_up_is_noticed(cast, own, monkeypatch):
    monkeypatch.setattr(queries.feeds.LINK, "unsign", lambda token: token)
    assert statuses([f"/feeds/{cast.carer.feed_link.pk.hex}/log.atom"]) == [200]


def test_what_lies_in_the_database_opens_nothing(cast, own):
    signed = own[0].split("/")[2].partition(".")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM participants_feedlink t")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert kept
    assert signed not in kept


def test_who_comes_back_finds_it_in_the_list(client, cast, own):
    leave(by=cast.carer)
    client.force_login(cast.carer.user)
    assert own[0] not in client.get(PAGE).content.decode()
    come_back(by=Participant.objects.get(pk=cast.carer.pk))
    assert own[0] in client.get(PAGE).content.decode()


# ------------------------------------------------------------------ the page


def test_people_make_and_end_their_address_on_a_page(client, cast):
    client.force_login(cast.carer.user)
    assert "Make my address" in client.get(PAGE).content.decode()
    page = post(client, "make_feed_link", cast.carer).content.decode()
    own = addresses(cast.carer)
    assert all(address in page for address in own)
    assert "Nothing has fetched them yet." in page
    page = post(client, "end_feed_link", cast.carer).content.decode()
    assert "Make my address" in page
    assert statuses(own) == [404, 404]


def test_where_everyone_reads_the_addresses_are_the_same_for_all(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="public")
    client.force_login(cast.carer.user)
    page = client.get(PAGE).content.decode()
    assert f"/projects/{cast.project.pk}/calendar.ics" in page
    assert "Make my address" not in page


def test_nobody_makes_or_ends_an_address_for_somebody_else(client, cast, own):
    client.force_login(cast.nurse.user)
    for name in ("make_feed_link", "end_feed_link"):
        assert post(client, name, cast.carer).status_code == 404
    assert statuses(own) == [200, 200]


def test_who_is_paused_makes_none(client, cast):
    is_paused(cast)
    client.force_login(cast.carer.user)
    assert post(client, "make_feed_link", cast.carer).status_code == 403
    assert not FeedLink.objects.exists()


def test_its_owner_sees_when_it_was_last_fetched(client, cast, own):
    answers(own[:1])
    fetched = FeedLink.objects.get().fetched_at
    assert fetched
    answers(own)
    assert FeedLink.objects.get().fetched_at == fetched, "to ten minutes, not oftener"
    client.force_login(cast.carer.user)
    assert "Last fetched" in client.get(PAGE).content.decode()
    days_pass(1)
    long_ago = FeedLink.objects.get().fetched_at
    answers(own)
    assert FeedLink.objects.get().fetched_at != long_ago


def test_making_and_ending_are_counted_and_nobody_is_named(cast, own):
    end_feed_link(by=cast.carer)
    counted = Tally.objects.get(event="participants.feed_link_changed")
    assert counted.count == 2
    assert not cast.project.log.filter(event="participants.feed_link_changed").exists()


def test_many_projects_take_no_more_queries(client, cast, own):
    client.force_login(cast.carer.user)
    client.get(PAGE)

    def counted():
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        return len(asked)

    little = counted()
    for number in range(3):
        project = Project.objects.create(pilot=cast.pilot, name=f"No {number}")
        group = project.constituencies.create(side="community", name="People")
        place = Participant.objects.create(
            project=project, constituency=group, user=cast.carer.user, name="Carla"
        )
        FeedLink.objects.create(participant=place)
    assert counted() == little <= 8


# ------------------------------------------------------------------ other software


def test_an_app_does_the_same(api, cast):
    nothing = api(cast.carer, "get", "my-place-feeds", cast.project).json()
    assert (nothing["calendar"], nothing["made_at"]) == ("", None)
    made = api(cast.carer, "post", "my-place-feeds", cast.project)
    assert made.status_code == 201
    own = [made.json()[name].partition(":8000")[2] for name in ("calendar", "log")]
    assert statuses(own) == [200, 200]
    found = api(cast.carer, "get", "my-place-feeds", cast.project).json()
    assert found["calendar"] == made.json()["calendar"]
    assert found["fetched_at"]
    ended = api(cast.carer, "delete", "my-place-feeds", cast.project)
    assert (ended.status_code, statuses(own)) == (204, [404, 404])
