"""Where the marks of circles and charts lie: plain geometry, no Django."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import SupportsFloat

# The four segments are arrows: each ends in a tip that lies in the notch of the next.
START, END, TIP, NOTCH = -0.8, 82.8, 91.8, 8.2
MIDDLE, NUMBER_BY_TICK, TICK = 46.0, 36.9, 57.0


@dataclass(frozen=True)
class Ring:
    """A drawing of the circle: its middle and the radii of its ring, in pixels."""

    middle: float
    outer: float
    inner: float
    swell: float = 0  # how much an open segment is wider, to each side
    gap: float = 0  # degrees of paper added at each end of a segment

    def point(self, degrees: float, radius: float, *, mirrored: bool) -> str:
        """The point at so many degrees from the top, in reading direction."""
        x, y = self.at(degrees, radius, mirrored=mirrored)
        return f"{x:.1f} {y:.1f}"

    def at(
        self, degrees: float, radius: float, *, mirrored: bool
    ) -> tuple[float, float]:
        across = radius * sin(radians(degrees)) * (-1 if mirrored else 1)
        return self.middle + across, self.middle - radius * cos(radians(degrees))

    @property
    def centre_line(self) -> float:
        return (self.outer + self.inner) / 2


CIRCLE = Ring(middle=160, outer=150, inner=100, swell=7)
GLYPH = Ring(middle=32, outer=30, inner=18, gap=1.8)


@dataclass(frozen=True)
class Segment:
    """One phase in the circle, ready to be drawn."""

    number: int
    state: str
    path: str
    text_x: str
    text_y: str
    tick: str


def segments(
    states: Sequence[str], *, ring: Ring = CIRCLE, mirrored: bool = False
) -> list[Segment]:
    """The circle is a path one reads: in right-to-left pages it turns the other way.

    Open segments come last, so that their wider outline lies on top.
    """
    drawn = [
        _segment(number, state, len(states), ring, mirrored=mirrored)
        for number, state in enumerate(states)
    ]
    return sorted(drawn, key=lambda segment: segment.state == "open")


def _segment(
    number: int, state: str, count: int, ring: Ring, *, mirrored: bool
) -> Segment:
    turn = 360 / count
    begin, stretch = turn * number, turn / 90

    def angle(degrees: float) -> float:
        return begin + degrees * stretch

    done = state == "done"
    text_at = angle(NUMBER_BY_TICK if done else MIDDLE)
    text_x, text_y = ring.at(text_at, ring.centre_line, mirrored=mirrored)
    tick = ring.at(angle(TICK), ring.centre_line, mirrored=mirrored)
    return Segment(
        number=number + 1,
        state=state,
        path=_arrow(ring, angle, swell=ring.swell * (state == "open"), mirror=mirrored),
        text_x=f"{text_x:.0f}",
        text_y=f"{text_y + 7:.0f}",  # the middle of a figure lies above its base line
        tick=f"M{tick[0] - 7:.1f} {tick[1]:.1f}l5 5 9-10" if done else "",
    )


def _arrow(
    ring: Ring, angle: Callable[[float], float], *, swell: float, mirror: bool
) -> str:
    outer, inner = ring.outer + swell, ring.inner - swell
    there, back = (0, 1) if mirror else (1, 0)
    start, notch = angle(START + ring.gap), angle(NOTCH + ring.gap)
    end, tip = angle(END - ring.gap), angle(TIP - ring.gap)

    def at(degrees: float, radius: float) -> str:
        return ring.point(degrees, radius, mirrored=mirror)

    return (
        f"M{at(start, outer)}A{outer:g} {outer:g} 0 0 {there} {at(end, outer)}"
        f"L{at(tip, ring.centre_line)}L{at(end, inner)}"
        f"A{inner:g} {inner:g} 0 0 {back} {at(start, inner)}"
        f"L{at(notch, ring.centre_line)}Z"
    )


def percent(share: SupportsFloat) -> str:
    """A share from 0 to 1 as a length in SVG, kept inside the drawing."""
    return f"{min(max(float(share), 0.0), 1.0) * 100:.1f}%"


def on_scale(
    value: SupportsFloat, lowest: SupportsFloat = 1, highest: SupportsFloat = 5
) -> str:
    """Where a value lies between the two ends of its question."""
    low, high = float(lowest), float(highest)
    return percent((float(value) - low) / (high - low))


@dataclass(frozen=True)
class Part:
    """One piece of a bar of agreement."""

    kind: str
    x: str
    width: str


AGREEMENT = ("no2", "no1", "mid", "yes1", "yes2")


def agreement(shares: Sequence[SupportsFloat]) -> list[Part]:
    """Five shares, laid so that the middle of "neither" is the middle of the bar."""
    widths = [float(share) for share in shares]
    x = 0.5 - (widths[0] + widths[1] + widths[2] / 2) / 2
    parts = []
    for kind, width in zip(AGREEMENT, widths, strict=True):
        gap = min(0.003, width / 4)  # paper between two colours
        if width:
            parts.append(Part(kind, percent(x + gap / 2), percent(width / 2 - gap)))
        x += width / 2
    return parts
