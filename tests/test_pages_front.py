"""The front page shows every project one may see, and what is open in it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from decisions.actions import draft_charter, propose
from decisions.acts import CHANGE_CHARTER
from participants.models import User
from participants.rules.groups import PRESETS
from phases.actions import start_project
from phases.acts import OPEN_PHASE
from projects import clock
from projects.models import Pilot, Project
from tests.cast import WORDS
from tests.phases import go_aheads


def front(client, **asked):
    response = client.get(reverse("front"), asked)
    assert response.status_code == 200
    return response.content.decode()


def started(by: User, pilot, name: str) -> Project:
    words = {**WORDS, "name": name}
    groups = PRESETS["health"]
    return start_project(by=by, pilot=pilot, words=words, groups=groups, own=0)


def test_an_empty_site_says_how_to_begin(client, db):
    words = front(client)
    assert "No project has been started here yet." in words
    assert "Start the first project" in words


def test_a_card_says_what_is_open_and_hides_small_numbers(client, cast):
    words = front(client)
    assert "Open: something to do" in words  # the board, before any agreement
    assert "7 from the community" in words
    assert "fewer than 5 from the institution" in words
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    propose(by=cast.carer, act=CHANGE_CHARTER, thing=draft, text="Let us begin.")
    assert "Open: a decision" in front(client)


def test_a_private_project_has_no_card_for_others(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    assert cast.project.name not in front(client)
    client.force_login(cast.observer.user)
    assert cast.project.name in front(client)


def test_with_several_pilots_one_can_look_at_one(client, cast):
    elsewhere = Pilot.objects.get(slug="elsewhere")
    other = started(cast.stranger, elsewhere, "Far")
    assert "Far" in front(client)
    assert other.name not in front(client, pilot=cast.pilot.slug)
    assert cast.project.name in front(client, pilot=cast.pilot.slug)


def test_the_second_page_goes_on_where_the_first_ended(client, cast):
    names = [f"Project {number:02}" for number in range(14)]
    for name in names:
        started(cast.stranger, cast.pilot, name)
    first = client.get(reverse("front"))
    cursor = first.context["page"].next
    second = front(client, page=cursor)
    for name in names:
        assert (name in first.content.decode()) is not (name in second)


def queries_of(client, name):
    with CaptureQueriesContext(connection) as found:
        assert client.get(reverse(name)).status_code == 200
    return len(found)


def test_twelve_cards_take_as_many_queries_as_one(client, cast):
    client.force_login(cast.stranger)
    few = queries_of(client, "front")
    for number in range(12):
        started(cast.stranger, cast.pilot, f"Project {number}")
    client.force_login(cast.stranger)
    assert queries_of(client, "front") <= few


def test_without_an_address_the_contact_page_says_whom_to_ask(client, db, settings):
    settings.CONTACT_EMAIL = ""
    words = client.get(reverse("contact")).content.decode()
    assert "mailto:" not in words
    assert "Speak to a facilitator at the next meeting" in words
    settings.CONTACT_EMAIL = "hello@coprod.example"
    words = client.get(reverse("contact")).content.decode()
    assert "mailto:hello@coprod.example" in words


def test_what_was_decided_lately_stands_above_what_was_done_before(client, cast):
    assert "What changed lately" not in front(client)
    used = go_aheads.go_ahead(cast, OPEN_PHASE, go_aheads.phase_of(cast, "co_design"))
    assert "What changed lately" not in front(client)  # it has not taken effect
    used.state, used.enacted_at = "enacted", clock.now()
    used.save(update_fields=["state", "enacted_at"])
    assert used.decision.get_absolute_url() in front(client)
    Project.objects.update(visibility="members")
    assert used.decision.get_absolute_url() not in front(client)


def test_a_desk_and_a_card_and_a_page_begin_with_the_same_words(client, cast):
    client.force_login(cast.fiona.user)
    for name in ("project", "desk", "take_part"):
        words = client.get(reverse(name, args=[cast.project.pk])).content.decode()
        assert "At the beginning" in words, name
        assert "Between phases" not in words, name
    assert "At the beginning" in front(client)


def test_who_wants_to_start_a_project_learns_why_to_sign_in(client, db):
    asked = client.get(reverse("phases:start_project"), follow=True)
    assert "You need an account to start a project." in asked.content.decode()
    plain = client.get(reverse("account_request_login_code")).content.decode()
    assert "You need an account" not in plain
