"""The shape of agreements and decisions in the API. No count before closing."""

from typing import Any, cast
from uuid import UUID

from rest_framework import serializers

from decisions.models import Ballot, Decision, Objection, Remark
from decisions.queries import reading
from decisions.serializers.mandates import MandateOut
from decisions.serializers.rules import RuleOut
from projects.endpoint.verdicts import verdicts
from projects.models import Side


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
    language = serializers.CharField(help_text="Of the reason. Empty: not known.")


class ConcernOut(serializers.ModelSerializer[Objection]):
    side = serializers.CharField(source="elector.side", read_only=True)

    class Meta:
        model = Objection
        fields = ("id", "side", "reason", "language", "raised_at", "withdrawn_at")
        read_only_fields = fields


class BallotOut(serializers.ModelSerializer[Ballot]):
    """One's own ballot, to oneself."""

    class Meta:
        model = Ballot
        fields = ("choice", "reason", "language", "channel", "cast_at")
        read_only_fields = fields


class RecordOut(serializers.Serializer[Any]):
    """What a meeting agreed: how many of each side were there, never who."""

    held_on = serializers.DateField(source="record.held_on")
    dissent = serializers.CharField(source="record.dissent")
    present = serializers.DictField(child=serializers.IntegerField())
    confirmed = serializers.ListField(
        child=serializers.CharField(), help_text="The sides that say it is true."
    )


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
    meeting = RecordOut(allow_null=True)
    mandate = MandateOut(allow_null=True)
    own_ballot = BallotOut(allow_null=True, help_text="What you said.")
    own_concern = ConcernOut(allow_null=True)
    may = verdicts(
        "DecisionMayOut",
        *("vote", "object", "remark", "time", "revise", "withdraw"),
        *("close", "paper", "check", "confirm", "hide"),
    )


class RemarkOut(serializers.ModelSerializer[Remark]):
    side = serializers.CharField(source="author.side", read_only=True)
    group = serializers.SerializerMethodField(help_text="Null: a small group.")
    software = serializers.CharField(
        source="author.software",
        read_only=True,
        help_text="The name of the software that wrote it; empty for people.",
    )
    text = serializers.SerializerMethodField()

    class Meta:
        model = Remark
        fields = (
            "id",
            "decision",
            "side",
            "group",
            "software",
            "stance",
            "text",
            "language",
            "said_at",
            "hidden_because",
            "hidden_language",
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
