"""Survey rounds on their pages: prepared, opened, closed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import Http404
from django.utils.functional import Promise

from evaluation import actions, queries
from evaluation.models import Item, Round
from evaluation.models.questionnaires import SOURCES
from evaluation.rules.instruments import HOW_WE_WORK
from projects import clock
from projects.models import LogEntry
from tests.clock import work_off
from tests.evaluation import stories
from tests.evaluation.stories import url
from tests.phases import go_aheads


def test_a_round_goes_from_prepared_to_closed_on_its_pages(cast, sees, sends):
    phase = go_aheads.opened(cast, "co_assessment")
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    assert sees(cast.evaluator, "prepare_round", phase.pk).status_code == 200
    data = {
        "name": "First",
        "questionnaire": asked.pk,
        "groups": [group.pk for group in cast.groups.values()],
        "closes_on": "",
        "link_item": asked.items.get(code="influence").pk,
    }
    made = sends(cast.evaluator, "save_round", phase.pk, **data)
    round = Round.objects.get()
    assert made.url == url("round", round.pk)
    assert b"Open it to both sides" in sees(cast.evaluator, "round", round.pk).content
    sends(cast.evaluator, "open_round", round.pk)
    page = sees(cast.carer, "round", round.pk).content.decode()
    assert "Answer now" in page
    assert "/q/" in sees(cast.evaluator, "round", round.pk).content.decode()
    sends(cast.frank, "close_round", round.pk)
    round.refresh_from_db()
    assert round.state == "closed"


def test_closing_before_the_last_day_says_what_it_cuts_short(cast, sees):
    round = stories.opened(cast, closes_at=clock.now() + timedelta(days=9, hours=3))
    page = sees(cast.evaluator, "round", round.pk).content.decode()
    assert url("closing", round.pk) in page
    assert url("close_round", round.pk) not in page
    asks = sees(cast.evaluator, "closing", round.pk).content.decode()
    assert "Closing it now ends it 10 days early." in asks
    assert "Fewer than 5" in asks  # never how many so few were
    assert "Fewer than 5" in page
    assert url("close_round", round.pk) in asks
    assert sees(cast.carer, "closing", round.pk).status_code == 403


def test_what_is_prepared_shows_its_last_day_and_its_question_by_link(cast, sees):
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    round = stories.prepared(
        cast,
        link_item=asked.items.get(code="heard"),
        closes_at=datetime(2099, 1, 31, 20, tzinfo=UTC),
    )
    page = sees(cast.evaluator, "round", round.pk).content.decode()
    assert "Once it is open, people can answer until" in page
    assert "2099-01-31T20:00" in page
    assert "One question by link" in page
    assert "Its address appears here once the round is open" in page
    assert "/q/" not in page
    plain = stories.prepared(cast)
    page = sees(cast.evaluator, "round", plain.pk).content.decode()
    assert "No last day is set" in page
    assert "One question by link" not in page


def test_a_form_without_groups_comes_back_with_what_was_typed(cast, sends):
    phase = go_aheads.opened(cast, "co_assessment")
    actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    page = sends(cast.evaluator, "save_round", phase.pk, name="My round")
    assert page.status_code == 422
    assert "My round" in page.content.decode()
    assert not Round.objects.exists()


def test_what_is_being_prepared_is_changed_until_it_opens(cast, sees, sends):
    round = stories.prepared(cast)
    assert "After the first month" in (
        sees(cast.evaluator, "change_round", round.pk).content.decode()
    )
    data = {
        "name": "Later",
        "questionnaire": round.questionnaire_id,
        "groups": [group.pk for group in cast.groups.values()],
        "closes_on": "2099-01-31",
        "edition": 1,
    }
    assert sends(cast.evaluator, "save_change", round.pk, **data).status_code == 302
    round.refresh_from_db()
    assert round.name == "Later"
    assert f"{round.closes_at:%d.%m. %H}" == "31.01. 20"  # London in winter
    sends(cast.evaluator, "open_round", round.pk)
    assert sees(cast.evaluator, "change_round", round.pk).status_code == 403


def test_a_time_that_is_past_comes_back_with_the_reason(cast, sends):
    round = stories.prepared(cast)
    data = {
        "name": "Later",
        "questionnaire": round.questionnaire_id,
        "groups": [group.pk for group in cast.groups.values()],
        "closes_on": "2001-01-31",
        "edition": 1,
    }
    page = sends(cast.evaluator, "save_change", round.pk, **data)
    assert page.status_code == 422
    assert "is past" in page.content.decode()


@pytest.mark.parametrize("name", ["open_round", "close_round"])
def test_others_neither_open_nor_close(cast, sends, name):
    round = stories.prepared(cast)
    if name == "close_round":
        actions.open_round(by=cast.evaluator, round=round)
    refused = sends(cast.carer, name, round.pk)
    assert refused.status_code == 403
    assert "Any facilitator can help you" in refused.content.decode()


def test_a_draft_is_for_the_people_inside(cast, sees):
    round = stories.prepared(cast)
    assert sees(None, "round", round.pk).status_code == 404
    assert sees(cast.stranger, "round", round.pk).status_code == 404
    assert sees(cast.carer, "round", round.pk).status_code == 200
    listed = sees(None, "results", cast.project.pk).content.decode()
    assert round.name not in listed
    actions.open_round(by=cast.evaluator, round=round)
    assert round.name in sees(None, "results", cast.project.pk).content.decode()


def test_nobody_reads_who_of_a_handful_came(cast, sees):
    round = stories.opened(cast)
    stories.answer(cast.carer, round)
    page = sees(None, "round", round.pk).content.decode()
    assert "Fewer than 5 of 6 on the community side answered" in page
    stories.closed(cast, round)
    page = sees(None, "round", round.pk).content.decode()
    assert "Fewer than 5 of 6 on the community side answered" in page
    told = {each.side: each.answered for each in queries.turnout(round)}
    assert told["community"] is None


def test_answers_from_a_file_are_told_apart_from_those_asked(cast, sees):
    round = stories.opened(cast)
    apart = "Answers that came in a file are not among them"
    assert apart not in sees(None, "round", round.pk).content.decode()
    rows = "".join(f"{number},4\n" for number in range(6))
    file = actions.SentFile("a.csv", f"id,influence\n{rows}".encode(), {})
    batch = actions.import_answers(by=cast.evaluator, round=round, file=file)
    work_off()
    batch.refresh_from_db()
    actions.store_import(by=cast.evaluator, batch=batch, good_only=False)
    work_off()
    assert apart in sees(None, "round", round.pk).content.decode()


def test_where_our_own_questions_come_from_is_said_in_ones_language(cast):
    asked = stories.prepared(cast).questionnaire
    assert asked.source_words == HOW_WE_WORK.source
    assert isinstance(SOURCES[asked.source], Promise)  # spoken when it is read
    asked.source = "Our own words"
    assert asked.source_words == "Our own words"


# ------------------------------------------------------------------ before it opens


def test_whoever_opens_a_round_is_told_which_words_people_would_miss(cast, sees, sends):
    """A warning where one decides, and no bar."""
    whole = stories.prepared(cast)
    assert "Before you open it" not in sees(cast.evaluator, "round", whole.pk).text
    round = stories.prepared_with_gaps(cast)
    page = " ".join(sees(cast.evaluator, "round", round.pk).text.split())
    assert '<bdi lang="ar">العربيّة</bdi>: 1 question lacks words.' in page
    assert "Nothing says what 1 and 5 mean" in page
    assert "Before you open it" not in sees(cast.carer, "round", round.pk).text
    assert sends(cast.evaluator, "open_round", round.pk).status_code == 302


def test_answers_to_choose_from_and_ends_of_scales_need_words_too():
    item = Item(kind="single", texts={"en": "?", "fi": "?"})
    item.choices = [{"value": "yes", "texts": {"en": "Yes"}}]
    assert (item.speaks("en"), item.speaks("fi")) == (True, False)
    scale = Item(kind="scale", texts={"en": "?", "fi": "?"}, low={"en": "No"})
    assert (scale.speaks("fi"), scale.has_ends) == (False, False)


def test_where_one_would_open_it_stands_why_it_cannot(cast, sees):
    round = stories.prepared(cast)
    round.questionnaire.items.all().delete()
    page = sees(cast.evaluator, "round", round.pk).text
    decide, found, _rest = page.partition("What is asked")
    assert found
    assert "This questionnaire has no questions yet." in decide


def test_what_is_only_prepared_can_be_thrown_away(cast, sees, sends):
    round = stories.prepared(cast)
    where = url("throw_away_round", round.pk)
    assert where not in sees(cast.carer, "round", round.pk).text
    assert sends(cast.carer, "throw_away_round", round.pk).status_code == 403
    assert where in sees(cast.frank, "round", round.pk).text
    assert sends(cast.frank, "throw_away_round", round.pk).status_code == 302
    assert not Round.objects.exists()
    assert sends(cast.evaluator, "open_round", round.pk).status_code == 404
    told = LogEntry.objects.filter(event__startswith="evaluation.").order_by("at")
    assert list(told.values_list("event", flat=True)) == [
        "evaluation.round_prepared",
        "evaluation.round_thrown_away",
    ]


def test_nobody_throws_away_what_people_were_asked(cast, sends):
    round = stories.opened(cast)
    assert sends(cast.frank, "throw_away_round", round.pk).status_code == 403
    assert Round.objects.exists()


def test_whoever_opens_what_was_just_thrown_away_finds_nothing(cast):
    round = stories.prepared(cast)
    actions.throw_away_round(by=cast.frank, round=Round.objects.get())
    with pytest.raises(Http404):
        actions.open_round(by=cast.evaluator, round=round)
