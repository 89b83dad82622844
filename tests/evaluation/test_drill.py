"""Every answer is counted once, however often the worker is killed while it counts."""

import random

import pytest
from django.db import transaction
from django.db.models import Sum

from evaluation import actions
from evaluation.actions.answering import Given, keep
from evaluation.actions.asking import hold
from evaluation.models import Aggregate, Response, Round
from evaluation.rules.instruments import HOW_WE_WORK
from tests.cast import make_cast
from tests.evaluation import stories
from tests.evaluation.stories import number
from tests.phases import go_aheads
from tests.worker import crew

ROUNDS, EACH, LONG = 40, 60, 1100  # the long ones are counted in three pieces


@pytest.fixture
def answered(transactional_db) -> int:
    """Many rounds whose answers wait to be counted; how many answers."""
    cast, sizes = make_cast(), [LONG] * 2 + [EACH] * ROUNDS
    phase = go_aheads.opened(cast, "co_assessment")
    asked = actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)
    for size in sizes:
        round = Round.objects.create(
            project=cast.project,
            phase=phase,
            questionnaire=asked,
            name="Drill",
            state="open",
        )
        answer_many(cast, round, size)
    return sum(sizes)


@transaction.atomic
def answer_many(cast, round: Round, size: int) -> None:
    dice, group = random.Random(size), cast.groups[stories.CARERS]
    keep(
        hold(round.pk),
        [
            Given(
                {"influence": number(dice.randint(1, 5))},
                "web",
                side=group.side,
                group=group.pk,
                weight=dice.randint(1, 3_000_000),
            )
            for _each in range(size)
        ],
    )


@pytest.mark.parametrize("canary", [False, True], ids=["outbox", "canary"])
def test_a_killed_worker_neither_loses_nor_doubles_an_answer(
    answered, tmp_path, canary
):
    with crew(tmp_path / "log", slow=0.1, canary=canary) as hands:
        hands.kill_while_working("evaluation.count", times=10)
        hands.wait_until_done("evaluation.count")
    marked = Response.objects.filter(uncounted=None)
    people = Aggregate.objects.filter(item=None, slice="all")
    counted = people.aggregate(n=Sum("n"), w=Sum("w"))
    weight = marked.aggregate(w=Sum("weight"))["w"]
    lost, double = answered - marked.count(), counted["n"] - marked.count()
    assert (lost > 0, double) == (canary, 0), f"{lost} lost, {double} twice"
    assert counted["w"] == weight
