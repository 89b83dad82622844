"""The shape of files of contributions, and of what became of it all."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from phases.actions.importing import read_columns
from phases.models import Contribution, ContributionFile, FileProblem
from projects.models.brought import LARGEST, SentFile, check_is_table


class ContributionFileIn(serializers.Serializer[Any]):
    """A file of contributions as multipart, with the mapping as a part of JSON."""

    file = serializers.FileField(allow_empty_file=True)
    mapping = serializers.CharField(required=False, allow_blank=True)

    def validate_file(self, file: Any) -> Any:
        if file.size > LARGEST:
            raise serializers.ValidationError(
                _("The file is larger than 10 MB. Split it.")
            )
        return file

    def validate_mapping(self, mapping: str) -> dict[str, Any]:
        try:
            return read_columns(mapping) if mapping else {}
        except ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from wrong

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        file = attrs["file"]
        try:
            check_is_table(file.read(), attrs.get("mapping") or {})
        except ValidationError as wrong:
            raise serializers.ValidationError({"file": wrong.messages}) from wrong
        file.seek(0)
        return attrs

    def sent_file(self) -> SentFile:
        file, mapping = self.validated_data["file"], self.validated_data.get("mapping")
        return SentFile(file.name or "", file.read(), mapping or {})


class FileProblemOut(serializers.ModelSerializer[FileProblem]):
    reason = serializers.CharField()

    class Meta:
        model = FileProblem
        fields = ("id", "line", "column", "value", "code", "reason")
        read_only_fields = fields


class FileProblemsOut(serializers.Serializer[Any]):
    """In the order of the file. Ask on with the line and id of the last one."""

    results = FileProblemOut(many=True)
    more = serializers.BooleanField()


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


class StoreFileIn(serializers.Serializer[Any]):
    good_only = serializers.BooleanField(
        default=False, help_text="Store the good rows although others are bad."
    )


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
