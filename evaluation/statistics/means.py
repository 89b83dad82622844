"""Means and the gap between two sides, with 95% intervals by Student and Welch.

With weights, the effective n stands in for n in standard errors and in degrees of
freedom; with equal weights that is n exactly, and these are the textbook formulas.

There is no interval where nothing varies (one answer, or all the same): the formula
would claim certainty, which a few equal answers do not give. The page says so instead.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from evaluation.statistics import student
from evaluation.statistics.proportions import Interval
from evaluation.statistics.sums import Sums


@dataclass(frozen=True)
class Mean:
    n: int
    effective_n: float
    estimate: float
    interval: Interval | None


@dataclass(frozen=True)
class MeanGap:
    """One mean less another, and Welch's test of whether chance would do that."""

    estimate: float
    interval: Interval | None
    t: float | None = None
    df: float | None = None
    p: float | None = None


def mean(sums: Sums) -> Mean:
    estimate, n = float(sums.mean()), sums.effective_n()
    error = _squared_error(sums)
    interval = _interval(estimate, error, float(n) - 1) if error else None
    return Mean(sums.n, float(n), estimate, interval)


def mean_gap(one: Sums, other: Sums) -> MeanGap:
    """The mean of one less the mean of the other; they may vary differently."""
    estimate = float(one.mean() - other.mean())
    mine, theirs = _squared_error(one), _squared_error(other)
    if mine is None or theirs is None or not mine + theirs:
        return MeanGap(estimate, None)
    error = mine + theirs
    spread = mine**2 / (one.effective_n() - 1) + theirs**2 / (other.effective_n() - 1)
    df = float(error**2 / spread)
    t = estimate / sqrt(error)
    interval = _interval(estimate, error, df)
    return MeanGap(estimate, interval, t, df, student.two_sided(t, df))


def _squared_error(sums: Sums) -> Fraction | None:
    """The standard error, squared; None if one answer cannot tell."""
    n = sums.effective_n()
    return sums.variance() / n if n > 1 else None


def _interval(estimate: float, error: Fraction, df: float) -> Interval:
    reach = student.quantile(0.975, df) * sqrt(error)
    return Interval(estimate - reach, estimate + reach)
