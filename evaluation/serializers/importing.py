"""The shape of files of answers in the API."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

from evaluation.actions.importing import read_columns
from evaluation.models import ImportBatch, ImportProblem
from projects.models.brought import LARGEST, SentFile, check_is_table


class ImportIn(serializers.Serializer[Any]):
    """A file of answers as multipart, with the mapping as a part of JSON."""

    file = serializers.FileField(allow_empty_file=True)
    mapping = serializers.CharField(required=False, allow_blank=True)

    def validate_file(self, file: Any) -> Any:
        if file.size > LARGEST:
            raise serializers.ValidationError(
                _("The file is larger than 10 MB. Split it.")
            )
        return file

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        file = attrs["file"]
        try:
            check_is_table(file.read(), attrs.get("mapping") or {})
        except ValidationError as wrong:
            raise serializers.ValidationError({"file": wrong.messages}) from wrong
        file.seek(0)
        return attrs

    def validate_mapping(self, mapping: str) -> dict[str, Any]:
        try:
            return read_columns(mapping) if mapping else {}
        except ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from wrong

    def sent_file(self) -> SentFile:
        file = self.validated_data["file"]
        mapping = self.validated_data.get("mapping", {})
        return SentFile(file.name or "", file.read(), mapping)


class ProblemOut(serializers.ModelSerializer[ImportProblem]):
    reason = serializers.CharField()

    class Meta:
        model = ImportProblem
        fields = ("id", "line", "column", "value", "code", "reason")
        read_only_fields = fields


class ImportOut(serializers.ModelSerializer[ImportBatch]):
    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = (
            "id",
            "round",
            "file_name",
            "state",
            "rows",
            "good",
            "stored",
            "known",
            "made_at",
        )
        read_only_fields = fields


class ProblemsOut(serializers.Serializer[Any]):
    """In the order of the file. Ask on with the line and id of the last one."""

    results = ProblemOut(many=True)
    more = serializers.BooleanField()


class StoreIn(serializers.Serializer[Any]):
    good_only = serializers.BooleanField(
        default=False, help_text="Store the good rows although others are bad."
    )
