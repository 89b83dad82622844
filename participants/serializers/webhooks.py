"""The shape of webhooks: the address stays with those who look after it."""

from rest_framework import serializers

from participants.queries.webhooks import told_of
from projects import outgoing
from projects.models.webhooks import Delivery, Webhook


class WebhookOut(serializers.ModelSerializer[Webhook]):
    class Meta:
        model = Webhook
        fields = (
            "id",
            "pilot",
            "project",
            "host",
            "events",
            "state",
            "edition",
            "made_at",
            "failing_since",
        )
        read_only_fields = fields
        extra_kwargs = {"project": {"help_text": "Null: all projects of the pilot."}}


class WebhookIn(serializers.Serializer[Webhook]):
    address = serializers.CharField(
        max_length=500, help_text="Begins with https:// and a name."
    )
    events = serializers.MultipleChoiceField(choices=told_of(), allow_empty=False)

    def validate_address(self, address: str) -> str:
        outgoing.ensure_open(address)
        return address


class WebhookChangeIn(serializers.Serializer[Webhook]):
    events = serializers.MultipleChoiceField(
        choices=told_of(), allow_empty=False, required=False
    )
    is_on = serializers.BooleanField(required=False)


class SecretOut(serializers.Serializer[object]):
    webhook = WebhookOut()
    secret = serializers.CharField(help_text="Keep it now: it is not shown again.")


class DeliveryOut(serializers.ModelSerializer[Delivery]):
    message = serializers.UUIDField(source="entry_id", help_text="Its webhook-id.")
    type = serializers.CharField(source="entry.event")
    problem = serializers.CharField(
        help_text="refused, timeout, connection or answer; empty where there is none."
    )

    class Meta:
        model = Delivery
        fields = (
            "id",
            "message",
            "type",
            "state",
            "made_at",
            "tries",
            "tried_at",
            "status",
            "problem",
        )
        read_only_fields = fields
