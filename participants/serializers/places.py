"""The shape of people’s places, for themselves and for those who facilitate."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from participants.models import ApiClient, Consent, Participant, Pause, User
from participants.queries import consents_of
from projects.endpoint.verdicts import AllowedOut

ROLES = [one for one in Participant.Role.choices if one[0] != Participant.Role.SOFTWARE]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class PlaceOut(serializers.ModelSerializer[Participant]):
    group = serializers.UUIDField(source="constituency_id")
    side = serializers.CharField()

    class Meta:
        model = Participant
        fields: tuple[str, ...] = (
            "id",
            "project",
            "name",
            "group",
            "side",
            "role",
            "state",
            "joined_at",
        )
        read_only_fields = fields


class ParticipantOut(PlaceOut):
    """What facilitators see, and people of themselves."""

    class Meta(PlaceOut.Meta):
        fields = (
            *PlaceOut.Meta.fields,
            "language",
            "channel",
            "phone",
            "helper",
            "help_wanted",
            "needs",
            "edition",
        )


class OwnPlaceOut(ParticipantOut):
    consents = serializers.SerializerMethodField()

    class Meta(ParticipantOut.Meta):
        fields = (*ParticipantOut.Meta.fields, "consents")

    def get_consents(self, place: Participant) -> list[str]:
        return sorted(consents_of(place))


class OneParticipantOut(serializers.Serializer[Any]):
    person = ParticipantOut()
    paused_until = serializers.DateTimeField(allow_null=True)
    edition = serializers.IntegerField()
    may_change_role = AllowedOut()
    may_pause = AllowedOut()
    may_lift_pause = AllowedOut()
    may_record_leaving = AllowedOut()


class ConsentsIn(serializers.Serializer[Consent]):
    consents = serializers.ListField(
        child=serializers.ChoiceField(Consent.Kind.choices),
        help_text="These hold from now on, and no others.",
    )


class GroupIn(serializers.Serializer[Participant]):
    group = serializers.UUIDField()


class DetailsIn(serializers.Serializer[Participant]):
    """How someone takes part, and what would help."""

    name = serializers.CharField(max_length=80)
    language = serializers.ChoiceField(LANGUAGES)
    channel = serializers.ChoiceField(Participant.Channel.choices)
    phone = serializers.CharField(max_length=30, default="", allow_blank=True)
    help_wanted = serializers.ListField(
        child=serializers.ChoiceField(Participant.Help.choices), default=list
    )
    needs = serializers.CharField(max_length=300, default="", allow_blank=True)


class OwnDetailsIn(DetailsIn):
    helper = serializers.CharField(max_length=80, default="", allow_blank=True)


class AcceptIn(DetailsIn, ConsentsIn):
    """Joining with a link: who you are here, what you need, what you agree to."""

    group = serializers.UUIDField(
        required=False, help_text="Where the invitation does not name one."
    )
    rules = serializers.BooleanField(
        help_text="You agree to how people treat each other. Without it, nobody joins."
    )


class AddIn(OwnDetailsIn, ConsentsIn):
    """Someone without e-mail, as they told a facilitator."""

    group = serializers.UUIDField()
    rules = serializers.BooleanField(
        help_text="They heard how people treat each other, and want to take part."
    )


class RoleIn(serializers.Serializer[Participant]):
    role = serializers.ChoiceField(ROLES)


class PauseIn(serializers.Serializer[Pause]):
    category = serializers.ChoiceField(Pause.Category.choices)
    days = serializers.IntegerField(min_value=1, max_value=14)


class SoftwareOut(serializers.ModelSerializer[ApiClient]):
    name = serializers.CharField(source="client.name")

    class Meta:
        model = ApiClient
        fields = ("id", "name")
        read_only_fields = fields


class SoftwareIn(serializers.Serializer[ApiClient]):
    client = serializers.UUIDField()
    group = serializers.UUIDField(help_text="Shown beside what it brings in.")


class ProfileOut(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("name", "language", "scheme", "edition")
        read_only_fields = fields


class ProfileIn(serializers.Serializer[User]):
    name = serializers.CharField(max_length=80, allow_blank=True)
    language = serializers.ChoiceField(LANGUAGES)
    scheme = serializers.ChoiceField(User.Scheme.choices)
