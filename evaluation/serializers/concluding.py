"""The shape of results and conclusions in the API."""

from typing import Any

from rest_framework import serializers

from evaluation.models import Finding, MinorityView
from projects.endpoint.verdicts import LanguageField


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
            "edition",
            "minority_views",
        )
        read_only_fields = fields


class WordsOut(serializers.Serializer[Any]):
    """What people wrote in answer to one question, in no order."""

    code = serializers.CharField()
    texts = serializers.DictField(child=serializers.CharField())
    words = serializers.ListField(child=serializers.CharField())


class FindingIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=2000)
    language = LanguageField()
    about = serializers.UUIDField(
        allow_null=True, default=None, help_text="The priority it looks back on."
    )


class MinorityViewIn(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=2000)
    language = LanguageField()
