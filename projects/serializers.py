"""Projects as other software sees them."""

from rest_framework import serializers

from projects.lists import LISTS
from projects.log import words_of
from projects.models import Export, LogEntry, Pilot
from projects.outbox import progress_of


class PilotOut(serializers.ModelSerializer[Pilot]):
    class Meta:
        model = Pilot
        fields = (
            "id",
            "slug",
            "name",
            "about",
            "organisations",
            "languages",
            "time_zone",
            "offline_way",
            "starters",
            "charter_preset",
            "groups_preset",
        )
        read_only_fields = fields


class EventOut(serializers.ModelSerializer[LogEntry]):
    """A line of the public log: who did it, by side and group, never by name."""

    words = serializers.SerializerMethodField(help_text="What happened, in a sentence.")
    facts = serializers.DictField()
    number = serializers.IntegerField(
        source="seal.number",
        default=None,
        allow_null=True,
        help_text="Its place in the chain, soon.",
    )
    hash = serializers.CharField(source="seal.hash", default=None, allow_null=True)

    class Meta:
        model = LogEntry
        fields = (
            "id",
            "event",
            "words",
            "at",
            "actor",
            "side",
            "constituency",
            "role",
            "facts",
            "number",
            "hash",
        )
        read_only_fields = fields

    def get_words(self, entry: LogEntry) -> str:
        return words_of(entry.event)


class ExportIn(serializers.Serializer[Export]):
    list = serializers.ChoiceField(sorted(LISTS))
    about = serializers.UUIDField(
        default=None,
        allow_null=True,
        help_text="Of what: a project, an activity, … Of yourself, leave it out.",
    )


class ExportOut(serializers.ModelSerializer[Export]):
    list = serializers.ChoiceField(sorted(LISTS), source="name")
    done = serializers.SerializerMethodField(help_text="Rows written so far.")
    why = serializers.CharField(source="get_why_display", help_text="If not made.")
    kept_until = serializers.DateTimeField(help_text="Then it is deleted.")

    class Meta:
        model = Export
        fields = (
            "id",
            "list",
            "about",
            "about_name",
            "language",
            "state",
            "why",
            "done",
            "rows",
            "size",
            "made_at",
            "kept_until",
        )
        read_only_fields = fields

    def get_done(self, export: Export) -> int:
        return export.rows if export.is_ready else progress_of(export.pk).done
