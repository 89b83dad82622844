"""The shape of what was found."""

from typing import Any

from rest_framework import serializers

from phases.serializers.contributing import ContributionOut


class MarkedOut(serializers.Serializer[Any]):
    words = serializers.CharField(trim_whitespace=False)
    is_found = serializers.BooleanField(help_text="What was looked for.")


class HitOut(serializers.Serializer[Any]):
    contribution = ContributionOut()
    excerpt = MarkedOut(many=True)


class HitsOut(serializers.Serializer[Any]):
    results = HitOut(source="rows", many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    nearly = serializers.BooleanField(
        help_text="Nothing has these words; these come nearest."
    )
