"""The shape of the circle in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from phases.methods import METHODS, method_of
from phases.models import (
    Activity,
    Commission,
    CommissionItem,
    Contribution,
    Cycle,
    Meeting,
    Phase,
)
from phases.serializers.contributing import ContributionOut
from projects.endpoint.verdicts import AllowedOut, GateOut, LanguageField


class PhaseOut(serializers.ModelSerializer[Phase]):
    class Meta:
        model = Phase
        fields: tuple[str, ...] = (
            "id",
            "cycle",
            "kind",
            "state",
            "opened_at",
            "closed_at",
        )
        read_only_fields = fields


class OnePhaseOut(serializers.Serializer[Any]):
    phase = PhaseOut()
    gate = GateOut()


class ItemOut(serializers.ModelSerializer[CommissionItem]):
    class Meta:
        model = CommissionItem
        fields = ("position", "contribution")
        read_only_fields = fields


class CommissionOut(serializers.ModelSerializer[Commission]):
    items = ItemOut(many=True)
    adopted_by = serializers.SerializerMethodField()

    class Meta:
        model = Commission
        fields = ("text", "language", "edition", "adopted_by", "items")
        read_only_fields = fields

    def get_adopted_by(self, commission: Commission) -> str | None:
        """The decision, if there was one."""
        mandate = commission.adopted_by
        return str(mandate.decision_id) if mandate else None


class PrioritiesOut(serializers.Serializer[Any]):
    """The list of a round, what could be on it, and what would adopt it."""

    priorities = CommissionOut(allow_null=True)
    offered = ContributionOut(many=True, help_text="The best supported of the board.")
    may_draft = AllowedOut()
    gate = GateOut(allow_null=True)


class PrioritiesIn(serializers.Serializer[Any]):
    text = serializers.CharField(
        max_length=1000, help_text="What you take on, in one or two sentences."
    )
    language = LanguageField()
    contributions = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=99,
        help_text="What is on the list, the first first.",
    )


class CycleOut(serializers.ModelSerializer[Cycle]):
    phases = PhaseOut(many=True)
    priorities = CommissionOut(source="commission", default=None)

    class Meta:
        model = Cycle
        fields = ("id", "number", "started_at", "phases", "priorities")
        read_only_fields = fields


class ActivityOut(serializers.ModelSerializer[Activity]):
    kinds = serializers.SerializerMethodField(
        help_text="What can be put in. None: it takes tasks."
    )

    class Meta:
        model = Activity
        fields: tuple[str, ...] = (
            "id",
            "phase",
            "method",
            "kinds",
            "title",
            "task",
            "offline_way",
            "language",
            "pieces",
            "added_at",
        )
        read_only_fields = fields

    @extend_schema_field(
        serializers.ListField(child=serializers.ChoiceField(Contribution.Kind.choices))
    )
    def get_kinds(self, activity: Activity) -> list[str]:
        return [str(kind) for kind in method_of(activity.method).takes]


class FigureOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    words = serializers.CharField()
    number = serializers.IntegerField()


class OneActivityOut(serializers.Serializer[Any]):
    activity = ActivityOut()
    result = FigureOut(many=True)
    may_add = AllowedOut()
    gate = GateOut(
        allow_null=True, help_text="What would accept a plan. Null: nothing to accept."
    )


class ActivityIn(serializers.Serializer[Any]):
    """Something to do: one clear task, and a way without a computer."""

    method = serializers.ChoiceField([(code, code) for code in METHODS])
    title = serializers.CharField(max_length=80)
    task = serializers.CharField(max_length=300, help_text="What you ask of people.")
    offline_way = serializers.CharField(
        max_length=300, help_text="How to take part without a computer."
    )
    language = LanguageField()


class MeetingOut(serializers.ModelSerializer[Meeting]):
    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "id",
            "starts_at",
            "place",
            "access",
            "agenda",
            "language",
            "called_off_at",
        )
        read_only_fields = fields


class OneMeetingOut(serializers.Serializer[Any]):
    meeting = MeetingOut()
    may_call_off = AllowedOut()


class MeetingIn(serializers.Serializer[Any]):
    """When, where, how everyone gets in, and what it is about."""

    starts_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=200)
    access = serializers.CharField(
        max_length=300, help_text="Step-free? Interpreter? Child care? Travel paid?"
    )
    agenda = serializers.CharField(max_length=2000, default="", allow_blank=True)
    language = LanguageField()
