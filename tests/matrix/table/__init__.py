"""The table: every route and method, and who finds what there.

One line a route. A route that is not here fails the build, and so does a line whose
route is gone. Everything is asked on a project that only its people can read.
"""

from tests.matrix.asking import Row
from tests.matrix.table import (
    account,
    admin,
    api,
    decisions,
    evaluation,
    participants,
    phases,
    site,
)

TABLE: dict[str, Row] = {}
for part in (site, account, participants, decisions, phases, evaluation, api, admin):
    assert not TABLE.keys() & part.ROWS.keys(), "A route stands in the table twice."
    TABLE |= part.ROWS
