"""Student's t. From scipy, because a distribution is not something to write twice.

The only module here that loads it: half a second and some memory a web process can do
without. Figures are worked out by workers and kept in snapshots.
"""

from scipy.special import stdtr, stdtrit


def quantile(p: float, df: float) -> float:
    return float(stdtrit(df, p))


def two_sided(t: float, df: float) -> float:
    """How often chance alone would give a t at least this far from nought."""
    return float(2 * stdtr(df, -abs(t)))
