"""Django's own, with what it does not know.

A prepared statement takes only so many values, and a server that is gone has hung up.
"""

from collections.abc import Sequence
from select import POLLIN, poll
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

    def is_usable(self) -> bool:
        """Ask, as Django does on each request, only if there is a reason to.

        Nothing comes unasked from a server at peace: a line that ended can be read.
        """
        return self._is_quiet() or super().is_usable()

    def _is_quiet(self) -> bool:
        line = self.connection
        if line is None or line.closed or self.errors_occurred:
            return False
        heard = poll()
        heard.register(line.fileno(), POLLIN)
        return not heard.poll(0)
