"""The demonstration: one click to be somebody, never where people are real."""

from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.checks import run_checks
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from redis import Redis

from coprod import demo
from coprod.queries.overview import telling_thread
from coprod.story import beginnings
from coprod.story.people import WHO
from coprod.story.telling import NotEmptyError, tell
from decisions.acts import ACTS
from decisions.models import Mandate
from decisions.queries import ballots_to_check, charter_in_force, running_decisions
from evaluation.models import MinorityView, Round
from participants.models import User
from participants.queries import sides_of
from phases.queries import circle_of
from projects.log import breaks
from projects.models import LogEntry, Project

LONDON = ZoneInfo("Europe/London")


def errors():
    return [found.id for found in run_checks(include_deployment_checks=True)]


def test_a_deployment_with_the_demonstration_on_fails_its_check(settings):
    settings.DEMO = True
    assert "coprod.E001" in errors()
    settings.DEMO = False
    assert "coprod.E001" not in errors()


@pytest.mark.parametrize("name", ["demo", "demo_mail"])
def test_without_the_demonstration_its_pages_are_not_there(client, db, settings, name):
    settings.DEMO = False
    assert client.get(reverse(name)).status_code == 404


def test_one_click_signs_in_as_one_of_the_cast_and_nobody_else(client, cast, settings):
    settings.DEMO = True
    assert (
        client.post(reverse("demo_sign_in", args=[cast.carer.user.pk])).status_code
        == 404
    )
    nour = User.objects.create_user("nour@demo.invalid", name="Nour")
    client.post(reverse("demo_sign_in", args=[nour.pk]))
    assert client.session["_auth_user_id"] == str(nour.pk)
    settings.DEMO = False
    client.logout()
    assert client.post(reverse("demo_sign_in", args=[nour.pk])).status_code == 404


def test_letters_of_an_earlier_run_lead_to_the_port_in_use(
    client, db, settings, monkeypatch
):
    settings.DEMO = True
    settings.SITE_ADDRESS = "http://localhost:8123"
    monkeypatch.setattr(demo, "KEY", f"demo:mail:{uuid4()}")
    link = f"{settings.SITE_ADDRESS}/my/"
    demo.Postbox().send_messages([EmailMessage("Hello", link, to=["a@demo.invalid"])])
    settings.SITE_ADDRESS = "http://localhost:8000"
    words = client.get(reverse("demo_mail"), headers={"host": "localhost:9000"})
    Redis.from_url(settings.REDIS_URL).delete(demo.KEY)
    assert 'href="http://localhost:9000/my/"' in words.content.decode()
    assert "8123" not in words.content.decode()


# ------------------------------------------------------------------ the story


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The whole story, told once for this module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert tell()
        yield Project.objects.get(name=beginnings.WORDS["name"])
        transaction.set_rollback(True)


def somebody(client, key):
    client.force_login(User.objects.get(email=f"{key}@demo.invalid"))
    return client


def test_a_second_telling_changes_nothing(told):
    before = LogEntry.objects.count()
    assert not tell()
    assert LogEntry.objects.count() == before


def test_the_story_is_never_told_where_there_is_another_pilot(cast):
    with pytest.raises(NotEmptyError):
        tell()


def test_the_story_stands_in_the_middle_of_the_second_round(told):
    circle = circle_of(told)
    assert circle.cycle.number == 2
    assert [line.state for line in circle.phases] == [
        "closed",
        "open",
        "planned",
        "open",
    ]
    assert charter_in_force(told)
    sides = sides_of(told)
    assert all((side.shown.count or 0) >= 12 for side in sides)


def test_three_decisions_run_each_in_its_own_way(told):
    running = {one.state: one for one in running_decisions(told)}
    assert set(running) == {"open", "talking"}
    assert len(running_decisions(told)) == 3
    ways = [(one.way, one.state) for one in running_decisions(told)]
    assert sorted(ways) == [
        ("no_objection", "open"),
        ("no_objection", "talking"),
        ("vote", "open"),
    ]
    (paper,) = [
        ballot for one in running_decisions(told) for ballot in ballots_to_check(one)
    ]
    assert paper.elector.participant.name == "Albert Quill"
    for one in running_decisions(told):
        assert one.closes_at.astimezone(LONDON).weekday() < 5


def test_every_governed_step_of_the_story_had_its_decision(told):
    mandates = Mandate.objects.filter(decision__project=told)
    assert set(mandates.values_list("state", flat=True)) == {"enacted"}
    acts = set(mandates.values_list("act", flat=True))
    assert acts == set(ACTS)


def test_the_first_round_was_judged_by_both_sides_with_a_minority_view(told):
    survey = Round.objects.get(project=told, phase__cycle__number=1)
    assert survey.state == "published"
    groups = survey.answered.values("participant__constituency").annotate(n=Count("pk"))
    assert all(group["n"] >= 5 for group in groups)
    assert MinorityView.objects.filter(finding__round=survey).exists()
    assert all(finding.became for finding in survey.findings.all())


def test_the_thread_goes_from_a_need_to_the_next_need(told):
    steps = telling_thread(told)
    assert steps[0].kind == "Something we need"
    assert steps[-1].kind == "The next need"
    assert {step.state for step in steps} <= {"done", "open"}


def test_one_delivery_of_the_story_waits_for_the_side_it_is_for(told, client):
    task = told.tasks.get(state="delivered")
    assert task.receiver == "community"
    page = somebody(client, "rosa").get(task.get_absolute_url()).content.decode()
    assert "Yes, it is done" in page
    page = somebody(client, "grace").get(task.get_absolute_url()).content.decode()
    assert "Yes, it is done" not in page


def test_the_log_of_the_story_holds(told):
    assert not list(breaks(told))
    assert not LogEntry.objects.filter(project=told, seal=None).exists()


def test_a_visitor_can_be_everyone_the_page_offers(told, client, settings):
    settings.DEMO = True
    page = client.get(reverse("demo")).content.decode()
    for words in ("A resident", "A family carer", "A nurse", "A pilot administrator"):
        assert words in page
    assert page.count("demo/sign-in/") == len(WHO)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("rosa", "How we work, before we try anything"),
        ("grace", "Votes on paper wait for a check"),
        ("frank", "Votes on paper wait for a check"),
        ("ada", "A yard to play in"),
        ("paula", "Ambermere Together"),
    ],
)
def test_each_of_them_finds_something_of_their_own(told, client, key, words):
    page = somebody(client, key).get(reverse("my_projects"), {"lang": "en"})
    assert words in page.content.decode()


def test_who_reads_arabic_gets_arabic_pages_and_letters(told, client):
    page = somebody(client, "nour").get(reverse("my_projects"))
    assert 'dir="rtl"' in page.content.decode()


@pytest.mark.parametrize("name", ["project", "desk", "log"])
def test_the_pages_of_the_story_open(told, client, name):
    page = somebody(client, "fiona").get(reverse(name, args=[told.pk]))
    assert page.status_code == 200


def test_the_desk_brings_what_is_open_to_people_without_an_account(told, client):
    desk = somebody(client, "fiona").get(reverse("desk", args=[told.pk]))
    words = desk.content.decode()
    assert "Albert Quill" in words
    assert "Enter a vote on paper" in words
    assert "Enter answers on paper" in words
