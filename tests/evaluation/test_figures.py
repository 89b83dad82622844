"""Shares, means and gaps against published numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evaluation.statistics import student
from evaluation.statistics.means import mean, mean_gap
from evaluation.statistics.proportions import (
    distribution,
    newcombe,
    share,
    share_gap,
    wilson,
)
from evaluation.statistics.sums import EMPTY, Sums, merged


def asked(*values, weight=1_000_000):
    return merged(Sums.of(Decimal(str(value)), weight) for value in values)


def known(value):
    assert value is not None
    return value


def four(interval):
    return tuple(
        round(float(limit), 4) + 0.0 for limit in (interval.low, interval.high)
    )


# ------------------------------------------------- Newcombe 1998, to four decimals


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_published_interval(x, n, low, high):
    assert four(wilson(x, n)) == (low, high)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1),
        ((10, 10), (0, 10), 0.6075, 1),
        ((39, 100), (22, 100), 0.0423, 0.2904),
    ],
)
def test_a_difference_of_shares_has_the_published_interval(one, other, low, high):
    gap = newcombe(*one, *other)
    assert four(gap.interval) == (low, high)
    assert gap.estimate == pytest.approx(one[0] / one[1] - other[0] / other[1])


def test_few_answers_do_not_prove_a_difference():
    gap = newcombe(14, 36, 9, 40)
    assert round(gap.estimate, 3) == 0.164
    assert (round(gap.interval.low, 3), round(gap.interval.high, 3)) == (-0.042, 0.356)


@pytest.mark.parametrize(("x", "n"), [(1, 0), (0, 0), (3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(x, n):
    with pytest.raises(ValueError, match="is not a share"):
        wilson(x, n)


sizes = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(sizes, sizes)
def test_intervals_hold_their_estimate_and_stay_possible(one, other):
    inside = wilson(*one)
    assert 0 <= inside.low <= one[0] / one[1] <= inside.high <= 1
    gap, back = newcombe(*one, *other), newcombe(*other, *one)
    assert -1 - 1e-12 <= gap.interval.low <= gap.estimate <= gap.interval.high
    assert gap.interval.high <= 1 + 1e-12
    assert gap.interval.low == pytest.approx(-back.interval.high)


@given(sizes)
def test_scipy_finds_the_same_wilson_interval(one):
    expected = stats.binomtest(*one).proportion_ci(method="wilson")
    found = wilson(*one)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


# ------------------------------------------------------------------------- weights


def test_equal_weights_are_no_weights():
    for weight in (1, 1_000_000, 2_500_000):
        yes, no = asked(*[1] * 15, weight=weight), asked(*[0] * 133, weight=weight)
        found = share(yes, yes + no)
        assert (found.n, found.effective_n) == (148, 148)
        assert four(found.interval) == (0.0624, 0.1605)
        half = share_gap(yes, yes + no, yes, yes + yes)
        assert half.estimate == pytest.approx(15 / 148 - 1 / 2)


def test_unequal_weights_widen_the_interval():
    yes = asked(*[1] * 5, weight=3_000_000) + asked(*[1] * 5)
    no = asked(*[0] * 10, weight=2_000_000)
    found, plain = share(yes, yes + no), wilson(10, 20)
    assert (found.n, found.estimate) == (20, 0.5)
    assert found.effective_n == pytest.approx(40**2 / (5 * 9 + 5 + 10 * 4))
    assert found.interval.low < plain.low < plain.high < found.interval.high


def test_a_choice_nobody_made_is_nought_per_cent():
    yes = asked(*[1] * 20)
    found = distribution({"yes": yes, "no": EMPTY}, yes)
    assert [shown.estimate for shown in found.values()] == [1, 0]
    assert four(found["no"].interval) == (0, 0.1611)


# --------------------------------------------------------------------------- means

USERS = (2, 3, 2, 4, 3, 1, 2, 3)
STAFF = (4, 4, 5, 3, 4, 5, 4, 4)
DRUG_ONE = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
DRUG_TWO = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)


def test_the_perception_gap_of_the_worked_case():
    gap = mean_gap(asked(*STAFF), asked(*USERS))
    assert gap.estimate == 1.625
    assert four(gap.interval) == (0.7611, 2.4889)
    assert (round(known(gap.t), 4), round(known(gap.df), 4)) == (4.0819, 12.4557)
    assert round(known(gap.p), 5) == 0.00141


def test_welch_on_students_sleep_data():
    gap = mean_gap(asked(*DRUG_ONE), asked(*DRUG_TWO))
    assert round(known(gap.t), 6) == -1.860813
    assert round(known(gap.df), 6) == 17.776474
    assert round(known(gap.p), 7) == 0.0793941


def test_a_mean_has_students_interval():
    pairs = zip(DRUG_ONE, DRUG_TWO, strict=True)
    found = mean(asked(*(round(one - two, 1) for one, two in pairs)))
    assert (found.n, found.effective_n) == (10, 10)
    assert found.estimate == pytest.approx(-1.58)
    limits = known(found.interval)
    assert (round(limits.low, 6), round(limits.high, 6)) == (-2.459886, -0.700114)


varied = st.lists(st.integers(0, 10), min_size=2, max_size=40).filter(
    lambda values: len({*values}) > 1  # scipy warns where nothing varies
)


@given(varied, varied)
def test_scipy_finds_the_same_gap(one, other):
    gap, back = (
        mean_gap(asked(*one), asked(*other)),
        mean_gap(asked(*other), asked(*one)),
    )
    assert back.estimate == -gap.estimate
    expected = stats.ttest_ind(one, other, equal_var=False)
    limits = expected.confidence_interval(0.95)
    found = (gap.t, gap.df, gap.p, *vars(known(gap.interval)).values())
    wanted = (expected.statistic, expected.df, expected.pvalue, *limits)
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_weighted_means_rest_on_the_effective_n():
    plain = mean(asked(*USERS))
    uneven = mean(asked(*USERS[:4], weight=4_000_000) + asked(*USERS[4:]))
    assert uneven.estimate == pytest.approx((4 * 11 + 9) / 20)
    assert uneven.effective_n == pytest.approx(20**2 / (4 * 16 + 4))
    assert (uneven.n, plain.n) == (8, 8)
    wide, narrow = known(uneven.interval), known(plain.interval)
    assert wide.high - wide.low > narrow.high - narrow.low
    equal = asked(*STAFF, weight=250_000), asked(*USERS, weight=3)
    assert mean_gap(*equal) == mean_gap(asked(*STAFF), asked(*USERS))


@pytest.mark.parametrize("values", [(4,), (4, 4, 4, 4, 4)])
def test_where_nothing_varies_no_interval_pretends_certainty(values):
    same = asked(*values)
    assert (mean(same).estimate, mean(same).interval) == (4, None)
    gap = mean_gap(same, same)
    assert (gap.estimate, gap.interval, gap.p) == (0, None, None)


def test_one_side_may_be_of_one_mind():
    gap = mean_gap(asked(*STAFF), asked(2, 2, 2, 2, 2))
    assert gap.estimate == 2.125
    limits = known(gap.interval)
    assert limits.low < 2.125 < limits.high
    assert gap.df == pytest.approx(7)


def test_students_t_is_the_printed_table():
    assert round(student.quantile(0.975, 1), 3) == 12.706
    assert round(student.quantile(0.975, 10), 3) == 2.228
    assert round(student.quantile(0.975, 1e9), 6) == 1.959964
    assert round(student.two_sided(2.228139, 10), 6) == 0.05
