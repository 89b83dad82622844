"""Whole numbers in sentences that Python puts together, in the digits of the reader."""

from django.utils.translation import get_language

ARABIC = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")  # noqa: RUF001 - meant


def digits(text: str | int) -> str:
    """A number as it is written in the language spoken now."""
    return str(text).translate(ARABIC) if get_language() == "ar" else str(text)
