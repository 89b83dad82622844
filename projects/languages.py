"""Languages in a list to choose from, each under its own name."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import get_language_info


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, capfirst(get_language_info(code)["name_local"])) for code in codes]
