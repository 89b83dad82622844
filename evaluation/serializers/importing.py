"""The shape of files of answers in the API."""

from rest_framework import serializers

from evaluation.actions.importing import read_columns
from evaluation.models import ImportBatch
from projects.endpoint.tables import TableIn


class ImportIn(TableIn):
    """A file of answers as multipart, with the mapping as a part of JSON."""

    read_columns = staticmethod(read_columns)


class ImportOut(serializers.ModelSerializer[ImportBatch]):
    class Meta:
        model = ImportBatch
        fields: tuple[str, ...] = (
            "id",
            "round",
            "file_name",
            "state",
            "rows",
            "good",
            "stored",
            "known",
            "made_at",
        )
        read_only_fields = fields
