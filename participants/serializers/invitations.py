"""The shape of the ways into a project."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from participants.models import Constituency, Invitation
from participants.queries import token_of
from participants.serializers.places import LANGUAGES, ROLES
from projects.endpoint.verdicts import AllowedOut
from projects.models import Project


class InvitationOut(serializers.ModelSerializer[Invitation]):
    group = serializers.UUIDField(source="constituency_id", allow_null=True)
    email = serializers.CharField(help_text="Of a letter, until it is used.")
    link = serializers.SerializerMethodField(help_text="Where it leads, on this site.")
    standing = serializers.ChoiceField(Invitation.Standing.choices)

    class Meta:
        model = Invitation
        fields = (
            "id",
            "project",
            "group",
            "role",
            "note",
            "email",
            "language",
            "places",
            "used",
            "standing",
            "created_at",
            "expires_at",
            "link",
        )
        read_only_fields = fields

    def get_link(self, invitation: Invitation) -> str:
        return reverse("participants:join", args=[token_of(invitation)])


class _AskedIn(serializers.Serializer[Invitation]):
    group = serializers.UUIDField(
        required=False, help_text="Without it, each person chooses their own."
    )
    role = serializers.ChoiceField(ROLES, default="member")
    days = serializers.IntegerField(min_value=1, max_value=365, default=30)


class InviteIn(_AskedIn):
    places = serializers.IntegerField(min_value=1, max_value=1000, default=50)
    note = serializers.CharField(max_length=80, default="", allow_blank=True)


class LettersIn(_AskedIn):
    addresses = serializers.ListField(
        child=serializers.CharField(max_length=254), max_length=50
    )
    language = serializers.ChoiceField(LANGUAGES, help_text="Of the letter.")


class GroupToChooseOut(serializers.ModelSerializer[Constituency]):
    class Meta:
        model = Constituency
        fields = ("id", "side", "name")
        read_only_fields = fields


class EntranceOut(serializers.ModelSerializer[Project]):
    class Meta:
        model = Project
        fields = (
            *("id", "name", "purpose", "language"),
            *("ground_rules", "rules_language"),
        )
        read_only_fields = fields


class DoorOut(serializers.Serializer[Any]):
    """Where a link leads: the project, and the groups one may join from."""

    project = EntranceOut()
    groups = GroupToChooseOut(many=True)
    may_join = AllowedOut()
