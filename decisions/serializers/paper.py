"""The shape of votes on paper: for whom, never what they said."""

from typing import Any

from rest_framework import serializers

from decisions.models import Ballot
from projects.endpoint.verdicts import AllowedOut


class EnteredOut(serializers.ModelSerializer[Ballot]):
    participant = serializers.UUIDField(source="elector.participant_id")
    name = serializers.CharField(source="elector.participant.name")
    checked = serializers.SerializerMethodField()

    class Meta:
        model = Ballot
        fields = ("id", "participant", "name", "channel", "cast_at", "checked")
        read_only_fields = fields

    def get_checked(self, ballot: Ballot) -> bool:
        """Whether someone of the other side has read it too: then it counts."""
        return ballot.confirmed_by_id is not None


class ElectorOut(serializers.Serializer[Any]):
    participant = serializers.UUIDField(source="participant_id")
    name = serializers.CharField(source="participant.name")
    side = serializers.CharField()
    group = serializers.CharField(source="constituency")


class SheetOut(serializers.Serializer[Any]):
    may_enter = AllowedOut()
    people = ElectorOut(many=True, help_text="For whom you may enter a vote.")
    entered = EnteredOut(many=True)
    to_check = EnteredOut(many=True, help_text="Those that you may check.")
