"""What someone looks for, as words; and what was found, as words to mark. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

START, STOP = "\ue000", "\ue001"  # for our own use in Unicode: nobody types them
WORD = re.compile(r"[^\W_][\w\u0300-\u036f\u064b-\u065f\u0670]*")
MOST_WORDS, LONGEST_WORD, EXCERPT, ALIKE = 8, 40, 300, 0.6


@dataclass(frozen=True)
class Marked:
    """Some words of a text, and whether they are what was looked for."""

    words: str
    is_found: bool


def terms(asked: str) -> list[str]:
    """The words someone looks for; signs, and words after the eighth, are left out."""
    return [word[:LONGEST_WORD] for word in WORD.findall(asked)][:MOST_WORDS]


def all_beginning_with(words: Sequence[str]) -> str:
    """As PostgreSQL writes it: every word, each as the beginning of one."""
    return " & ".join(f"{word}:*" for word in words)


def pieces(headline: str) -> list[Marked]:
    """An excerpt with START and STOP around what was found."""
    found: list[Marked] = []
    is_found = False
    for part in re.split(f"([{START}{STOP}])", headline):
        if part in (START, STOP):
            is_found = part == START
        elif part:
            found.append(Marked(part, is_found))
    return found


def nearly(text: str, words: Sequence[str]) -> list[Marked]:
    """The beginning of a text, with the words marked that come near others."""
    folded = [fold(word) for word in words]
    beginning = text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
    parts = re.split(f"({WORD.pattern})", beginning)
    return [Marked(part, _is_near(fold(part), folded)) for part in parts if part]


def fold(word: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _is_near(word: str, words: Sequence[str]) -> bool:
    return any(
        SequenceMatcher(None, word, each, autojunk=False).ratio() >= ALIKE
        for each in words
        if 2 * min(len(word), len(each)) >= max(len(word), len(each))
    )
