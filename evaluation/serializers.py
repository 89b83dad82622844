"""The shape of rounds, answers, results and conclusions in the API."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

from evaluation.actions.importing import read_columns
from evaluation.models import (
    Finding,
    ImportBatch,
    ImportProblem,
    Item,
    MinorityView,
    Round,
    in_detail,
)
from evaluation.queries import items_of, question_of
from evaluation.rules.answers import Said, read_all
from projects.models.brought import LARGEST, SentFile, check_is_table


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


class OneRoundOut(RoundOut):
    items = QuestionOut(source="questionnaire.items", many=True)
    groups = serializers.PrimaryKeyRelatedField[Any](many=True, read_only=True)

    class Meta(RoundOut.Meta):
        fields = (*RoundOut.Meta.fields, "groups", "items")
        read_only_fields = fields


# ------------------------------------------------------------------ answers


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


class ReceiptOut(serializers.Serializer[Any]):
    """That it is in. What was said is not kept with who said it."""

    round = serializers.UUIDField()
    answered = serializers.ListField(child=serializers.CharField())


# ------------------------------------------------------------------ results


class EstimateOut(serializers.Serializer[Any]):
    estimate = serializers.FloatField()
    low = serializers.FloatField(allow_null=True, help_text="95% interval.")
    high = serializers.FloatField(allow_null=True)


class LineOut(serializers.Serializer[Any]):
    slice = serializers.CharField()
    n = serializers.IntegerField(allow_null=True, help_text="People. Null: hidden.")
    mean = EstimateOut(allow_null=True)
    shares = serializers.ListField(child=EstimateOut(allow_null=True))


class ColumnOut(serializers.Serializer[Any]):
    choices = serializers.ListField(child=serializers.CharField())
    texts = serializers.DictField(child=serializers.CharField())


class TableOut(serializers.Serializer[Any]):
    columns = ColumnOut(many=True)
    lines = LineOut(many=True)


class ItemFiguresOut(TableOut):
    code = serializers.CharField()
    kind = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField())
    low = serializers.DictField(child=serializers.CharField())
    high = serializers.DictField(child=serializers.CharField())
    least = serializers.IntegerField()
    most = serializers.IntegerField()
    is_agreement = serializers.BooleanField()
    gap = EstimateOut(allow_null=True, help_text="Institution less community.")
    gap_column = serializers.IntegerField(allow_null=True)
    gap_size = serializers.FloatField(help_text="As a share of the whole scale.")
    gap_is_clear = serializers.BooleanField()
    by_link = TableOut(allow_null=True)


class SliceOut(serializers.Serializer[Any]):
    slice = serializers.CharField()
    kind = serializers.CharField()
    side = serializers.CharField()
    attribute = serializers.CharField()
    names = serializers.DictField(child=serializers.CharField())
    n = serializers.IntegerField(allow_null=True, help_text="People. Null: hidden.")


class SideTurnoutOut(serializers.Serializer[Any]):
    side = serializers.CharField()
    answered = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)


class ResultsOut(serializers.Serializer[Any]):
    """The figures of a round as page and file show them."""

    k = serializers.IntegerField(help_text="Fewer people than this are hidden.")
    is_weighted = serializers.BooleanField()
    turnout = SideTurnoutOut(many=True)
    slices = SliceOut(many=True)
    items = ItemFiguresOut(many=True, help_text="The clearest, largest gap first.")


class MinorityViewOut(serializers.ModelSerializer[MinorityView]):
    side = serializers.CharField(source="author.side")

    class Meta:
        model = MinorityView
        fields = ("id", "side", "text", "language", "said_at")
        read_only_fields = fields


class FindingOut(serializers.ModelSerializer[Finding]):
    side = serializers.CharField(source="written_by.side", default="")
    minority_views = MinorityViewOut(many=True)

    class Meta:
        model = Finding
        fields = (
            "id",
            "round",
            "text",
            "language",
            "side",
            "state",
            "about",
            "became",
            "written_at",
            "minority_views",
        )
        read_only_fields = fields


# ------------------------------------------------------------------ files


class ImportIn(serializers.Serializer[Any]):
    """A file of answers as multipart, with the mapping as a part of JSON."""

    file = serializers.FileField(allow_empty_file=True)
    mapping = serializers.CharField(required=False, allow_blank=True)

    def validate_file(self, file: Any) -> Any:
        if file.size > LARGEST:
            raise serializers.ValidationError(
                _("The file is larger than 10 MB. Split it.")
            )
        return file

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        file = attrs["file"]
        try:
            check_is_table(file.read(), attrs.get("mapping") or {})
        except ValidationError as wrong:
            raise serializers.ValidationError({"file": wrong.messages}) from wrong
        file.seek(0)
        return attrs

    def validate_mapping(self, mapping: str) -> dict[str, Any]:
        try:
            return read_columns(mapping) if mapping else {}
        except ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from wrong

    def sent_file(self) -> SentFile:
        file = self.validated_data["file"]
        mapping = self.validated_data.get("mapping", {})
        return SentFile(file.name or "", file.read(), mapping)


class ProblemOut(serializers.ModelSerializer[ImportProblem]):
    reason = serializers.CharField()

    class Meta:
        model = ImportProblem
        fields = ("id", "line", "column", "value", "code", "reason")
        read_only_fields = fields


class ImportOut(serializers.ModelSerializer[ImportBatch]):
    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = (
            "id",
            "round",
            "file_name",
            "state",
            "rows",
            "good",
            "stored",
            "known",
            "made_at",
        )
        read_only_fields = fields


class ProblemsOut(serializers.Serializer[Any]):
    """In the order of the file. Ask on with the line and id of the last one."""

    results = ProblemOut(many=True)
    more = serializers.BooleanField()


class StoreIn(serializers.Serializer[Any]):
    good_only = serializers.BooleanField(
        default=False, help_text="Store the good rows although others are bad."
    )
