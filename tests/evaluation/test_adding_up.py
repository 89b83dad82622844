"""Sums grow piece by piece and come out the same, to the last bit, from anywhere."""

import random
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from evaluation import actions, queries
from evaluation.actions import counting
from evaluation.actions.answering import Given
from evaluation.actions.answering import keep as keep_held
from evaluation.actions.asking import hold
from evaluation.models import Aggregate, Item, Questionnaire, Response, Uncounted
from evaluation.rules.answers import Said
from evaluation.statistics.sums import EMPTY, Sums
from projects.models import Job
from tests.clock import work_off
from tests.evaluation import stories
from tests.evaluation.stories import number

NUMBERS = ["slice", "choice", "item__code", "n", "w", "w2", "wx", "wx2"]


def rows(round):
    found = Aggregate.objects.filter(round=round).order_by("slice", "item", "choice")
    return list(found.values_list(*NUMBERS))


def some_responses(cast, how_many, seed=1):
    dice = random.Random(seed)
    groups = list(cast.groups.values())
    for _ in range(how_many):
        group = dice.choice([*groups, None])
        yield Given(
            {
                "influence": number(dice.randint(1, 5)),
                "heard": number(dice.randint(1, 5)),
            },
            "import",
            side=group.side if group else "",
            group=group.pk if group else None,
            attributes={"sex": dice.choice(["woman", "man"])},
            weight=dice.randint(100_000, 3_000_000),
        )


@transaction.atomic
def keep(round, given):
    keep_held(hold(round.pk), given)


@pytest.fixture
def piece_of_seven(monkeypatch):
    monkeypatch.setattr(counting, "PIECE", 7)


def test_answers_are_counted_in_pieces_each_once(cast, piece_of_seven):
    round = stories.opened(cast)
    keep(round, list(some_responses(cast, 50)))
    assert Job.objects.filter(task="evaluation.count", done_at=None).count() == 1
    work_off()
    round.refresh_from_db()
    assert not round.is_behind
    assert not Uncounted.objects.exists()
    people = Aggregate.objects.get(item=None, slice="all")
    assert people.n == 50
    assert people.w == sum(Response.objects.values_list("weight", flat=True))


def test_the_sums_are_those_of_a_count_by_hand(cast, piece_of_seven):
    round = stories.opened(cast)
    given = list(some_responses(cast, 40))
    keep(round, given)
    work_off()
    women = [each for each in given if each.attributes["sex"] == "woman"]
    weight = sum(each.weight for each in women)
    points = sum(each.weight * each.said["influence"].number for each in women)
    found = queries.sums_of(round)["influence"]["sex:woman", ""]
    assert found.n == len(women)
    assert found.mean() == Fraction(points) / weight
    fours = [each for each in women if each.said["influence"].number == 4]
    assert queries.sums_of(round)["influence"]["sex:woman", "4"].n == len(fours)


def test_the_people_of_the_sides_and_the_rest_are_all(cast):
    round = stories.opened(cast)
    keep(round, list(some_responses(cast, 40)))
    work_off()
    counts = {
        row.slice: row.n for row in Aggregate.objects.filter(round=round, item=None)
    }
    unknown = Response.objects.filter(side="").count()
    assert counts["side:community"] + counts["side:institution"] + unknown == 40
    groups = sum(n for name, n in counts.items() if name.startswith("group:"))
    assert groups + unknown == counts["all"] == 40


def test_a_rebuild_is_the_same_to_the_last_bit(cast, monkeypatch):
    round = stories.opened(cast)
    monkeypatch.setattr(counting, "PIECE", 7)
    keep(round, list(some_responses(cast, 30, seed=1)))
    work_off()
    keep(round, list(some_responses(cast, 30, seed=2)))
    work_off()
    before = rows(round)
    assert len(before) > 50
    call_command("rebuild_aggregates", str(round.pk))
    assert rows(round) == before
    Aggregate.objects.filter(round=round).update(n=1)
    assert actions.recount(round.pk) == 60
    assert rows(round) == before


def test_what_waits_when_a_rebuild_begins_is_counted_once(cast):
    round = stories.opened(cast)
    keep(round, list(some_responses(cast, 30)))
    actions.recount(round.pk)
    before = rows(round)
    work_off()
    assert rows(round) == before
    assert queries.sums_of(round)[""]["all", ""].n == 30


def test_a_rebuild_of_nothing_says_so(cast):
    with pytest.raises(CommandError, match="no such round"):
        call_command("rebuild_aggregates", str(cast.project.pk))


def test_an_answer_by_link_counts_apart(cast):
    round = stories.linked(cast)
    stories.answer(cast.carer, round)
    actions.answer_by_link(round=round, said=number(1))
    work_off()
    found = queries.sums_of(round)["influence"]
    assert found["all", ""].n == 1
    assert found["link", ""].n == 1


def test_many_answers_promise_one_job(cast):
    round = stories.opened(cast)
    for who in (cast.carer, cast.nurse, cast.user):
        stories.answer(who, round)
    waiting = Job.objects.filter(task="evaluation.count", done_at=None)
    assert waiting.count() == 1
    work_off()
    stories.answer(cast.manager, round)
    assert waiting.count() == 1
    work_off()
    assert queries.sums_of(round)[""]["all", ""].n == 4


def test_counting_costs_what_is_new(cast, django_assert_max_num_queries):
    round = stories.opened(cast)
    keep(round, list(some_responses(cast, 200)))
    with django_assert_max_num_queries(14):
        actions.count(round.pk)
    stories.answer(cast.carer, round)
    with django_assert_max_num_queries(14):
        actions.count(round.pk)
    assert queries.sums_of(round)[""]["all", ""].n == 201


KINDS = {
    "scale": lambda dice: number(dice.randint(1, 5)),
    "number": lambda dice: Said(Decimal(dice.randint(0, 10**17)) / 10**6),
    "single": lambda dice: Said(choices=(dice.choice("abc"),)),
    "multiple": lambda dice: Said(
        choices=tuple(dice.sample("abc", dice.randint(0, 3)))
    ),
    "text": lambda _dice: Said(text="A word."),
}


def asked_every_way(cast) -> Questionnaire:
    made = Questionnaire.objects.create(pilot=cast.pilot, name="Every way")
    for position, kind in enumerate(KINDS):
        Item.objects.create(
            questionnaire=made, position=position, code=kind, kind=kind, texts={}
        )
    return made


def any_responses(cast, how_many):
    dice = random.Random(how_many)
    places = [(g.side, g.pk) for g in cast.groups.values()]
    for _ in range(how_many):
        side, group = dice.choice([*places, ("", None), ("community", None)])
        kinds = dice.sample(list(KINDS), dice.randint(1, 5))
        yield Given(
            {kind: KINDS[kind](dice) for kind in kinds},
            dice.choice(["web", "link", "paper", "api", "import"]),
            side=side,
            group=group,
            attributes={"sex": "woman", "age": "65+"} if dice.random() < 0.7 else {},
            weight=dice.choice([1, 1_000_000, 10**17, dice.randint(1, 10**7)]),
        )


def by_hand(given):
    """The same sums by adding people up one by one, in Python's own whole numbers."""
    found: defaultdict[tuple[str, str, str], Sums] = defaultdict(lambda: EMPTY)
    for one in given:
        slices = [
            "all",
            *([f"side:{one.side}"] if one.side else []),
            *([f"group:{one.group}"] if one.group else []),
            *(f"{name}:{label}" for name, label in one.attributes.items()),
        ]
        for slice_ in ["link"] if one.source == "link" else slices:
            found["", slice_, ""] += Sums.of(0, one.weight)
            for code, said in one.said.items():
                found[code, slice_, ""] += Sums.of(said.number or 0, one.weight)
                point = (str(int(said.number)),) if code == "scale" else said.choices
                for choice in point:
                    found[code, slice_, choice] += Sums.of(0, one.weight)
    return dict(found)


def test_the_database_adds_up_as_people_would_to_the_last_digit(cast, piece_of_seven):
    round = stories.opened(cast, questionnaire=asked_every_way(cast))
    given = list(any_responses(cast, 150))
    keep(round, given)
    work_off()
    found = {
        (code, *place): sums
        for code, cells in queries.sums_of(round).items()
        for place, sums in cells.items()
    }
    assert found == by_hand(given)
    assert max(each.wx2 for each in found.values()) > 2**128


def test_a_response_of_the_last_release_is_counted_by_one_of_the_two(cast):
    """Its code marks what it counted, in the transaction of the sums."""
    round = stories.opened(cast)
    keep(round, list(some_responses(cast, 2)))
    first, second = Response.objects.values_list("pk", flat=True)
    mark = "UPDATE evaluation_response SET is_counted = true WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(mark, [first])
    work_off()
    assert queries.sums_of(round)[""]["all", ""].n == 1
    with (
        pytest.raises(DatabaseError, match="counted by a newer release"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(mark, [second])
