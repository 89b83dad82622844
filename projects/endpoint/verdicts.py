"""What rules say, and which language words are in: the same in every app."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

SHORT_NAME = "^[a-z]{2,3}(-[a-z0-9]+)?$"


class AllowedOut(serializers.Serializer[Any]):
    """What a rule says: yes, or no with the reason."""

    allowed = serializers.BooleanField()
    reason = serializers.CharField()


class GateOut(serializers.Serializer[Any]):
    """What both sides have to decide before something happens."""

    act = serializers.CharField(source="act.code")
    sentence = serializers.CharField(help_text="What would open it, and who can.")
    running = serializers.UUIDField(
        source="running.pk", default=None, allow_null=True, help_text="The decision."
    )
    may_propose = AllowedOut()


def verdicts(name: str, *verbs: str) -> serializers.Serializer[Any]:
    """What one may do with a thing, and why not."""
    return inline_serializer(name, {verb: AllowedOut() for verb in verbs})


class LanguageField(serializers.RegexField):
    """The short name of the language something is written in."""

    def __init__(self, **how: Any) -> None:
        super().__init__(SHORT_NAME, max_length=5, default="en", **how)
