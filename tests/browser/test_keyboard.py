"""The main journeys by keyboard alone, with the focus in sight all the way."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from decisions import actions as deciding
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot
from participants.models import Participant
from phases.models import Activity, Contribution
from tests.browser.keys import Keys
from tests.evaluation import stories
from tests.participants.ways_in import link_for, step, the_code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keys(new_page) -> Keys:
    return Keys(new_page())


@pytest.fixture
def signed_in(keys, client, live_server):
    """The keyboard of somebody who has signed in."""

    def as_somebody(place: Participant):
        client.force_login(place.user)
        session = client.cookies["sessionid"].value
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        keys.page.context.add_cookies([cookie])
        return keys

    return as_somebody


def option(page: Page, words: str):
    return page.get_by_label(words, exact=True)


def test_one_joins(cast, keys):
    link = link_for(cast.fiona)
    page = keys.page
    page.goto(step("join", link))
    keys.chooses(option(page, "Family carers"))
    keys.presses("Next: what you need")
    keys.chooses(option(page, "In meetings"))
    keys.presses("Next: agree")
    keys.ticks("I agree to how we are with each other")
    keys.writes("What should we call you?", "Rosa")
    keys.writes("E-mail address", "rosa@example.org")
    keys.presses("Join the project")
    keys.writes("Code", the_code())
    keys.presses("Go on")
    expect(page.get_by_text("Welcome. This is your project now, too.")).to_be_visible()
    assert Participant.objects.filter(name="Rosa", channel="meeting").exists()


def test_one_votes(cast, signed_in):
    draft = deciding.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )
    decision = deciding.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft, text="Let us."
    )
    keys = signed_in(cast.carer)
    keys.page.goto(decision.get_absolute_url())
    keys.follows("Go to my vote")
    keys.chooses(option(keys.page, "No"))
    keys.writes("Your reason, if you like", "Seven days are long.")
    keys.presses("Cast my vote")
    ballot = Ballot.objects.get(elector__participant=cast.carer)
    assert (ballot.choice, ballot.reason) == ("no", "Seven days are long.")


def test_one_contributes(cast, signed_in):
    board = Activity.objects.get(project=cast.project)
    keys = signed_in(cast.user)
    keys.page.goto(reverse("take_part", args=[cast.project.pk]))
    keys.follows(board.title)
    keys.follows("Add something")
    keys.chooses(option(keys.page, "Something we have"))
    keys.writes("In your words", "A van on Tuesdays")
    keys.presses("Put it in")
    said = Contribution.objects.get(author=cast.user)
    assert (said.kind, said.text) == ("asset", "A van on Tuesdays")


def test_one_answers(cast, signed_in):
    survey = stories.opened(cast)
    keys = signed_in(cast.nurse)
    keys.page.goto(survey.get_absolute_url())
    keys.follows("Answer now")
    question = keys.page.get_by_role("group", name="My time is respected.")
    keys.chooses(question.get_by_role("radio").nth(3))
    keys.presses("Send my answers")
    expect(keys.page.get_by_text("Your answers are in.")).to_be_visible()


@pytest.mark.parametrize(
    ("harm", "noticed"),
    [
        ("*:focus { outline: none !important; box-shadow: none !important }", "mark"),
        ("main { display: none }", "no key leads"),
        ("main a { position: fixed; inset-block-start: -900px }", "left the screen"),
    ],
)
def test_canary_a_lost_focus_is_noticed(new_page, harm, noticed):
    keys = Keys(new_page(bypass_csp=True))
    keys.page.goto("/contact/")
    keys.page.add_style_tag(content=harm)
    with pytest.raises(AssertionError, match=noticed):
        keys.reaches(keys.page.get_by_role("main").get_by_role("link").last)
