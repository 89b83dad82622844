"""Everyone asked answers once, in whatever way, and nobody learns who said what."""

import threading
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from evaluation import actions
from evaluation.actions import asking
from evaluation.actions.answering import Given, keep
from evaluation.models import Answer, Answered, Response, Round
from evaluation.permissions import may_answer, may_enter_answers
from projects.models import LogEntry, Tally
from tests.cast import make_cast
from tests.evaluation import stories
from tests.evaluation.stories import number


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("carer", ""),
        ("nurse", ""),
        ("fiona", ""),
        ("observer", "observer"),
        ("stranger", "joined"),
        ("admin", "joined"),
    ],
)
def test_the_people_asked_may_answer(cast, who, reason):
    round = stories.opened(cast)
    verdict = may_answer(getattr(cast, who), round)
    assert bool(verdict) is (reason == "")
    assert reason in verdict.reason


def test_a_piece_of_a_file_with_many_questions_is_kept_whole(cast):
    """One statement would take more values than PostgreSQL reads in one."""
    round = stories.opened(cast)
    codes = round.questionnaire.items.filter(kind="scale").values_list(
        "code", flat=True
    )
    said = dict.fromkeys(codes, number(4))
    people = 11_000 // len(said) + 1
    with transaction.atomic():
        held = asking.hold(round.pk)
        keep(held, [Given(said, Response.Source.IMPORT)] * people)
    assert Answer.objects.count() == people * len(said)


def test_other_groups_are_not_asked(cast):
    groups = [cast.groups[stories.CARERS], cast.groups[stories.NURSES]]
    round = stories.opened(cast, groups=groups)
    assert may_answer(cast.carer, round)
    assert "other groups" in may_answer(cast.manager, round).reason


def test_everyone_answers_once(cast):
    round = stories.opened(cast)
    stories.answer(cast.carer, round)
    with pytest.raises(PermissionDenied, match="You have answered"):
        stories.answer(cast.carer, round)
    assert Response.objects.count() == 1
    round.refresh_from_db()
    assert round.received == 1


def test_nothing_links_an_answer_to_who_gave_it(cast):
    round = stories.opened(cast)
    stories.answer(cast.carer, round)
    response, answered = Response.objects.get(), Answered.objects.get()
    people = {str(cast.carer.pk), str(cast.carer.user_id), cast.carer.name}
    kept = {str(getattr(response, f.attname)) for f in Response._meta.concrete_fields}
    for each in response.answers.all():
        kept |= {str(getattr(each, f.attname)) for f in Answer._meta.concrete_fields}
    assert not kept & people
    assert answered.participant == cast.carer
    said = {str(response.pk), *map(str, response.answers.values_list("pk", flat=True))}
    assert str(answered.pk) not in said
    assert response.given_on.isoformat() in kept  # the day, not the moment


def test_answering_is_counted_and_never_logged(cast):
    round = stories.opened(cast)
    before = LogEntry.objects.count()
    stories.answer(cast.carer, round)
    stories.answer(cast.nurse, round)
    assert LogEntry.objects.count() == before
    assert Tally.objects.get(event="evaluation.answered").count == 2


def test_an_answer_knows_its_side_and_group_as_they_were(cast):
    round = stories.opened(cast)
    stories.answer(cast.nurse, round)
    response = Response.objects.get()
    assert (response.side, response.constituency) == (
        "institution",
        cast.nurse.constituency,
    )


def test_a_facilitator_types_in_the_paper_of_someone_without_an_account(cast):
    round = stories.opened(cast)
    said = stories.read(round, stories.AGREE)
    actions.enter_answers(by=cast.frank, round=round, person=cast.offline, said=said)
    assert stories.by_source(round, "paper") == 1
    with pytest.raises(PermissionDenied, match="have answered"):
        actions.enter_answers(
            by=cast.frank, round=round, person=cast.offline, said=said
        )


def test_nobody_else_answers_for_another(cast):
    round = stories.opened(cast)
    assert "facilitators" in may_enter_answers(cast.carer, round, cast.offline).reason
    assert "account" in may_enter_answers(cast.frank, round, cast.carer).reason


def test_an_answer_by_link_belongs_to_no_side(cast):
    round = stories.linked(cast)
    actions.answer_by_link(round=round, said=number(4))
    response = Response.objects.get()
    assert (response.side, response.constituency, response.source) == ("", None, "link")
    with pytest.raises(PermissionDenied, match="device"):
        actions.answer_by_link(round=round, said=number(4), before=True)


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_only_an_open_round_takes_answers(cast, state):
    round = stories.prepared(cast)
    Round.objects.filter(pk=round.pk).update(state=state)
    with pytest.raises(PermissionDenied):
        stories.answer(cast.carer, round)
    assert not Response.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_at_once_are_one_answer():
    cast = make_cast()
    round = stories.opened(cast)
    said, refused = stories.read(round, stories.AGREE), []

    def click():
        try:
            actions.answer(by=cast.carer, round=round, said=said)
        except PermissionDenied:
            refused.append(1)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Response.objects.count(), len(refused)) == (1, 19)


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_with_the_closing_is_either_in_or_refused():
    cast = make_cast()
    round = stories.opened(cast)
    said, refused = stories.read(round, stories.AGREE), []
    people = [cast.carer, cast.nurse, cast.user, cast.resident, cast.manager]

    def act(do):
        try:
            do()
        except PermissionDenied:
            refused.append(1)
        finally:
            connection.close()

    acts = [partial(actions.answer, by=who, round=round, said=said) for who in people]
    closing = partial(actions.close_round, by=cast.evaluator, round=round)
    threads = [
        threading.Thread(target=act, args=(each,))
        for each in (*acts[:2], closing, *acts[2:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Response.objects.count() + len(refused) == len(people)
    assert Round.objects.get(pk=round.pk).state == "closed"
