"""The shape of files of contributions, and of what became of it all."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from phases.actions.importing import read_columns
from phases.models import Contribution, ContributionFile
from projects.endpoint.tables import TableIn


class ContributionFileIn(TableIn):
    """A file of contributions as multipart, with the mapping as a part of JSON."""

    read_columns = staticmethod(read_columns)


class ContributionFileOut(serializers.ModelSerializer[ContributionFile]):
    class Meta:
        model = ContributionFile
        fields: tuple[str, ...] = (
            "id",
            "activity",
            "file_name",
            "state",
            "rows",
            "good",
            "stored",
            "known",
            "made_at",
            "taken_back",
            "taken_back_at",
        )
        read_only_fields = fields


class CountOut(serializers.Serializer[Any]):
    status = serializers.ChoiceField(Contribution.Status.choices)
    number = serializers.IntegerField()


class GroupOutcomeOut(serializers.Serializer[Any]):
    group = serializers.CharField(
        default=None,
        allow_null=True,
        help_text="None: both sides together, or all of them.",
    )
    side = serializers.CharField(source="group.side", default=None, allow_null=True)
    counts = serializers.SerializerMethodField()
    total = serializers.IntegerField()
    accepted = serializers.IntegerField(
        help_text="Chosen by a decision here, done, or accepted elsewhere."
    )
    in_100 = serializers.FloatField(help_text="How many of 100 were accepted.")

    @extend_schema_field(CountOut(many=True))
    def get_counts(self, outcome: Any) -> list[dict[str, Any]]:
        return [
            {"status": status.value, "number": number}
            for status, number in outcome.counts.items()
        ]


class OutcomesOut(serializers.Serializer[Any]):
    lines = GroupOutcomeOut(many=True)
    whole = GroupOutcomeOut()
