"""Phases, activities and contributions, made through actions."""

import pytest

from phases import actions
from phases.models import Activity, Contribution, Phase, Task
from tests.phases import go_aheads


@pytest.fixture
def planned(cast) -> Phase:
    """A phase that nobody has decided to open."""
    return go_aheads.phase_of(cast, "co_design")


@pytest.fixture
def first_board(cast) -> Activity:
    """The board that a project starts with."""
    return Activity.objects.get(project=cast.project, method="board")


@pytest.fixture
def board(cast, first_board) -> Activity:
    """The same board with its phase open."""
    go_aheads.opened(cast, "co_commission")
    return Activity.objects.select_related("phase__cycle", "project__pilot").get(
        pk=first_board.pk
    )


@pytest.fixture
def ideas(cast) -> Activity:
    return go_aheads.set_up(cast, go_aheads.opened(cast, "co_design"), "ideas")


@pytest.fixture
def plan(cast) -> Activity:
    return go_aheads.set_up(cast, go_aheads.opened(cast, "co_delivery"), "plan")


@pytest.fixture
def need(cast, board) -> Contribution:
    """What the carer said on the board."""
    words = actions.Words("need", "Someone to ring in the first night.")
    return actions.contribute(by=cast.carer, activity=board, words=words)


@pytest.fixture
def task(cast, plan) -> Task:
    """Something the nurse promised the community."""
    promise = actions.Promise("Print the number on a card", owner=cast.nurse)
    return actions.add_task(by=cast.nurse, activity=plan, promise=promise)
