"""A table that somebody brings in, in the API: what is sent, and what was wrong."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from projects.models.brought import LARGEST, SentFile, check_is_table

LINE = OpenApiParameter("line", OpenApiTypes.INT, description="From this line on.")
AFTER = OpenApiParameter("after", OpenApiTypes.UUID, description="Id of the last one.")


class TableIn(serializers.Serializer[Any]):
    """A file as multipart, with the mapping as a part of JSON; each app reads that."""

    read_columns: Callable[[bytes | str], dict[str, Any]]

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
            return self.read_columns(mapping) if mapping else {}
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


class StoreIn(serializers.Serializer[Any]):
    good_only = serializers.BooleanField(
        default=False, help_text="Store the good rows although others are bad."
    )


class FaultOut(serializers.Serializer[Any]):
    """One reason why one row, or the file (line 0), was not taken."""

    id = serializers.UUIDField()
    line = serializers.IntegerField(min_value=0)
    column = serializers.CharField()
    value = serializers.CharField()
    code = serializers.CharField()
    reason = serializers.CharField()


class FaultsOut(serializers.Serializer[Any]):
    """In the order of the file. Ask on with the line and id of the last one."""

    results = FaultOut(many=True)
    more = serializers.BooleanField()
