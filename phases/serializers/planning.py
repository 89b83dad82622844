"""The shape of tasks in the API."""

from typing import Any

from rest_framework import serializers

from phases.actions import DAY
from phases.models import Task
from projects.endpoint.verdicts import LanguageField, verdicts
from projects.models import Side


class TaskOut(serializers.ModelSerializer[Task]):
    is_late = serializers.BooleanField()
    is_vacant = serializers.BooleanField()

    class Meta:
        model = Task
        fields: tuple[str, ...] = (
            "id",
            "activity",
            "grew_from",
            "title",
            "language",
            "owner",
            "receiver",
            "due",
            "state",
            "is_late",
            "is_vacant",
            "delivered_at",
            "confirmed_at",
            "returned_because",
            "returned_language",
            "edition",
        )
        read_only_fields = fields


class MinutesOut(serializers.Serializer[Any]):
    """Time given, by side."""

    community = serializers.IntegerField()
    institution = serializers.IntegerField()


class OneTaskOut(serializers.Serializer[Any]):
    task = TaskOut()
    minutes = MinutesOut()
    may = verdicts(
        "MayWithTask",
        *("take", "leave", "start", "deliver", "confirm", "change", "hours"),
    )


class TaskIn(serializers.Serializer[Any]):
    """A promise: what, for which side, by when, and who sees to it."""

    title = serializers.CharField(max_length=120)
    receiver = serializers.ChoiceField(Side.choices, help_text="Who it is for.")
    due = serializers.DateField(allow_null=True, default=None)
    owner = serializers.UUIDField(
        allow_null=True, default=None, help_text="Who sees to it, by their place."
    )
    grew_from = serializers.UUIDField(
        allow_null=True, default=None, help_text="The contribution it answers."
    )
    language = LanguageField()


class ReturnIn(serializers.Serializer[Any]):
    because = serializers.CharField(max_length=300, help_text="What is still missing.")
    language = LanguageField()


class HoursIn(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=1, max_value=DAY)
    day = serializers.DateField()
