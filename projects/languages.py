"""Languages by name, and words with gaps that wait for the language of a page."""

from collections.abc import Iterable

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language_info


def _filled(words: object, said: dict[str, object]) -> str:
    return str(words) % said


filled = lazy(_filled, str)  # gettext_lazy(…) % {…} would be worked out at once


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """To choose from, each under its own name."""
    return [(code, capfirst(get_language_info(code)["name_local"])) for code in codes]
