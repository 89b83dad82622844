"""Go-aheads as rows, for tests of what they lead to rather than how they come about."""

from datetime import timedelta

from decisions.acts import Act
from decisions.models import Decision, Mandate
from phases import actions, acts
from phases.models import Activity, Phase
from projects import clock
from tests.cast import Cast


def decided(cast: Cast, act: Act, thing, result: str = "carried") -> Decision:
    """A decision that has closed with this result."""
    now = clock.now()
    return Decision.objects.create(
        project=cast.project,
        act=act.code,
        weight=act.weight,
        about=thing.pk,
        about_edition=thing.edition,
        text="We propose it.",
        way="vote",
        rule={},
        state="closed",
        result=result,
        outcome={},
        proposed_by=cast.fiona,
        opens_at=now - timedelta(days=8),
        closes_at=now - timedelta(days=1),
        closed_at=now,
    )


def go_ahead(cast: Cast, act: Act, thing, result: str = "carried") -> Mandate:
    """What a carried decision gives, ready to be used."""
    now = clock.now()
    return Mandate.objects.create(
        decision=decided(cast, act, thing, result),
        act=act.code,
        not_before=now - timedelta(hours=1),
        lapses_at=now + timedelta(days=30),
    )


def phase_of(cast: Cast, kind: str) -> Phase:
    return Phase.objects.get(project=cast.project, kind=kind)


def opened(cast: Cast, kind: str) -> Phase:
    """One phase, opened as a decision would."""
    phase = phase_of(cast, kind)
    actions.open_phase(go_ahead(cast, acts.OPEN_PHASE, phase))
    phase.refresh_from_db()
    return phase


def closed(cast: Cast, phase: Phase) -> Phase:
    actions.close_phase(go_ahead(cast, acts.CLOSE_PHASE, phase))
    phase.refresh_from_db()
    return phase


def set_up(cast: Cast, phase: Phase, method: str, title: str = "") -> Activity:
    """Something to do in a phase, as a facilitator sets it up."""
    words = actions.ActivityWords(
        title=title or method.title(), task="Say it.", offline_way="Ring us."
    )
    return actions.add_activity(by=cast.fiona, phase=phase, method=method, words=words)
