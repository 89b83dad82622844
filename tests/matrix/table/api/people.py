"""Projects and their people."""

from tests.matrix.asking import Row
from tests.matrix.who import PUBLIC, READ

ROWS: dict[str, Row] = {
    "GET api:schema": Row(PUBLIC),
    "GET api:docs": Row(PUBLIC),
    "GET api:projects": Row(PUBLIC),
    "GET api:project": Row(READ),
    "GET api:project-groups": Row(READ),
}
