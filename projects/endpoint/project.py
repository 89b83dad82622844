"""A project, as every room of the house answers with it."""

from rest_framework import serializers

from projects.models import Pilot, Project


class ProjectOut(serializers.ModelSerializer[Project]):
    pilot = serializers.SlugRelatedField[Pilot](slug_field="slug", read_only=True)

    class Meta:
        model = Project
        fields = (
            "id",
            "pilot",
            "name",
            "purpose",
            "decided_here",
            "decided_elsewhere",
            "language",
            "visibility",
            "created_at",
        )
        read_only_fields = fields
