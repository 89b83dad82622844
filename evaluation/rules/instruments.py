"""Questionnaires that come with Coprod, in our own words. Pure data."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """One question to be; kinds and fields as in models.Item."""

    code: str
    kind: str
    texts: dict[str, str]
    low: dict[str, str] = field(default_factory=dict)
    high: dict[str, str] = field(default_factory=dict)
    least: int = 1
    most: int = 5
    choices: tuple[tuple[str, dict[str, str]], ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Instrument:
    code: str
    name: str
    names: dict[str, str]
    source: str
    items: tuple[Asked, ...]


DISAGREE = {"en": "Disagree strongly", "ar": "لا أوافق إطلاقًا"}
AGREE = {"en": "Agree strongly", "ar": "أوافق تمامًا"}


def _agree(code: str, english: str, arabic: str) -> Asked:
    return Asked(code, "scale", {"en": english, "ar": arabic}, DISAGREE, AGREE)


HOW_WE_WORK = Instrument(
    code="how_we_work",
    name="How we work together",
    names={"ar": "كيف نعمل معًا"},
    source="Coprod’s own words, free to use and change",
    items=(
        _agree(
            "influence",
            "I can influence what is decided here.",
            "أستطيع أن أؤثّر في ما يُقرَّر هنا.",
        ),
        _agree(
            "heard",
            "When I say something, people listen.",
            "عندما أقول شيئًا، يُصغي إليّ الآخرون.",
        ),
        _agree(
            "used",
            "What I said was used, or I was told why not.",
            "أُخذ بما قلته، أو قيل لي لماذا لم يُؤخذ به.",
        ),
        _agree("respect", "I am treated with respect.", "أُعامَل باحترام."),
        _agree("time", "My time is respected.", "يُحترم وقتي."),
        _agree("who_decides", "I know who decides what.", "أعرف من يقرّر ماذا."),
        _agree("safe", "I feel safe to disagree.", "أشعر بالأمان حين أخالف الرأي."),
        Asked(
            "change",
            "text",
            {
                "en": "What should we change in how we work together?",
                "ar": "ما الذي ينبغي أن نغيّره في طريقة عملنا معًا؟",
            },
        ),
    ),
)

INSTRUMENTS = {each.code: each for each in (HOW_WE_WORK,)}
