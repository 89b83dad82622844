"""Sufficient statistics of one item in one slice: exact whole numbers that add up.

Parts may be counted by different workers, in any order, and added in any order: the
sum is the same to the last bit. Means and variances are worked out only when shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MILLION = 10**6


@dataclass(frozen=True)
class Sums:
    """What is kept of many answers.

    | field | sum of             | unit         |
    |-------|--------------------|--------------|
    | n     | people, unweighted | 1            |
    | w     | weight             | millionths   |
    | w2    | weight²            | millionths²  |
    | wx    | weight · value     | millionths²  |
    | wx2   | weight · value²    | millionths³  |
    """

    n: int
    w: int
    w2: int
    wx: int
    wx2: int

    @classmethod
    def of(cls, value: Decimal | int, weight_millionths: int = MILLION) -> "Sums":
        """One person's answer; a value has at most six decimals."""
        if weight_millionths < 0:
            raise ValueError(f"A weight is not negative: {weight_millionths}.")
        x, w = _millionths(value), weight_millionths
        return cls(1, w, w * w, w * x, w * x * x)

    def merge(self, other: "Sums") -> "Sums":
        return Sums(
            self.n + other.n,
            self.w + other.w,
            self.w2 + other.w2,
            self.wx + other.wx,
            self.wx2 + other.wx2,
        )

    __add__ = merge

    def without(self, part: "Sums") -> "Sums":
        return Sums(
            self.n - part.n,
            self.w - part.w,
            self.w2 - part.w2,
            self.wx - part.wx,
            self.wx2 - part.wx2,
        )

    def mean(self) -> Fraction:
        self._somebody()
        return Fraction(self.wx, self.w * MILLION)

    def effective_n(self) -> Fraction:
        """How many equally weighted people would tell as much (Kish): (Σw)²/Σw²."""
        self._somebody()
        return Fraction(self.w * self.w, self.w2)

    def variance(self) -> Fraction:
        """Between people. With equal weights: the usual sum of squares over n - 1."""
        self._somebody()
        free = self.w - Fraction(self.w2, self.w)
        if not free:
            raise ValueError("One answer alone does not vary.")
        squares = self.wx2 - Fraction(self.wx * self.wx, self.w)
        return squares / free / MILLION**2

    def _somebody(self) -> None:
        if not self.w:
            raise ValueError("Nobody with any weight has answered.")


EMPTY = Sums(0, 0, 0, 0, 0)


def merged(parts: Iterable[Sums]) -> Sums:
    return sum(parts, EMPTY)


def _millionths(value: Decimal | int) -> int:
    """Exact or refused: by fraction, since decimal arithmetic rounds at 28 digits."""
    if isinstance(value, float) or not Decimal(value).is_finite():
        raise ValueError(f"A value is a whole or a decimal number, not {value!r}.")
    scaled = Fraction(value) * MILLION
    if scaled.denominator != 1:
        raise ValueError(f"{value} has more than six decimals.")
    return scaled.numerator
