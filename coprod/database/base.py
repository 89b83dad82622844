"""Django's own, which does not know that a prepared statement takes so many values."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base, features, operations

MOST = 2**16 - 1


class DatabaseFeatures(features.DatabaseFeatures):
    max_query_params = MOST


class DatabaseOperations(operations.DatabaseOperations):
    def bulk_batch_size(self, fields: Sequence[Any], objs: Sequence[Any]) -> int:
        """How many rows go into one statement: of writing, changing and deleting."""
        return MOST // max(len(fields), 1)


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
