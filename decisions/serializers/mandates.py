"""The shape of go-aheads and doubts about them."""

from typing import Any

from rest_framework import serializers

from decisions.models import Challenge, Mandate
from projects.endpoint.verdicts import AllowedOut, LanguageField


class MandateOut(serializers.ModelSerializer[Mandate]):
    class Meta:
        model = Mandate
        fields = (
            "id",
            "decision",
            "act",
            "state",
            "reason",
            "given_at",
            "not_before",
            "lapses_at",
            "enacted_at",
        )
        read_only_fields = fields


class ChallengeOut(serializers.ModelSerializer[Challenge]):
    looked_at_by = serializers.SerializerMethodField()

    class Meta:
        model = Challenge
        fields = (
            "id",
            "mandate",
            "ground",
            "reason",
            "language",
            "raised_at",
            "looked_at_by",
        )
        read_only_fields = fields

    def get_looked_at_by(self, challenge: Challenge) -> list[str]:
        """The sides of which someone found that it was properly decided."""
        return challenge.sides_that_looked


class OneMandateOut(serializers.Serializer[Any]):
    mandate = MandateOut()
    challenges = ChallengeOut(many=True)
    may_retry = AllowedOut()
    may_challenge = AllowedOut()


class ChallengeIn(serializers.Serializer[Challenge]):
    ground = serializers.ChoiceField(Challenge.Ground.choices)
    reason = serializers.CharField(max_length=5000)
    language = LanguageField()
