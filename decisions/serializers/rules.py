"""How something is decided, in numbers."""

from typing import Any

from rest_framework import serializers


class RuleOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    sides = serializers.ListField(child=serializers.CharField())
    quorum = serializers.CharField(help_text="A fraction, such as 1/3.")
    least = serializers.IntegerField()
    threshold = serializers.CharField(help_text="A fraction; yes must be more.")
