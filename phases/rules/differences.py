"""What changed between two wordings, word by word. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]
MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # accents and vowels written on a letter
WORD = re.compile(rf"\s*(?:\w[\w{MARKS}]*|[^\w\s])|\s+$")  # with the space before it
LINE = re.compile(r"[^\n]*\n|[^\n]+$")
MOST_PAIRS = 400_000  # beyond, comparing would take seconds: see _pairs


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, that were taken out, or that came in."""

    kind: Kind
    words: str


def differences(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in reading order; a change shows the old first.

    Joining what is not new gives the words before, what is not gone those after.
    """
    for way in (WORD, LINE):
        old, new = way.findall(before), way.findall(after)
        if _pairs(old, new) <= MOST_PAIRS:
            return list(_joined(_compared(old, new)))
    return list(_joined([("gone", before), ("new", after)]))


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How often difflib looks at a pair of equal words, at the least.

    A text that says one word two thousand times would keep a server busy.
    """
    olds, news = Counter(old), Counter(new)
    return sum(number * news[word] for word, number in olds.items())


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[Kind, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[start:end])
        else:
            yield "gone", "".join(old[start:end])
            yield "new", "".join(new[from_:to])


def _joined(parts: Iterator[tuple[Kind, str]] | list[tuple[Kind, str]]) -> list[Piece]:
    return [Piece(kind, words) for kind, words in parts if words]
