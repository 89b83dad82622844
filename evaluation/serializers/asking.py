"""The shape of rounds and answers in the API."""

from typing import Any

from rest_framework import serializers

from evaluation.models import Item, Questionnaire, Round, in_detail
from evaluation.queries import items_of, question_of
from evaluation.rules.answers import Said, read_all
from projects.endpoint.verdicts import GateOut, verdicts


class QuestionOut(serializers.ModelSerializer[Item]):
    class Meta:
        model = Item
        fields = (
            "id",
            "code",
            "kind",
            "texts",
            "low",
            "high",
            "least",
            "most",
            "choices",
            "required",
        )
        read_only_fields = fields


class RoundOut(serializers.ModelSerializer[Round]):
    questionnaire = serializers.StringRelatedField[Any]()

    class Meta:
        model = Round
        fields: tuple[str, ...] = (
            "id",
            "project",
            "phase",
            "name",
            "questionnaire",
            "state",
            "opened_at",
            "closes_at",
            "closed_at",
        )
        read_only_fields = fields


class WholeRoundOut(RoundOut):
    items = QuestionOut(source="questionnaire.items", many=True)
    groups = serializers.PrimaryKeyRelatedField[Any](many=True, read_only=True)
    asks = serializers.UUIDField(
        source="questionnaire_id", help_text="The questionnaire, by its id."
    )

    class Meta(RoundOut.Meta):
        fields = (
            *RoundOut.Meta.fields,
            "asks",
            "link_item",
            "edition",
            "groups",
            "items",
        )
        read_only_fields = fields


class TurnoutOut(serializers.Serializer[Any]):
    """How many of those asked came. Null: fewer than five."""

    side = serializers.CharField()
    answered = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)


class OneRoundOut(serializers.Serializer[Any]):
    round = WholeRoundOut()
    turnout = TurnoutOut(many=True)
    may = verdicts(
        "MayWithRound",
        *("answer", "see", "change", "open", "close", "import", "conclude"),
    )
    gate = GateOut(
        allow_null=True, help_text="What would publish the results. Null: published."
    )


class RoundIn(serializers.Serializer[Any]):
    """What is asked, of whom, until when; and what anyone may answer by link."""

    name = serializers.CharField(max_length=80)
    questionnaire = serializers.UUIDField()
    groups = serializers.ListField(
        child=serializers.UUIDField(),
        min_length=1,
        max_length=100,
        help_text="At least one group of each side: both are asked the same.",
    )
    link_item = serializers.UUIDField(allow_null=True, default=None)
    closes_at = serializers.DateTimeField(allow_null=True, default=None)


class ResponseIn(serializers.Serializer[Any]):
    """Answers by the code of their question: a number, a choice, choices or words."""

    answers = serializers.DictField(
        child=serializers.JSONField(allow_null=True), allow_empty=False
    )

    def validate_answers(self, answers: dict[str, Any]) -> dict[str, Said]:
        items = {item.code: item for item in items_of(self.context["round"])}
        questions = {code: question_of(item) for code, item in items.items()}
        said, wrong = read_all(questions, answers)
        if wrong:
            raise serializers.ValidationError(
                {
                    each.column or "answers": in_detail(
                        each.code, items.get(each.column)
                    )
                    for each in wrong
                }
            )
        return said


class PaperIn(ResponseIn):
    """The answers of someone who takes part without an account."""

    person = serializers.UUIDField(help_text="Their place.")


class PersonOut(serializers.Serializer[Any]):
    """Someone whose paper is still to be typed in, for facilitators."""

    id = serializers.UUIDField(source="pk")
    name = serializers.CharField()


class QuestionnaireOut(serializers.ModelSerializer[Questionnaire]):
    """A set of questions; names holds what it is called in other languages."""

    names = serializers.DictField(child=serializers.CharField())
    items = QuestionOut(many=True)

    class Meta:
        model = Questionnaire
        fields: tuple[str, ...] = ("id", "name", "names", "source", "items")
        read_only_fields = fields


class ReceiptOut(serializers.Serializer[Any]):
    """That it is in. What was said is not kept with who said it."""

    round = serializers.UUIDField()
    answered = serializers.ListField(child=serializers.CharField())
