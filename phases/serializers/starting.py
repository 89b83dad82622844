"""What is sent to start a project."""

from typing import Any

from rest_framework import serializers

from projects.models import Project, Side


class GroupToBeIn(serializers.Serializer[Any]):
    side = serializers.ChoiceField(Side.choices)
    name = serializers.CharField(max_length=60)


class ProjectIn(serializers.Serializer[Project]):
    pilot = serializers.SlugField(max_length=50)
    name = serializers.CharField(max_length=80)
    purpose = serializers.CharField(max_length=300, help_text="So that …")
    decided_here = serializers.CharField(max_length=2000)
    decided_elsewhere = serializers.CharField(max_length=2000)
    language = serializers.CharField(
        max_length=5, help_text="One that the pilot speaks."
    )
    visibility = serializers.ChoiceField(Project.Visibility.choices)
    groups = serializers.ListField(child=GroupToBeIn(), min_length=1, max_length=30)
    own = serializers.CharField(
        max_length=60, help_text="The name of the group that you speak from."
    )
    community_run = serializers.BooleanField(
        default=False, help_text="There is no institution’s side."
    )
