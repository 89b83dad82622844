"""What should not stand, in the API."""

from typing import Any

from rest_framework import serializers

from phases.models import Contribution, Ground, Report
from phases.serializers.contributing import ContributionOut
from projects.endpoint.verdicts import LanguageField


class ReportIn(serializers.Serializer[Any]):
    reason = serializers.CharField(
        max_length=300, help_text="What is wrong with it. Facilitators alone read it."
    )
    language = LanguageField()


class ReportOut(serializers.ModelSerializer[Report]):
    side = serializers.CharField(source="by.constituency.side")
    group = serializers.CharField(source="by.constituency")

    class Meta:
        model = Report
        fields = (
            "id",
            "contribution",
            "comment",
            "reason",
            "language",
            "side",
            "group",
            "reported_at",
        )
        read_only_fields = fields


class HideIn(serializers.Serializer[Any]):
    ground = serializers.ChoiceField(Ground.choices)
    because = serializers.CharField(
        max_length=300, help_text="Why, in a sentence that its author reads."
    )
    language = LanguageField(help_text="Of that sentence.")


class HiddenOut(ContributionOut):
    class Meta(ContributionOut.Meta):
        model = Contribution
        fields = (
            *ContributionOut.Meta.fields,
            "hidden_at",
            "hidden_ground",
            "hidden_because",
            "hidden_language",
        )
        read_only_fields = fields
