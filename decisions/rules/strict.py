"""Reading stored rules back: every key known, every type exact, or a plain refusal."""

import re
from collections.abc import Collection
from fractions import Fraction
from typing import TypeVar

Word = TypeVar("Word", bound=str)

_FRACTION = re.compile(r"[0-9]{1,9}(/0*[1-9][0-9]{0,8})?")


def record(data: object, names: Collection[str], what: str) -> dict[str, object]:
    """The data as a mapping with exactly these names."""
    if not isinstance(data, dict):
        raise ValueError(f"{what} must be an object, not {type(data).__name__}.")
    if missing := [name for name in names if name not in data]:
        raise ValueError(f"{what} lacks {', '.join(missing)}.")
    if extra := [repr(name) for name in data if name not in names]:
        raise ValueError(f"{what} does not know {', '.join(extra)}.")
    return data


def rows(value: object, name: str) -> list[object]:
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list, not {value!r}.")
    return value


def text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} must be text, not {value!r}.")
    return value


def one_of(value: object, known: Collection[Word], name: str) -> Word:
    for word in known:
        if type(value) is str and value == word:
            return word
    raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}.")


def whole(value: object, name: str) -> int:
    """A whole number from nought; true and false are not numbers here."""
    if type(value) is not int or value < 0:
        raise ValueError(f"{name} must be a whole number from 0, not {value!r}.")
    return value


def fraction(value: object, name: str) -> Fraction:
    """Only "1/3" or "1": a decimal would have been rounded by somebody."""
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise ValueError(f'{name} must be a fraction such as "1/3", not {value!r}.')
    return Fraction(value)


def yes_or_no(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {value!r}.")
    return value
