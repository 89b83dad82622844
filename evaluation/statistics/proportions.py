"""Shares of people and the difference between two, with 95% intervals.

Wilson's interval and Newcombe's (1998) hybrid score difference stay within bounds and
hold for small groups and for none or all of them, where p ± 2 standard errors does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from evaluation.statistics.sums import Sums

Z95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Interval:
    """Where the true figure plausibly lies, at 95%."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1. `n` counts people; `effective_n` is what weights leave."""

    n: int
    effective_n: float
    estimate: float
    interval: Interval


@dataclass(frozen=True)
class ShareGap:
    estimate: float
    interval: Interval


def wilson(x: float, n: float) -> Interval:
    """x of n people. Fractional for weighted shares of an effective n."""
    if not 0 <= x <= n or not n:
        raise ValueError(f"{x} of {n} is not a share.")
    p, z2 = x / n, Z95 * Z95
    middle = p + z2 / (2 * n)
    reach = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    whole = 1 + z2 / n
    low = 0.0 if x == 0 else (middle - reach) / whole
    high = 1.0 if x == n else (middle + reach) / whole
    return Interval(low, high)


def newcombe(x1: float, n1: float, x2: float, n2: float) -> ShareGap:
    """x1 of n1 less x2 of n2."""
    first, second = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    gap = p1 - p2
    below = sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    above = sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return ShareGap(gap, Interval(gap - below, gap + above))


def share(chosen: Sums, everybody: Sums) -> Share:
    """The weighted share who chose it. Its interval rests on the effective n."""
    x, n = _effective(chosen, everybody)
    return Share(everybody.n, n, x / n, wilson(x, n))


def share_gap(
    chosen: Sums, everybody: Sums, other_chosen: Sums, other_everybody: Sums
) -> ShareGap:
    """The share in one group less the share in another."""
    return newcombe(
        *_effective(chosen, everybody), *_effective(other_chosen, other_everybody)
    )


def distribution(chosen: Mapping[str, Sums], everybody: Sums) -> dict[str, Share]:
    """The share of each choice. `everybody` answered: some may have chosen several."""
    return {choice: share(sums, everybody) for choice, sums in chosen.items()}


def _effective(chosen: Sums, everybody: Sums) -> tuple[float, float]:
    """(x, n) as if all weighed the same. Exact until the last step."""
    n = everybody.effective_n()
    return float(n * chosen.w / everybody.w), float(n)
