"""Whatever people do, and in whatever order, the house and its model agree."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from participants.actions import places
from projects.access import YES
from tests.cast import Cast
from tests.decisions.stories import adopt_charter
from tests.phases import go_aheads
from tests.stateful.machine import Projects

ALL = settings(
    deadline=None, database=None, suppress_health_check=list(HealthCheck),
    max_examples=40, stateful_step_count=50,
)  # fmt: skip
A_FEW = settings(ALL, max_examples=5, stateful_step_count=40, derandomize=True)
FIRST = settings(A_FEW, phases=[Phase.generate])  # of its kind; it need not be short


@pytest.fixture
def projects(cast: Cast) -> type[Projects]:
    adopt_charter(cast)
    phase = go_aheads.opened(cast, "co_design")
    Projects.cast, Projects.ideas = cast, go_aheads.set_up(cast, phase, "ideas")
    return Projects


def test_two_hundred_steps_lead_to_the_same_place(projects):
    run_state_machine_as_test(projects, settings=A_FEW)


@pytest.mark.drill
def test_two_thousand_steps_lead_to_the_same_place(projects):
    run_state_machine_as_test(projects, settings=ALL)


def test_canary_a_rule_that_says_yes_to_everybody_is_noticed(projects, monkeypatch):
    monkeypatch.setattr(places, "may_change_role", lambda *_asked: YES)
    with pytest.raises(AssertionError, match="The house allows change_role"):
        run_state_machine_as_test(projects, settings=FIRST)
