"""All tables of a survey together: what is shown, what is hidden, and no way around."""

import random

import pytest

from evaluation.statistics import slices
from evaluation.statistics.counted import Asked
from evaluation.statistics.slices import small_slices
from evaluation.statistics.sums import EMPTY, Sums
from evaluation.statistics.suppression import TOTAL
from evaluation.statistics.tables import publish
from tests.evaluation.attack import attack, whole_table

SCALE = Asked("scale", ("1", "2", "3", "4", "5"))
SIDES = {"side:community": "all", "side:institution": "all"}
GROUPS = SIDES | {
    "carers": "side:community",
    "users": "side:community",
    "nurses": "side:institution",
    "managers": "side:institution",
}


def people_of(survey):
    counts = {"all": 0}
    for where, *_ in survey:
        for slice_ in where:
            counts[slice_] = counts.get(slice_, 0) + 1
    return counts


def sums_of(survey, asked):
    """survey: (slices a person is in, what they said), … as exact sums."""
    sums: dict[tuple[str, str], Sums] = {}
    for where, said in survey:
        choices = said if isinstance(said, tuple) else (said,)
        value = int(said) if asked.has_mean else 0
        for slice_ in where:
            for choice in ("", *choices):
                before = sums.get((slice_, choice), EMPTY)
                sums[slice_, choice] = before + Sums.of(value)
    return sums


def shown(survey, asked, breakdowns):
    small = small_slices(people_of(survey), breakdowns)
    return publish(asked, sums_of(survey, asked), breakdowns, small)


def answers(group, side, said):
    return [(("all", f"side:{side}", group), each) for each in said]


BOTH = (
    answers("carers", "community", "2223334433")
    + answers("users", "community", "12233344")
    + answers("nurses", "institution", "4445554443")
    + answers("managers", "institution", "5544433")
)


def line(published, slice_):
    (found,) = (each for each in published.lines if each.slice == slice_)
    return found


def test_the_gap_is_institution_less_community_with_its_interval():
    found = shown(BOTH, SCALE, [GROUPS])
    assert found.mean_gap.estimate == pytest.approx(70 / 17 - 51 / 18)
    assert found.mean_gap.low < found.mean_gap.estimate < found.mean_gap.high
    assert found.mean_gap.is_clear
    assert line(found, "carers").n == 10
    assert line(found, "carers").mean.estimate == pytest.approx(2.9)


def test_a_group_of_three_is_hidden_and_so_is_one_that_would_give_it_away():
    survey = BOTH + answers("neighbours", "community", "111")
    within = GROUPS | {"neighbours": "side:community"}
    found = shown(survey, SCALE, [within])
    assert line(found, "neighbours").n is None
    assert line(found, "neighbours").mean is None
    assert line(found, "users").n is None  # 3 = 21 - 10 - 8
    assert line(found, "carers").n == 10
    assert line(found, "side:community").n == 21


def test_a_scale_is_shown_in_five_where_that_exposes_nobody():
    many = [(("all", "side:community"), str(1 + at % 5)) for at in range(60)]
    many += [(("all", "side:institution"), str(1 + at % 5)) for at in range(40)]
    assert len(shown(many, SCALE, [SIDES]).columns) == 5


def test_rare_answers_of_a_scale_are_shown_in_three():
    many = [(("all", "side:community"), said) for said in "1" * 2 + "2" * 10 + "3" * 9]
    many += [(("all", "side:community"), said) for said in "4" * 9 + "5" * 8]
    many += [
        (("all", "side:institution"), said) for said in "2" * 9 + "3" * 9 + "5" * 9
    ]
    found = shown(many, SCALE, [SIDES])
    assert found.columns == (("1", "2"), ("3",), ("4", "5"))
    shares = line(found, "side:community").shares
    assert shares[0].estimate == pytest.approx(12 / 38)


def test_an_answer_that_few_gave_is_shown_with_the_next_smallest():
    yes_no = Asked("single", ("yes", "no", "none"))
    people = [(("all", "sex:woman"), "yes")] * 40 + [(("all", "sex:man"), "yes")] * 30
    people += [(("all", "sex:woman"), "no")] * 9 + [(("all", "sex:man"), "no")] * 8
    people += [(("all", "sex:man"), "none")] * 3
    found = shown(people, yes_no, [{"sex:woman": "all", "sex:man": "all"}])
    assert found.columns == (("yes",), ("none", "no"))


def test_of_fewer_than_five_answers_nothing_is_shown():
    found = shown(answers("carers", "community", "1234"), SCALE, [SIDES])
    assert {each.n for each in found.lines} == {None}
    assert {each.n for each in publish(SCALE, {}, [SIDES]).lines} == {0}


def test_who_chose_an_answer_that_few_chose_is_hidden_with_it():
    several = Asked("multiple", ("bus", "car"))
    people: list[object] = [(("all", "side:community"), ("bus",))] * 20
    people += [(("all", "side:institution"), ("bus", "car"))] * 3
    people += [(("all", "side:institution"), ("bus",))] * 9
    found = shown(people, several, [SIDES])
    assert [each.shares[1] for each in found.lines] == [None] * 3
    assert line(found, "all").shares[0].estimate == 1


# ------------------------------------------------------------- five hundred surveys


def surveys(how_many, seed):
    dice = random.Random(seed)
    for _ in range(how_many):
        people = dice.choice([4, 12, 40, 120])
        liking = [dice.random() ** 2 for _ in range(5)]
        survey = []
        for _ in range(people):
            side = dice.choice(["community", "community", "institution"])
            where = ["all", f"side:{side}"]
            if dice.random() < 0.9:
                where.append(f"{side}/{dice.choice('aabbc')}")
            where += [f"sex:{dice.choice('mw')}"] if dice.random() < 0.95 else []
            where += [f"age:{dice.choice('1233445')}"]
            survey.append((tuple(where), dice.choices("12345", liking)[0]))
        slices = {slice_ for where, _ in survey for slice_ in where} - {"all"}
        yield (
            survey,
            [
                {
                    each: f"side:{each.split('/')[0]}" if "/" in each else "all"
                    for each in sorted(slices)
                    if each.startswith(("side", "comm", "inst"))
                },
                {each: "all" for each in sorted(slices) if each.startswith("sex")},
                {each: "all" for each in sorted(slices) if each.startswith("age")},
            ],
        )


def what_leaks(survey, asked, breakdowns):
    """Small counts that can be worked out from all that each breakdown shows."""
    found = shown(survey, asked, breakdowns)
    if line(found, "all").n is None:
        return
    sums = sums_of(survey, asked)
    for within in breakdowns:
        counts, told = {}, given(found, sums)
        for row in ("all", *within):
            parts = [[sums.get((row, c), EMPTY).n for c in column] for column in told]
            counts[row] = tuple(sum(part) for part in parts)
        rows, around = with_rests(counts, within)
        cells = whole_table(rows, around)
        hidden = set(unseen(found, told, within))
        hidden |= {(row, at) for row, at in cells if row.endswith("+")}
        for (row, at), (low, high) in attack(rows, around, list(hidden)).items():
            count, people = cells[row, at], cells[row, TOTAL]
            small = 0 < count < 5 or 0 < people - count < 5 or 0 < people < 5
            if small and high - low < 5:
                yield within, (row, at), low, high


def given(found, sums):
    """The columns with any answer; a column nobody chose is 0 everywhere."""
    columns = found.columns or (("",),)
    return [c for c in columns if any(("all", choice) in sums for choice in c)]


def with_rests(counts, within):
    """The innermost rows, people who are in no part of a row among them."""
    rows, around = {}, dict(within)
    for whole in {"all", *within.values()}:
        parts = [counts[row] for row in within if within[row] == whole]
        rest = [a - sum(b) for a, *b in zip(counts[whole], *parts, strict=True)]
        if any(rest):
            rows[f"{whole}+"], around[f"{whole}+"] = tuple(rest), whole
    return rows | {r: counts[r] for r in within if r not in within.values()}, around


def unseen(found, told, within):
    for row in within:
        each = line(found, row)
        if each.n is None:
            yield from [(row, at) for at in (TOTAL, *range(len(told)))]
        elif found.columns:
            for at, column in enumerate(told):
                if each.n and each.shares[found.columns.index(column)] is None:
                    yield row, at


@pytest.mark.parametrize("kind", ["scale", "single"])
def test_no_survey_gives_a_hidden_count_away(kind):
    asked = Asked(kind, SCALE.choices)
    hidden = 0
    for survey, breakdowns in surveys(120, seed=11):
        found = shown(survey, asked, breakdowns)
        hidden += sum(each.n is None for each in found.lines)
        assert not list(what_leaks(survey, asked, breakdowns))
    assert hidden > 100


def test_canary_hiding_small_groups_alone_gives_counts_away(monkeypatch):
    def few_only(rows, within, **_):
        whole = whole_table(rows, within)
        return [c for c, count in whole.items() if 0 < count < 5 and c[0] in within]

    monkeypatch.setattr(slices, "hide_table", few_only)
    asked = Asked("single", SCALE.choices)
    assert any(
        list(what_leaks(survey, asked, breakdowns))
        for survey, breakdowns in surveys(20, seed=11)
    )


def test_most_of_what_is_not_small_is_still_shown():
    kept = large = 0
    for survey, breakdowns in surveys(120, seed=3):
        if len(survey) < 120:
            continue
        found = shown(survey, SCALE, breakdowns)
        for each in found.lines:
            if people_of(survey)[each.slice] >= 5:
                large += 1
                kept += each.mean is not None
    assert kept / large >= 0.6
