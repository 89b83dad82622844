"""Lists of names follow the alphabet of whoever reads them."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from projects.models import Pilot
from projects.queries import by_name

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("projects", "participants", "decisions", "phases", "evaluation", "coprod")
ALPHABETS = {
    "en": ["Åse", "Émile", "Ötzi", "Zoë"],
    "da": ["Émile", "Zoë", "Ærø", "Østen", "Aalborg", "Åse"],
    "fi": ["Émile", "Zoë", "Åse", "Äijö", "Öljy"],
    "ru": ["Елена", "Ёлка", "Ерофей", "Жанна", "Эмиль"],
    "ar": ["أحمد", "إلهام", "بدر", "ثريا", "خالد", "ياسمين"],
}


def in_order(names):
    blank = {"languages": ["en"], "organisations": ""}
    Pilot.objects.bulk_create(
        Pilot(slug=f"p{number}", name=name, **blank)
        for number, name in enumerate(reversed(names))
    )
    found = Pilot.objects.filter(name__in=names).order_by(by_name())
    return [pilot.name for pilot in found]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ALPHABETS)
def test_names_stand_in_the_order_of_the_readers_alphabet(language):
    with translation.override(language):
        assert in_order(ALPHABETS[language]) == ALPHABETS[language]


@pytest.mark.django_db
def test_canary_an_alphabet_of_somebody_else_is_noticed():
    with translation.override("en"):
        assert in_order(ALPHABETS["da"]) != ALPHABETS["da"]


@pytest.mark.parametrize("room", ROOMS)
def test_no_list_of_names_has_an_alphabet_of_its_own(room):
    for path in (ROOT / room).rglob("*.py"):
        source = re.sub(r"by_name\([^)]*\)", "", path.read_text())
        assert not re.search(r'order_by\([^)]*name"[,)]', source), path
