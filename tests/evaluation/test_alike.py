"""Where a whole small group answers alike, nobody learns what everyone in it said."""

import random

import pytest

from evaluation.statistics import alike, counted, slices
from evaluation.statistics.counted import Asked
from evaluation.statistics.slices import small_slices
from evaluation.statistics.sums import EMPTY
from evaluation.statistics.suppression import TOTAL
from evaluation.statistics.tables import publish
from tests.evaluation.attack import attack, whole_table
from tests.evaluation.test_tables import (
    GROUPS,
    SCALE,
    SIDES,
    answers,
    given,
    line,
    people_of,
    sums_of,
    unseen,
    with_rests,
)

YES_NO = Asked("single", ("yes", "no"))
MIXED = "22233344331234522213"  # 20 people of different minds


def shown(survey, asked, members, breakdowns=(GROUPS,)):
    small = small_slices(people_of(survey), breakdowns)
    sums = sums_of(survey, asked)
    return publish(asked, sums, breakdowns, small, members)


def side_of(survey, members):
    """How many were asked in each group, and so on each side."""
    whole = dict(members)
    for group, number in members.items():
        whole[GROUPS[group]] = whole.get(GROUPS[group], 0) + number
    return whole


def nurses(said, *, others="3334445544", more=()):
    return [
        *answers("carers", "community", MIXED),
        *answers("users", "community", "12233344"),
        *answers("nurses", "institution", said),
        *answers("managers", "institution", others),
        *more,
    ]


ALL_CAME = side_of((), {"carers": 40, "users": 30, "nurses": 12, "managers": 30})


def test_twelve_nurses_of_twelve_who_agree_are_not_told_on():
    found = shown(nurses("4" * 12), SCALE, ALL_CAME)
    assert line(found, "nurses").mean is None
    assert line(found, "nurses").n is None
    assert line(found, "managers").mean is None, "22 less 10 gives the nurses"
    assert line(found, "side:institution").mean is not None
    assert line(found, "carers").mean is not None


def test_of_forty_nurses_somebody_may_have_kept_away():
    asked = ALL_CAME | side_of((), {"nurses": 40, "managers": 30})
    found = shown(nurses("4" * 12), SCALE, asked)
    assert line(found, "nurses").mean.estimate == 4
    assert line(found, "nurses").mean.low is None


def test_of_fewer_than_ten_answers_a_reader_may_guess_whose_they_are():
    unknown = shown(nurses("4" * 9), SCALE, {})
    assert line(unknown, "nurses").mean is None
    assert line(shown(nurses("4" * 10), SCALE, {}), "nurses").mean is not None


def test_a_whole_group_of_different_minds_is_shown():
    found = shown(nurses("444444444443"), SCALE, ALL_CAME)
    assert line(found, "nurses").mean is not None


def test_if_everybody_agrees_and_everybody_came_nothing_is_shown():
    survey = answers("carers", "community", "5" * 9)
    survey += answers("nurses", "institution", "5" * 9)
    members = side_of((), {"carers": 9, "nurses": 9})
    for asked in (SCALE, Asked("single", SCALE.choices)):
        found = shown(survey, asked, members)
        assert found.columns == ()
        assert {each.mean for each in found.lines} == {None}
        assert found.mean_gap is None
    assert line(found, "all").n == 18, "that they answered is no secret"


def test_two_groups_of_one_mind_do_not_hide_behind_each_other():
    survey = nurses("4" * 12, others="4" * 11)
    members = ALL_CAME | side_of((), {"nurses": 12, "managers": 11})
    found = shown(survey, SCALE, members)
    assert line(found, "side:institution").mean is None
    assert line(found, "side:community").mean is None, "all less community gives it"
    assert found.mean_gap is None


def test_an_answer_that_no_nurse_gave_is_not_told_of_them():
    said = {"nurses": ["yes"] * 12, "managers": ["yes"] * 9 + ["no"] * 11}
    survey: list[object] = [
        (("all", "side:institution", group), each)
        for group, all_of_them in said.items()
        for each in all_of_them
    ]
    survey += [(("all", "side:community"), each) for each in ["yes", "no"] * 20]
    members = {"nurses": 12, "managers": 40}
    found = shown(survey, YES_NO, members | {"side:institution": 52})
    assert line(found, "nurses").shares == (None, None)
    assert line(found, "managers").shares == (None, None)
    assert line(found, "side:institution").shares[0] is not None


def test_an_answer_that_everybody_chose_is_hidden_among_several():
    several = Asked("multiple", ("bus", "car"))
    where = ("all", "side:community")
    survey = [(where, ("bus",))] * 6 + [(where, ("bus", "car"))] * 6
    told = shown(survey, several, {"side:community": 12}, [SIDES])
    assert [each.shares[0] for each in told.lines] == [None] * 3
    assert line(told, "all").shares[1].estimate == 0.5
    free = shown(survey, several, {"side:community": 60}, [SIDES])
    assert line(free, "all").shares[0].estimate == 1


def test_answers_of_one_choice_are_put_together_where_none_would_tell():
    choices = Asked("single", ("often", "sometimes", "never"))
    where = ("all", "side:community")
    survey = [(where, "often")] * 6 + [(where, "sometimes")] * 6
    told = shown(survey, choices, {"side:community": 12}, [SIDES])
    assert told.columns == (("sometimes",), ("never", "often"))
    free = shown(survey, choices, {"side:community": 60}, [SIDES])
    assert len(free.columns) == 3


# ------------------------------------------------------------------ two hundred attacks


def surveys(how_many, seed):
    """Small groups, often of one mind, of which many or all members answered."""
    dice = random.Random(seed)
    for _ in range(how_many):
        survey, asked = [], {}
        for group in ("carers", "users", "nurses", "managers"):
            size = dice.choice([0, 3, 6, 8, 12, 15])
            mind = dice.choice(["1", "5", "33", "45", "12345"])
            for said in dice.choices(mind, k=size):
                sex = f"sex:{dice.choice('mw')}"
                survey.append((("all", GROUPS[group], group, sex), said))
            asked[group] = size + dice.choice([0, 0, 2, 7, 30])
        yield survey, side_of(survey, asked)


SEX = {"sex:m": "all", "sex:w": "all"}
VALUES = [int(choice) for choice in SCALE.choices]


def known_to(survey, members):
    """Slices of which a reader knows who answered, said once more in other words."""
    people = people_of(survey)
    for row in people:
        came = [members[side] - people.get(side, 0) < 5 for side in SIDES]
        whole = members.get(row, 1000) - people[row] < 5
        if row != "all" and (people[row] < 10 or whole or all(came)):
            yield row


def told_by_counts(survey, asked, members):
    """Of whom a reader learns that all or none gave an answer, from shares."""
    found = shown(survey, asked, members, [GROUPS, SEX])
    sums, known = sums_of(survey, asked), set(known_to(survey, members))
    columns = given(found, sums)
    if not found.columns or len(columns) < 2:
        return
    for within in (GROUPS, SEX):
        counts = {
            row: tuple(sum(sums.get((row, c), EMPTY).n for c in cs) for cs in columns)
            for row in ("all", *within)
        }
        rows, around = with_rests(counts, within)
        cells = whole_table(rows, around)
        hidden = set(unseen(found, columns, within))
        hidden |= {(row, at) for row, at in cells if row.endswith("+")}
        ranges = attack(rows, around, list(hidden))
        for (row, at), count in cells.items():
            low, high = ranges.get((row, at), (count, count))
            people = cells[row, TOTAL]
            of_one_mind = at != TOTAL and people and count in (0, people)
            if row in known and of_one_mind and high - low < 5:
                yield row, at, low, high


def told_by_means(survey, members):
    """Of whom a reader learns what all said, from means and their intervals."""
    found = shown(survey, SCALE, members, [GROUPS, SEX])
    sums, known = sums_of(survey, SCALE), set(known_to(survey, members))
    for within in (GROUPS, SEX):
        counts = {
            row: tuple(sums.get((row, c), EMPTY).n for c in SCALE.choices)
            for row in ("all", *within)
        }
        rows, around = with_rests(counts, within)
        cells = whole_table(rows, around)
        facts = []
        for row in ("all", *within):
            if line(found, row).mean is not None:
                for power in (1, 2):
                    worth = {(row, at): v**power for at, v in enumerate(VALUES)}
                    facts.append((worth, sum(cells[c] * w for c, w in worth.items())))
        seen = {
            (row, TOTAL) for row in ("all", *within) if line(found, row).n is not None
        }
        ranges = attack(rows, around, [c for c in cells if c not in seen], facts)
        for row in known & set(within):
            people = cells[row, TOTAL]
            if (
                people
                and any(ranges[row, at][1] == 0 for at in range(5))
                and any(ranges[row, at][0] == people for at in range(5))
            ):
                yield row, people


def leaks(how_many, seed):
    for survey, members in surveys(how_many, seed):
        for asked in (SCALE, Asked("single", SCALE.choices)):
            yield from told_by_counts(survey, asked, members)
        yield from told_by_means(survey, members)


def test_no_survey_tells_what_a_whole_group_said():
    assert not list(leaks(100, seed=7))


def test_something_is_left_to_read():
    kept = large = 0
    for survey, members in surveys(100, seed=7):
        found = shown(survey, SCALE, members, [GROUPS, SEX])
        large += sum(number >= 5 for number in people_of(survey).values())
        kept += sum(each.mean is not None for each in found.lines)
    assert kept / large >= 0.5


@pytest.mark.parametrize(
    ("where", "what", "instead"),
    [
        (alike.Readers, "know", lambda *_: False),
        (slices, "_of_one_mind", lambda *_: ()),
        (counted, "first_told", lambda *_: None),
    ],
)
def test_canary_without_each_part_of_the_rule_people_are_told_on(
    monkeypatch, where, what, instead
):
    monkeypatch.setattr(where, what, instead)
    assert any(leaks(30, seed=7))
