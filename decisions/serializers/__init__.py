"""The shape of agreements and decisions in the API. No count before closing."""

from typing import Any, cast
from uuid import UUID

from rest_framework import serializers

from decisions.models import Ballot, Decision, Mandate, Objection, Remark
from decisions.queries import reading
from projects.models import Side

LANGUAGE = "^[a-z]{2,3}(-[a-z0-9]+)?$"


class _Decisions(serializers.ListSerializer[Any]):
    """Many at once: what they are about is looked up for all of them together."""

    def to_representation(self, data: Any) -> Any:
        self._context = {**self.context, "questions": reading.questions_of(data)}
        return super().to_representation(data)


class DecisionOut(serializers.ModelSerializer[Decision]):
    question = serializers.SerializerMethodField()
    result = serializers.ChoiceField(
        Decision.Result.choices, allow_blank=True, read_only=True
    )
    waits_for = serializers.ChoiceField(Side.choices, allow_blank=True, read_only=True)

    class Meta:
        model = Decision
        list_serializer_class = _Decisions
        fields: tuple[str, ...] = (
            "id",
            "project",
            "act",
            "about",
            "question",
            "text",
            "language",
            "way",
            "weight",
            "state",
            "result",
            "proposed_at",
            "opens_at",
            "closes_at",
            "closed_at",
            "waits_for",
            "follows",
        )
        read_only_fields = fields

    def get_question(self, decision: Decision) -> str:
        known: dict[UUID, str] = self.context.get("questions", {})
        return known.get(decision.pk) or reading.question_of(decision)


class RuleOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    sides = serializers.ListField(child=serializers.CharField())
    quorum = serializers.CharField(help_text="A fraction, such as 1/3.")
    least = serializers.IntegerField()
    threshold = serializers.CharField(help_text="A fraction; yes must be more.")


class CheckOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    met = serializers.BooleanField()
    side = serializers.CharField(help_text="Empty: both sides together.")
    have = serializers.IntegerField()
    need = serializers.IntegerField()
    of = serializers.IntegerField()


class SideCountOut(serializers.Serializer[Any]):
    side = serializers.CharField()
    eligible = serializers.IntegerField()
    yes = serializers.IntegerField()
    no = serializers.IntegerField()
    abstain = serializers.IntegerField()


class OutcomeOut(serializers.Serializer[Any]):
    result = serializers.CharField()
    checks = CheckOut(many=True)
    by_side = SideCountOut(many=True)


class ReasonOut(serializers.Serializer[Any]):
    side = serializers.CharField()
    group = serializers.CharField(allow_null=True, help_text="Null: a small group.")
    choice = serializers.CharField()
    reason = serializers.CharField()


class VerdictOut(serializers.Serializer[Any]):
    allowed = serializers.BooleanField()
    reason = serializers.CharField()


class MayOut(serializers.Serializer[Any]):
    vote = VerdictOut()
    object = VerdictOut()
    remark = VerdictOut()


class MandateOut(serializers.ModelSerializer[Mandate]):
    class Meta:
        model = Mandate
        fields = (
            "id",
            "state",
            "reason",
            "given_at",
            "not_before",
            "lapses_at",
            "enacted_at",
        )
        read_only_fields = fields


class ConcernOut(serializers.ModelSerializer[Objection]):
    side = serializers.CharField(source="elector.side", read_only=True)

    class Meta:
        model = Objection
        fields = ("id", "side", "reason", "language", "raised_at", "withdrawn_at")
        read_only_fields = fields


class OneDecisionOut(serializers.Serializer[Any]):
    """One decision whole. `came` while it runs, `outcome` only after closing."""

    decision = DecisionOut()
    rule = RuleOut()
    rule_in_words = serializers.CharField()
    eligible = serializers.DictField(child=serializers.IntegerField())
    came = serializers.DictField(child=serializers.BooleanField(), allow_null=True)
    outcome = OutcomeOut(allow_null=True)
    dissent = ReasonOut(many=True)
    reasons = ReasonOut(many=True)
    concerns = ConcernOut(many=True)
    mandate = MandateOut(allow_null=True)
    may = MayOut()


class RemarkOut(serializers.ModelSerializer[Remark]):
    side = serializers.CharField(source="author.side", read_only=True)
    group = serializers.SerializerMethodField(help_text="Null: a small group.")
    text = serializers.SerializerMethodField()

    class Meta:
        model = Remark
        fields = (
            "id",
            "decision",
            "side",
            "group",
            "stance",
            "text",
            "language",
            "said_at",
            "hidden_because",
        )
        read_only_fields = fields

    def get_group(self, remark: Remark) -> str | None:
        """As on the page; once for all remarks, which are of one decision."""
        known = cast(dict[str, Any], self.context)
        if "named" not in known:
            known["named"] = reading.named_groups(remark.decision)
        author = remark.author
        named = author.constituency_id in known["named"]
        return str(author.constituency) if named else None

    def get_text(self, remark: Remark) -> str:
        return "" if remark.hidden_because else remark.text


class RemarkIn(serializers.Serializer[Remark]):
    stance = serializers.ChoiceField(choices=Remark.Stance.choices)
    text = serializers.CharField(max_length=5000)
    language = serializers.RegexField(LANGUAGE, max_length=5, default="en")


class ObjectionIn(serializers.Serializer[Objection]):
    reason = serializers.CharField(max_length=5000)
    language = serializers.RegexField(LANGUAGE, max_length=5, default="en")


class BallotIn(serializers.Serializer[Ballot]):
    choice = serializers.ChoiceField(choices=Ballot.Choice.choices)
    reason = serializers.CharField(max_length=2000, default="", allow_blank=True)


class BallotOut(serializers.ModelSerializer[Ballot]):
    """One's own ballot, to oneself."""

    class Meta:
        model = Ballot
        fields = ("choice", "reason", "channel", "cast_at")
        read_only_fields = fields


class LevelOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    because = serializers.ListField(child=serializers.CharField())
    missing = serializers.ListField(child=serializers.CharField())


class RowOut(serializers.Serializer[Any]):
    """One row of the grid: who may do what about one act, and how it is decided."""

    act = serializers.CharField(source="act.code")
    name = serializers.CharField(source="act.name")
    weight = serializers.CharField(source="act.weight")
    rights = serializers.SerializerMethodField()
    way = serializers.CharField()
    rule = RuleOut(allow_null=True)
    discussion_hours = serializers.IntegerField()
    hours = serializers.IntegerField()

    def get_rights(self, row: Any) -> dict[str, list[str]]:
        return {cell.side: sorted(cell.rights) for cell in row.cells}


class CharterOut(serializers.Serializer[Any]):
    """The agreement in force; version 0 is the founding rule, before there is one."""

    id = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()
    preset = serializers.CharField(allow_blank=True)
    ground_rules = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    adopted_at = serializers.DateTimeField(allow_null=True)
    adopted_by = serializers.UUIDField(allow_null=True, help_text="The decision.")
    level = LevelOut()
    rows = RowOut(many=True)
