"""The shape of agreements: who may do what about each act."""

from typing import Any

from rest_framework import serializers

from decisions.models import Charter
from decisions.rules import KINDS
from decisions.serializers.rules import RuleOut
from projects.endpoint.verdicts import AllowedOut, LanguageField
from projects.models import Side


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


class LackingOut(serializers.Serializer[Any]):
    act = serializers.CharField()
    side = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()


class CharterOut(serializers.Serializer[Any]):
    """An agreement; version 0 is the founding rule, before there is one."""

    id = serializers.UUIDField(allow_null=True)
    version = serializers.IntegerField()
    edition = serializers.IntegerField(help_text="Moves with every change of a draft.")
    state = serializers.CharField(allow_blank=True)
    preset = serializers.CharField(allow_blank=True)
    ground_rules = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    adopted_at = serializers.DateTimeField(allow_null=True)
    adopted_by = serializers.UUIDField(allow_null=True, help_text="The decision.")
    level = LevelOut()
    rows = RowOut(many=True)
    lacking = LackingOut(
        many=True, help_text="What today’s people could not meet. None: it can be met."
    )
    may_change = AllowedOut()
    may_propose = AllowedOut()


class CharterVersionOut(serializers.ModelSerializer[Charter]):
    class Meta:
        model = Charter
        fields = (
            "id",
            "version",
            "state",
            "preset",
            "language",
            "drafted_at",
            "adopted_at",
        )
        read_only_fields = fields


class WordsIn(serializers.Serializer[Charter]):
    """What a draft starts from, and how people treat each other."""

    preset = serializers.ChoiceField(
        Charter.Preset.choices, help_text="Another one fills all rows anew."
    )
    ground_rules = serializers.CharField(max_length=5000)


class DraftIn(WordsIn):
    language = LanguageField()


def _sides(words: str) -> serializers.ListField:
    side = serializers.ChoiceField(Side.choices)
    return serializers.ListField(child=side, default=list, help_text=words)


class RowIn(serializers.Serializer[Any]):
    """A row of a draft, whole."""

    proposes = _sides("Who may propose it; at least one side.")
    decides = _sides("Who decides; the other side is heard.")
    objects_to = _sides("Who may raise a concern, where no vote is taken.")
    kind = serializers.ChoiceField(KINDS)
    threshold = serializers.ChoiceField(["1/2", "2/3"], default="1/2")
    quorum = serializers.ChoiceField(["0", "1/3", "1/2", "2/3"], default="0")
    least = serializers.IntegerField(min_value=1, max_value=50)
    discussion_days = serializers.IntegerField(min_value=0, max_value=60, default=0)
    days = serializers.IntegerField(min_value=3, max_value=60)
