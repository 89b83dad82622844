"""Student's t. From scipy, because a distribution is not something to write twice.

It is loaded when first asked: half a second and 40 MB that a web process can do
without. Figures are worked out by workers and kept in snapshots.
"""

from functools import cache
from types import ModuleType


@cache
def _special() -> ModuleType:
    from scipy import special  # noqa: PLC0415  (see above: only who counts loads it)

    module: ModuleType = special
    return module


def quantile(p: float, df: float) -> float:
    return float(_special().stdtrit(df, p))


def two_sided(t: float, df: float) -> float:
    """How often chance alone would give a t at least this far from nought."""
    return float(2 * _special().stdtr(df, -abs(t)))
