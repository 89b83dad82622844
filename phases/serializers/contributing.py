"""What people say, in the API. They are ids, sides and groups, never names."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from participants.models import Participant
from phases.actions import OPEN_STATUSES
from phases.models import Comment, Contribution, Version
from phases.models.contributions import CAME
from phases.queries import changes
from projects.endpoint.verdicts import LanguageField, verdicts

LONGEST = 5000
SOFTWARE = "The name of the software that wrote it; empty for people."
OPEN = [(one.value, one.label) for one in OPEN_STATUSES]


class ContributionOut(serializers.ModelSerializer[Contribution]):
    side = serializers.CharField(source="origin.side", default=None)
    group = serializers.CharField(source="origin", default=None)
    channel = serializers.ChoiceField(CAME, source="came")
    software = serializers.CharField(
        source="author.software", default="", help_text=SOFTWARE
    )
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
            "software",
            "entered_by_facilitator",
            "status",
            "status_because",
            "status_language",
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
    software = serializers.CharField(
        source="replaced_by.software", default="", help_text=SOFTWARE
    )
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
            "software",
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
    may = verdicts(
        "MayWithContribution",
        *("support", "comment", "edit", "withdraw", "status"),
        *("report", "hide", "unhide"),
    )


class ContributionIn(serializers.Serializer[Contribution]):
    """What someone says; author and channel when a facilitator writes it down."""

    kind = serializers.ChoiceField(Contribution.Kind.choices)
    text = serializers.CharField(max_length=LONGEST)
    language = LanguageField()
    grew_from = serializers.UUIDField(required=False)
    author = serializers.UUIDField(required=False)
    channel = serializers.ChoiceField(Participant.Channel.choices, required=False)


class NewWordsIn(serializers.Serializer[Contribution]):
    text = serializers.CharField(max_length=LONGEST)


class StatusIn(serializers.Serializer[Contribution]):
    """Where it stands; “not now” says why."""

    status = serializers.ChoiceField(OPEN)
    because = serializers.CharField(max_length=300, default="", allow_blank=True)
    language = LanguageField(help_text="Of the reason.")


class CommentIn(serializers.Serializer[Comment]):
    text = serializers.CharField(max_length=LONGEST)
    language = LanguageField()


class CommentOut(serializers.ModelSerializer[Comment]):
    """A hidden one keeps its place, without its words."""

    text = serializers.SerializerMethodField()
    side = serializers.CharField(source="author.constituency.side")
    group = serializers.CharField(source="author.constituency")
    software = serializers.CharField(source="author.software", help_text=SOFTWARE)
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
            "software",
            "said_at",
            "hidden",
        )
        read_only_fields = fields

    def get_text(self, comment: Comment) -> str:
        return comment.text if comment.is_shown else ""

    def get_hidden(self, comment: Comment) -> bool:
        return comment.hidden_at is not None


class ReadCommentOut(CommentOut):
    """Also the words of a hidden one, for its author and for facilitators."""

    text = serializers.CharField()  # type: ignore[assignment]


class OneCommentOut(serializers.Serializer[Any]):
    comment = ReadCommentOut()
    may = verdicts("MayWithComment", "withdraw", "report", "hide", "unhide")
