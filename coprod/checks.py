"""What must not go live."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def the_demonstration_is_off(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """In the demonstration anyone can be anybody: never where people are real."""
    if not settings.DEMO:
        return []
    return [
        Error(
            "COPROD_DEMO is on: anyone can sign in as anybody and read all mail.",
            hint="Take COPROD_DEMO out of the environment.",
            id="coprod.E001",
        )
    ]
