"""One mean or share as a page shows it."""

from dataclasses import dataclass

from evaluation.exports.words import Json


@dataclass(frozen=True)
class Fig:
    """A mean or a share with its interval, if one can be given."""

    estimate: float
    low: float | None
    high: float | None


def mean(item: Json, figure: Json | None) -> Fig | None:
    """An average with its interval as far as the answers go that one could give.

    Of few answers near an end the interval reaches past it, where nothing can be.
    """
    found = fig(figure)
    if found is None or found.low is None or found.high is None:
        return found
    low, high = max(found.low, item["least"]), min(found.high, item["most"])
    return Fig(found.estimate, low, high)


def fig(figure: Json | None, times: int = 1) -> Fig | None:
    if figure is None:
        return None
    low, high = figure["low"], figure["high"]
    return Fig(
        figure["estimate"] * times,
        None if low is None else low * times,
        None if high is None else high * times,
    )
