"""What is sent about decisions."""

from rest_framework import serializers

from decisions.models import Ballot, Decision, Objection, Remark
from participants.models import Participant
from projects.endpoint.verdicts import LanguageField

LONGEST = 5000


class _AskedIn(serializers.Serializer[Decision]):
    """What is to be decided: an act of the agreement, and what it is about."""

    act = serializers.CharField(
        max_length=40, help_text="A code of the agreement, as phases.open_phase."
    )
    about = serializers.UUIDField(help_text="The phase, draft, … that it is about.")
    text = serializers.CharField(max_length=LONGEST)


class ProposalIn(_AskedIn):
    language = LanguageField()


class RecordIn(_AskedIn):
    """What a meeting agreed. Who was there is never shown, only how many."""

    held_on = serializers.DateField()
    present = serializers.ListField(
        child=serializers.UUIDField(), max_length=1000, help_text="Ids of places."
    )
    dissent = serializers.CharField(max_length=LONGEST, default="", allow_blank=True)


class NewTextIn(serializers.Serializer[Decision]):
    text = serializers.CharField(max_length=LONGEST)
    language = LanguageField()


class HideRemarkIn(serializers.Serializer[Remark]):
    reason = serializers.CharField(max_length=300)
    language = LanguageField()


class RemarkIn(serializers.Serializer[Remark]):
    stance = serializers.ChoiceField(choices=Remark.Stance.choices)
    text = serializers.CharField(max_length=LONGEST)
    language = LanguageField()


class ObjectionIn(serializers.Serializer[Objection]):
    reason = serializers.CharField(max_length=LONGEST)
    language = LanguageField()


class BallotIn(serializers.Serializer[Ballot]):
    choice = serializers.ChoiceField(choices=Ballot.Choice.choices)
    reason = serializers.CharField(max_length=2000, default="", allow_blank=True)
    language = LanguageField(help_text="Of the reason.")


AWAY = [one for one in Participant.Channel.choices if one[0] != "online"]


class PaperBallotIn(serializers.Serializer[Ballot]):
    """A vote that someone gave without a computer."""

    participant = serializers.UUIDField(help_text="The id of their place.")
    choice = serializers.ChoiceField(Ballot.Choice.choices)
    channel = serializers.ChoiceField(AWAY)
    reason = serializers.CharField(max_length=2000, default="", allow_blank=True)


class CheckIn(serializers.Serializer[Ballot]):
    choice = serializers.ChoiceField(
        Ballot.Choice.choices, help_text="What the paper says, read once more."
    )
