"""The shape of the circle in the API. People are ids, sides and groups, never names."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.models import Participant
from phases.models import (
    Activity,
    Comment,
    Commission,
    CommissionItem,
    Contribution,
    Cycle,
    Meeting,
    Phase,
    Task,
    Version,
)
from phases.queries import changes

LONGEST = 5000
LANGUAGE = "^[a-z]{2,3}(-[a-z0-9]+)?$"


class AllowedOut(serializers.Serializer[Any]):
    allowed = serializers.BooleanField()
    reason = serializers.CharField()


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


class GateOut(serializers.Serializer[Any]):
    act = serializers.CharField(source="act.code")
    sentence = serializers.CharField(help_text="What would open it, and who can.")
    running = serializers.UUIDField(source="running.pk", default=None)
    may_propose = AllowedOut()


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


class CycleOut(serializers.ModelSerializer[Cycle]):
    phases = PhaseOut(many=True)
    priorities = CommissionOut(source="commission", default=None)

    class Meta:
        model = Cycle
        fields = ("id", "number", "started_at", "phases", "priorities")
        read_only_fields = fields


class ActivityOut(serializers.ModelSerializer[Activity]):
    class Meta:
        model = Activity
        fields: tuple[str, ...] = (
            "id",
            "phase",
            "method",
            "title",
            "task",
            "offline_way",
            "language",
            "pieces",
            "added_at",
        )
        read_only_fields = fields


class FigureOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    words = serializers.CharField()
    number = serializers.IntegerField()


class OneActivityOut(serializers.Serializer[Any]):
    activity = ActivityOut()
    result = FigureOut(many=True)
    may_add = AllowedOut()


class ContributionOut(serializers.ModelSerializer[Contribution]):
    side = serializers.CharField(source="origin.side", default=None)
    group = serializers.CharField(source="origin", default=None)
    entered_by_facilitator = serializers.SerializerMethodField()

    class Meta:
        model = Contribution
        fields: tuple[str, ...] = (
            "id",
            "activity",
            "kind",
            "text",
            "language",
            "author",
            "side",
            "group",
            "channel",
            "entered_by_facilitator",
            "status",
            "status_because",
            "grew_from",
            "concluded_in",
            "support",
            "support_community",
            "support_institution",
            "comments_kept",
            "made_at",
            "edition",
        )
        read_only_fields = fields

    def get_entered_by_facilitator(self, contribution: Contribution) -> bool:
        return contribution.entered_by_id is not None


class PieceOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["same", "gone", "new"])
    words = serializers.CharField(trim_whitespace=False)


class VersionOut(serializers.ModelSerializer[Version]):
    """Earlier words; who put it in others, when, and what those changed."""

    side = serializers.CharField(source="replaced_by.constituency.side", default=None)
    group = serializers.CharField(source="replaced_by.constituency", default=None)
    changed = serializers.SerializerMethodField()

    class Meta:
        model = Version
        fields: tuple[str, ...] = (
            "edition",
            "text",
            "replaced_at",
            "replaced_by",
            "side",
            "group",
            "changed",
        )
        read_only_fields = fields

    @extend_schema_field(PieceOut(many=True))
    def get_changed(self, version: Version) -> list[dict[str, Any]]:
        """From these words to the next, word by word."""
        [change] = changes([version])
        return [vars(piece) for piece in change.pieces]


class StepOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    state = serializers.CharField()
    note = serializers.CharField(help_text="How far it has come, in words.")
    language = serializers.CharField(help_text="Of the title, if people wrote it.")
    after = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="The steps it follows from, counted from 1.",
    )


class OneContributionOut(serializers.Serializer[Any]):
    contribution = ContributionOut()
    supported = serializers.BooleanField(help_text="By you.")
    thread = StepOut(many=True)
    may_support = AllowedOut()
    may_comment = AllowedOut()


class ContributionIn(serializers.Serializer[Contribution]):
    """What someone says; author and channel when a facilitator writes it down."""

    kind = serializers.ChoiceField(Contribution.Kind.choices)
    text = serializers.CharField(max_length=LONGEST)
    language = serializers.RegexField(LANGUAGE, max_length=5, default="en")
    grew_from = serializers.UUIDField(required=False)
    author = serializers.UUIDField(required=False)
    channel = serializers.ChoiceField(Participant.Channel.choices, required=False)


class NewWordsIn(serializers.Serializer[Contribution]):
    text = serializers.CharField(max_length=LONGEST)


class CommentIn(serializers.Serializer[Comment]):
    text = serializers.CharField(max_length=LONGEST)
    language = serializers.RegexField(LANGUAGE, max_length=5, default="en")


class CommentOut(serializers.ModelSerializer[Comment]):
    """A hidden one keeps its place, without its words."""

    text = serializers.SerializerMethodField()
    side = serializers.CharField(source="author.constituency.side")
    group = serializers.CharField(source="author.constituency")
    hidden = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields: tuple[str, ...] = (
            "id",
            "contribution",
            "text",
            "language",
            "author",
            "side",
            "group",
            "said_at",
            "hidden",
        )
        read_only_fields = fields

    def get_text(self, comment: Comment) -> str:
        return comment.text if comment.is_shown else ""

    def get_hidden(self, comment: Comment) -> bool:
        return comment.hidden_at is not None


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
        )
        read_only_fields = fields


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
