"""A board that takes contributions, and someone who talks to the API."""

from collections.abc import Callable
from typing import Any

import pytest

from phases.models import Activity
from tests.cast import Cast
from tests.phases import go_aheads

NEED = {"kind": "need", "text": "A bench."}
Send = Callable[..., Any]


def open_board(cast: Cast) -> Activity:
    go_aheads.opened(cast, "co_commission")
    return Activity.objects.select_related("phase__cycle", "project__pilot").get(
        project=cast.project, method="board"
    )


@pytest.fixture
def board(cast) -> Activity:
    return open_board(cast)


@pytest.fixture
def put_in(client, cast, board) -> Send:
    """Contribute over the API, as the carer unless somebody else is named."""

    def send(key=None, who=None, where=board, **said):
        client.force_login((who or cast.carer).user)
        address = f"/api/v1/activities/{where.pk}/contributions/"
        headers = {"Idempotency-Key": str(key)} if key else {}
        kind = "application/json"
        return client.post(address, NEED | said, content_type=kind, headers=headers)

    return send
