"""The shape of what is attached to a contribution."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from phases.actions import Enclosed
from phases.models import Attachment
from projects.endpoint.verdicts import LanguageField
from projects.files.kinds import LARGEST
from projects.models.kept import REASONS


class AttachmentIn(serializers.Serializer[Any]):
    """A picture (JPEG, PNG, WebP) or a PDF as multipart; it is made anew."""

    file = serializers.FileField(allow_empty_file=True)
    description = serializers.CharField(
        max_length=300, help_text="What it shows, for people who cannot see it."
    )
    language = LanguageField(help_text="Of the description.")

    def validate_file(self, file: Any) -> Any:
        if file.size > LARGEST:
            raise serializers.ValidationError(REASONS["too_large"])
        return file

    def enclosed(self) -> Enclosed:
        said = self.validated_data
        return Enclosed(said["file"].read(), said["description"], said["language"])


class AttachmentOut(serializers.ModelSerializer[Attachment]):
    file = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields: tuple[str, ...] = (
            "id",
            "contribution",
            "media_type",
            "size",
            "width",
            "height",
            "pages",
            "description",
            "language",
            "made_at",
            "file",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_file(self, attachment: Attachment) -> str:
        """Where its bytes are to be had, with the same token."""
        return reverse("api:attachment-file", args=[attachment.pk])
