"""Answering on the pages: by members, by link, from paper."""

import re
from uuid import uuid4

import pytest

from evaluation import queries
from evaluation.models import Answered, Response
from tests.evaluation import stories
from tests.evaluation.stories import url


def test_a_member_answers_without_javascript(cast, sees, sends):
    round = stories.opened(cast)
    page = sees(cast.carer, "answer", round.pk)
    assert "I can influence what is decided here." in page.content.decode()
    sent = sends(cast.carer, "send_answer", round.pk, influence="4", change="More time")
    assert sent.url == round.get_absolute_url()
    assert Answered.objects.get().participant == cast.carer
    assert Response.objects.get().answers.count() == 2
    again = sees(cast.carer, "answer", round.pk).content.decode()
    assert "You have answered" in again
    assert sends(cast.carer, "send_answer", round.pk, influence="4").status_code == 403


def test_a_wrong_answer_comes_back_with_what_was_typed(cast, sends):
    round = stories.opened(cast)
    page = sends(cast.carer, "send_answer", round.pk, influence="9", change="More time")
    assert page.status_code == 422
    text = page.content.decode()
    assert "too small or too large" in text
    assert "More time" in text
    assert not Response.objects.exists()


def test_an_empty_form_asks_for_one_answer(cast, sends):
    page = sends(cast.carer, "send_answer", stories.opened(cast).pk)
    assert page.status_code == 422
    assert "Answer at least one question" in page.content.decode()


def test_the_page_in_arabic_asks_in_arabic(cast, client):
    round = stories.opened(cast)
    client.force_login(cast.carer.user)
    page = client.get(f"{url('answer', round.pk)}?lang=ar").content.decode()
    assert "أُعامَل باحترام." in page
    assert 'dir="rtl"' in page


def test_anyone_with_the_link_answers_one_question_once(cast, client):
    round = stories.linked(cast)
    token = queries.link_token(round)
    page = client.get(url("one_question", token)).content.decode()
    assert "I can influence" in page
    assert "I am treated with respect" not in page
    sent = client.post(url("send_one_question", token), {"influence": "2"})
    assert stories.by_source(round, "link") == 1
    assert list(sent.cookies) == [f"answered-{round.pk.hex[:16]}"]
    assert "This device has answered" in (
        client.get(url("one_question", token)).content.decode()
    )
    again = client.post(url("send_one_question", token), {"influence": "2"})
    assert again.status_code == 403
    client.cookies.clear()
    client.post(url("send_one_question", token), {"influence": "5"})
    assert stories.by_source(round, "link") == 2


@pytest.fixture
def one_a_day(settings):
    """One answer by link and day, counted in a corner of our own."""
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}
    settings.ACCOUNT_RATE_LIMITS = {"answer_by_link": "1/d/ip"}


@pytest.mark.usefixtures("one_a_day")
def test_a_flood_of_answers_by_link_is_stopped_and_the_choice_is_kept(cast, client):
    round = stories.linked(cast)
    send = url("send_one_question", queries.link_token(round))
    assert client.post(send, {"influence": "2"}).status_code == 302
    client.cookies.clear()
    refused = client.post(send, {"influence": "4"})
    assert refused.status_code == 429
    page = refused.content.decode()
    assert "wait five minutes" in page
    assert re.search(r'value="4"[^>]*checked', page)
    assert stories.by_source(round, "link") == 1
    elsewhere = client.post(send, {"influence": "4"}, REMOTE_ADDR="10.9.8.7")
    assert elsewhere.status_code == 302


def test_a_whole_meeting_may_answer_from_one_address(cast, client, settings):
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}
    round = stories.linked(cast)
    send = url("send_one_question", queries.link_token(round))
    for _person in range(40):
        client.cookies.clear()
        client.post(send, {"influence": "4"})
    assert stories.by_source(round, "link") == 40


def test_answers_by_link_go_on_without_redis(cast, client, settings):
    nowhere = {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    settings.CACHES = {"default": nowhere}
    round = stories.linked(cast)
    send = url("send_one_question", queries.link_token(round))
    assert client.post(send, {"influence": "2"}).status_code == 302
    assert stories.by_source(round, "link") == 1


def test_a_made_up_or_damaged_link_leads_nowhere(cast, client):
    round = stories.linked(cast)
    token = queries.link_token(round)
    for wrong in (token[:-1], f"{token}x", round.pk, "x", token.replace(".", "-")):
        assert client.get(url("one_question", wrong)).status_code == 404


def test_a_link_outlives_its_round_with_a_sentence(cast, client):
    round = stories.closed(cast, stories.linked(cast))
    page = client.get(url("one_question", queries.link_token(round)))
    assert page.status_code == 200
    assert "closed" in page.content.decode()


def test_a_facilitator_types_in_paper(cast, sees, sends):
    round = stories.opened(cast)
    assert "Mr Offline" in sees(cast.frank, "paper", round.pk).content.decode()
    person = cast.offline.pk
    assert sees(cast.frank, "paper_of", round.pk, person).status_code == 200
    wrong = sends(cast.frank, "enter_answers", round.pk, person, influence="x")
    assert wrong.status_code == 422
    sends(cast.frank, "enter_answers", round.pk, person, influence="3")
    assert stories.by_source(round, "paper") == 1
    assert "Mr Offline" not in sees(cast.frank, "paper", round.pk).content.decode()
    assert sees(cast.carer, "paper", round.pk).status_code == 403


def test_nobody_is_reached_through_another_round(cast, sees):
    round = stories.opened(cast)
    assert sees(cast.frank, "paper_of", round.pk, cast.carer.pk).status_code == 404
    assert sees(cast.frank, "paper_of", round.pk, cast.project.pk).status_code == 404


def test_the_questions_can_be_printed(cast, sees):
    round = stories.opened(cast)
    assert "☐" in sees(None, "sheet", round.pk).content.decode()
