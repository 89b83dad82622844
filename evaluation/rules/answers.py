"""One reading of an answer, for the page, the API, paper and files alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.rules.sheets import ReadingError

WORDS = 2000  # of a text
LARGEST = Decimal(10) ** 11
ONE_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
SAME_SIGN = str.maketrans("٫−", ".-")  # noqa: RUF001 - Arabic decimal sign, true minus


@dataclass(frozen=True)
class Question:
    """What reading an answer needs to know of an item."""

    code: str
    kind: str
    least: int = 1
    most: int = 5
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Said:
    """What one person says to one question: a number, choices or words."""

    number: Decimal | None = None
    choices: tuple[str, ...] = ()
    text: str = ""


def read(question: Question, raw: object) -> Said | None:
    """What was said; None if nothing was.

    Raises ReadingError.
    """
    parts = _parts(raw)
    if not parts:
        if question.required:
            raise ReadingError("missing", question.code)
        return None
    try:
        return READERS[question.kind](question, parts)
    except ReadingError as wrong:
        raise ReadingError(
            wrong.code, wrong.column or question.code, wrong.value
        ) from wrong


def read_all(
    questions: Mapping[str, Question], given: Mapping[str, object]
) -> tuple[dict[str, Said], list[ReadingError]]:
    """Everything that was said, and everything that could not be read."""
    said: dict[str, Said] = {}
    wrong = [
        ReadingError("unknown_question", code)
        for code in given
        if code not in questions
    ]
    for code, question in questions.items():
        try:
            answer = read(question, given.get(code))
        except ReadingError as problem:
            wrong.append(problem)
        else:
            if answer:
                said[code] = answer
    if not said and not wrong:
        wrong.append(ReadingError("no_answer"))
    return said, wrong


def read_number(text: str, decimal: str = "") -> Decimal:
    """A number as people write it: decimal comma or point, digits of any script."""
    plain = text.strip().translate(SAME_SIGN)
    if not ONE_NUMBER.fullmatch(plain):
        raise ReadingError("not_a_number", value=text)
    if decimal and ({",": ".", ".": ","}[decimal] in plain):
        raise ReadingError("not_a_number", value=text)
    found = Decimal(plain.replace(",", "."))
    if abs(found) >= LARGEST:
        raise ReadingError("out_of_range", value=text)
    if found != round(found, 6):
        raise ReadingError("too_precise", value=text)
    return found


def _parts(raw: object) -> list[str]:
    """One text, one number or several choices, as texts without blanks."""
    several = raw if isinstance(raw, list | tuple) else [raw]
    texts = ["" if each is None else str(each).strip() for each in several]
    return [text for text in texts if text]


def _scale(question: Question, parts: list[str]) -> Said:
    said = _number(question, parts)
    if said.number is None or said.number != int(said.number):
        raise ReadingError("not_whole", value=parts[0])
    return said


def _number(question: Question, parts: list[str]) -> Said:
    if len(parts) > 1:
        raise ReadingError("not_a_number", value=" ".join(parts))
    number = read_number(parts[0])
    if not question.least <= number <= question.most:
        raise ReadingError("out_of_range", value=parts[0])
    return Said(number=number)


def _single(question: Question, parts: list[str]) -> Said:
    if len(parts) > 1 or parts[0] not in question.choices:
        raise ReadingError("unknown_choice", value=" ".join(parts))
    return Said(choices=(parts[0],))


def _multiple(question: Question, parts: list[str]) -> Said:
    for part in parts:
        if part not in question.choices:
            raise ReadingError("unknown_choice", value=part)
    return Said(choices=tuple(each for each in question.choices if each in parts))


def _text(question: Question, parts: list[str]) -> Said:
    text = "\n".join(parts)
    if len(text) > WORDS:
        raise ReadingError("too_long", value=text)
    if "\x00" in text:
        raise ReadingError("unreadable", question.code)
    return Said(text=text)


READERS = {
    "scale": _scale,
    "number": _number,
    "single": _single,
    "multiple": _multiple,
    "text": _text,
}
