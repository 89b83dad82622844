"""Carried decisions take effect once each, however often the worker is killed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from decisions.actions.closing import settle
from decisions.actions.proposing import put_question
from decisions.models import Decision, Mandate
from decisions.queries.charters import FOUNDING_TERMS
from decisions.rules import Outcome
from participants.models import Participant
from participants.rules.groups import PRESETS
from phases.actions import start_project
from phases.acts import OPEN_PHASE
from phases.models import Phase
from projects import clock
from projects.models import LogEntry
from tests.cast import WORDS, make_pilot, make_user
from tests.worker import crew

PROJECTS = 12  # of four phases each


@pytest.fixture
def carried(transactional_db) -> int:
    """Every phase of many projects, with a go-ahead that waits for the worker."""
    pilot, fiona = make_pilot(), make_user("fiona")
    for _each in range(PROJECTS):
        start_project(
            by=fiona, pilot=pilot, words=WORDS, groups=PRESETS["health"], own=1
        )
    for phase in Phase.objects.select_related("project__pilot"):
        decide_to_open(phase)
    return Mandate.objects.count()


@transaction.atomic
def decide_to_open(phase: Phase) -> None:
    """A decision that carried: how it came to that is not what is drilled here."""
    now = clock.now()
    decision = put_question(
        Participant.objects.get(project=phase.project),
        OPEN_PHASE,
        phase,
        FOUNDING_TERMS,
        text="We propose it.",
        opens_at=now,
        closes_at=now + timedelta(days=7),
        state=Decision.State.OPEN,
    )
    settle(decision, Outcome("carried", (), ()))


@pytest.mark.parametrize("canary", [False, True], ids=["outbox", "canary"])
def test_a_killed_worker_neither_loses_nor_doubles_what_was_decided(
    carried, tmp_path, canary
):
    with crew(tmp_path / "log", slow=0.1, canary=canary) as hands:
        hands.kill_while_working("decisions.enact", times=4 if canary else 10)
        hands.wait_until_done("decisions.enact")
    opened = Counter(
        LogEntry.objects.filter(event="phases.phase_opened").values_list(
            "facts__phase", flat=True
        )
    )
    enacted = Mandate.objects.filter(state=Mandate.State.ENACTED).count()
    assert enacted == len(opened) == Phase.objects.filter(state="open").count()
    lost, double = carried - enacted, sum(opened.values()) - len(opened)
    assert (lost > 0, double) == (canary, 0), f"{lost} lost, {double} twice"
