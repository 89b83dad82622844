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


DISAGREE = {
    "en": "Disagree strongly",
    "ar": "لا أوافق إطلاقًا",
    "da": "Helt uenig",
    "fi": "Täysin eri mieltä",
    "ru": "Совершенно не согласен (не согласна)",
}
AGREE = {
    "en": "Agree strongly",
    "ar": "أوافق تمامًا",
    "da": "Helt enig",
    "fi": "Täysin samaa mieltä",
    "ru": "Полностью согласен (согласна)",
}


def _agree(code: str, english: str, **others: str) -> Asked:
    return Asked(code, "scale", {"en": english, **others}, DISAGREE, AGREE)


HOW_WE_WORK = Instrument(
    code="how_we_work",
    name="How we work together",
    names={
        "ar": "كيف نعمل معًا",
        "da": "Hvordan vi arbejder sammen",
        "fi": "Miten teemme työtä yhdessä",
        "ru": "Как мы работаем вместе",
    },
    source="Coprod’s own words, free to use and change",
    items=(
        _agree(
            "influence",
            "I can influence what is decided here.",
            ar="أستطيع أن أؤثّر في ما يُقرَّر هنا.",
            da="Jeg kan påvirke det, der bliver besluttet her.",
            fi="Voin vaikuttaa siihen, mitä täällä päätetään.",
            ru="Я могу влиять на то, что здесь решают.",
        ),
        _agree(
            "heard",
            "When I say something, people listen.",
            ar="عندما أقول شيئًا، يُصغي إليّ الآخرون.",
            da="Når jeg siger noget, bliver der lyttet.",
            fi="Kun sanon jotain, minua kuunnellaan.",
            ru="Когда я что-то говорю, меня слушают.",
        ),
        _agree(
            "used",
            "What I said was used, or I was told why not.",
            ar="أُخذ بما قلته، أو قيل لي لماذا لم يُؤخذ به.",
            da="Det, jeg sagde, blev brugt, eller jeg fik at vide hvorfor ikke.",
            fi="Sanomaani käytettiin, tai minulle kerrottiin, miksi ei.",
            ru="То, что я говорю, учли или мне объяснили, почему нет.",
        ),
        _agree(
            "respect",
            "I am treated with respect.",
            ar="أُعامَل باحترام.",
            da="Jeg bliver behandlet med respekt.",
            fi="Minua kohdellaan kunnioittavasti.",
            ru="Ко мне относятся с уважением.",
        ),
        _agree(
            "time",
            "My time is respected.",
            ar="يُحترم وقتي.",
            da="Min tid bliver respekteret.",
            fi="Aikaani kunnioitetaan.",
            ru="Моё время уважают.",
        ),
        _agree(
            "who_decides",
            "I know who decides what.",
            ar="أعرف من يقرّر ماذا.",
            da="Jeg ved, hvem der bestemmer hvad.",
            fi="Tiedän, kuka päättää mistäkin.",
            ru="Я знаю, кто что решает.",
        ),
        _agree(
            "safe",
            "I feel safe to disagree.",
            ar="أشعر بالأمان حين أخالف الرأي.",
            da="Jeg føler mig tryg ved at være uenig.",
            fi="Minusta on turvallista olla eri mieltä.",
            ru="Я могу спокойно не соглашаться.",
        ),
        Asked(
            "change",
            "text",
            {
                "en": "What should we change in how we work together?",
                "ar": "ما الذي ينبغي أن نغيّره في طريقة عملنا معًا؟",
                "da": "Hvad bør vi ændre i den måde, vi arbejder sammen på?",
                "fi": "Mitä meidän pitäisi muuttaa tavassamme tehdä työtä yhdessä?",
                "ru": "Что нам изменить в том, как мы работаем вместе?",
            },
        ),
    ),
)

INSTRUMENTS = {each.code: each for each in (HOW_WE_WORK,)}
