"""Sums that workers keep: exact, and the same in whatever order they are added."""

from decimal import Decimal
from fractions import Fraction
from functools import reduce
from statistics import variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.statistics.sums import EMPTY, Sums, merged

values = st.decimals(-1000, 1000, places=6)
weights = st.integers(0, 5_000_000)
answers = st.builds(Sums.of, values, weights)


@given(st.lists(answers), st.randoms(use_true_random=False))
def test_any_order_and_any_split_give_the_same_sums(parts, dice):
    straight = merged(parts)
    dice.shuffle(parts)
    assert merged(parts) == straight
    cut = dice.randint(0, len(parts))
    assert merged(parts[:cut]) + merged(parts[cut:]) == straight
    assert reduce(Sums.merge, parts, EMPTY) == straight


@given(answers, answers, answers)
def test_merging_is_associative_and_commutative(a, b, c):
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + EMPTY == a


def test_canary_floats_would_differ_by_order():
    assert (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)
    tenths = [Sums.of(Decimal(text)) for text in ("0.1", "0.2", "0.3")]
    assert merged(tenths) == merged(reversed(tenths))
    assert merged(tenths).mean() == Fraction(1, 5)


@given(st.lists(values, min_size=2, max_size=30))
def test_with_equal_weights_these_are_the_textbook_figures(numbers):
    sums = merged(Sums.of(number, 1_000_000) for number in numbers)
    exact = [Fraction(number) for number in numbers]
    assert sums.mean() == sum(exact) / len(exact)
    assert sums.variance() == variance(exact)
    assert sums.effective_n() == sums.n == len(numbers)


@given(st.lists(st.tuples(values, weights), min_size=2), st.integers(2, 9))
def test_the_unit_of_the_weights_changes_no_figure(given_answers, times):
    one = merged(Sums.of(value, weight) for value, weight in given_answers)
    other = merged(Sums.of(value, weight * times) for value, weight in given_answers)
    if one.w and one.effective_n() > 1:
        assert one.mean() == other.mean()
        assert one.variance() == other.variance()
        assert one.effective_n() == other.effective_n()


def test_weights_one_and_three():
    sums = Sums.of(0, 1_000_000) + Sums.of(1, 3_000_000)
    assert sums == Sums(2, 4_000_000, 10 * 10**12, 3 * 10**12, 3 * 10**18)
    assert sums.mean() == Fraction(3, 4)
    assert sums.effective_n() == Fraction(16, 10)
    assert sums.variance() == Fraction(1, 2)


@pytest.mark.parametrize(
    "value", [0.5, Decimal("1e-7"), Decimal("NaN"), Decimal("Inf")]
)
def test_what_is_not_exact_is_refused(value):
    with pytest.raises(ValueError, match=r"six decimals|decimal number"):
        Sums.of(value)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        Sums.of(1, -1)


def test_more_digits_than_decimal_arithmetic_keeps_are_kept():
    long = Decimal("12345678901234567890123456789.123456")
    assert Sums.of(long).mean() == Fraction(long)


@pytest.mark.parametrize("figure", ["mean", "variance", "effective_n"])
@pytest.mark.parametrize("sums", [EMPTY, Sums.of(3, 0)])
def test_of_nobody_nothing_is_said(figure, sums):
    with pytest.raises(ValueError, match="Nobody"):
        getattr(sums, figure)()


def test_one_answer_does_not_vary():
    with pytest.raises(ValueError, match="does not vary"):
        Sums.of(3).variance()
