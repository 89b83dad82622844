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


def nothing_goes_to_the_own_machine(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """Else whoever names an address could talk to what listens on the server."""
    if not settings.OUTGOING_TO_OWN_MACHINE:
        return []
    return [
        Error(
            "OUTGOING_TO_OWN_MACHINE is on: webhooks reach the server itself.",
            hint="Take OUTGOING_TO_OWN_MACHINE out of the environment.",
            id="coprod.E002",
        )
    ]
