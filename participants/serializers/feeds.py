"""The shape of addresses for calendars and feed readers."""

from rest_framework import serializers

from participants.queries import Feeds


class FeedsOut(serializers.Serializer[Feeds]):
    calendar = serializers.CharField(help_text="iCalendar. Empty: make an address.")
    log = serializers.CharField(help_text="Atom. Empty: make an address.")
    made_at = serializers.DateTimeField(
        allow_null=True, help_text="Null: none of your own. Those for all are shown."
    )
    fetched_at = serializers.DateTimeField(
        allow_null=True, help_text="When software last used them, to ten minutes."
    )
