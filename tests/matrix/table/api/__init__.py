"""The API: sessions and tokens. Software has no vote and speaks for nobody."""

from tests.matrix.asking import Row
from tests.matrix.table.api import circle, decisions, judging, people, webhooks

ROWS: dict[str, Row] = (
    people.ROWS | decisions.ROWS | circle.ROWS | judging.ROWS | webhooks.ROWS
)
