"""The people of a project as other software sees them: numbers, never names."""

from rest_framework import serializers

from participants.queries import GroupNumber, SideNumber


class GroupOut(serializers.Serializer[GroupNumber]):
    id = serializers.UUIDField(source="group.id")
    name = serializers.CharField(source="group.name")
    names = serializers.DictField(
        source="group.names",
        child=serializers.CharField(),
        help_text="The name in other languages.",
    )
    people = serializers.IntegerField(
        source="shown.count", allow_null=True, help_text="Null if it is hidden."
    )
    hidden = serializers.CharField(
        source="shown.hidden",
        help_text="few: fewer than five. protects: hidden to protect a smaller group.",
    )


class SideOut(serializers.Serializer[SideNumber]):
    side = serializers.CharField()
    people = serializers.IntegerField(source="shown.count", allow_null=True)
    hidden = serializers.CharField(source="shown.hidden")
    groups = GroupOut(many=True)
