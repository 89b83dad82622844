"""What happens in the circle only because a decision gave leave for it."""

from decisions.acts import carries_out
from decisions.models import Mandate
from phases import acts, events
from phases.models import Activity, Commission, Contribution, Phase
from phases.permissions import (
    may_be_accepted,
    may_be_adopted,
    may_be_closed,
    may_be_opened,
)
from projects import clock, log


@carries_out(acts.OPEN_PHASE, ready=may_be_opened)
def open_phase(mandate: Mandate, phase: Phase) -> None:
    """Begin a phase, or begin it again; a second leave for it is stale from here."""
    phase.state, phase.opened_by, phase.opened_at = "open", mandate, clock.now()
    phase.closed_by, phase.closed_at = None, None
    phase.edition += 1
    phase.save(
        update_fields=[
            "state",
            "opened_by",
            "opened_at",
            "closed_by",
            "closed_at",
            "edition",
        ]
    )
    log.record(events.PHASE_OPENED, phase.project, None, **_facts(mandate, phase=phase))


@carries_out(acts.CLOSE_PHASE, ready=may_be_closed)
def close_phase(mandate: Mandate, phase: Phase) -> None:
    """End a phase; what was put into it stays and can be read."""
    phase.state, phase.closed_by, phase.closed_at = "closed", mandate, clock.now()
    phase.edition += 1
    phase.save(update_fields=["state", "closed_by", "closed_at", "edition"])
    log.record(events.PHASE_CLOSED, phase.project, None, **_facts(mandate, phase=phase))


@carries_out(acts.ADOPT_PRIORITIES, ready=may_be_adopted)
def adopt_priorities(mandate: Mandate, commission: Commission) -> None:
    """Make the list the commission of its round; what is on it counts as chosen."""
    commission.adopted_by = mandate
    commission.save(update_fields=["adopted_by"])
    Contribution.objects.filter(commissionitem__commission=commission).update(
        status=Contribution.Status.CHOSEN, status_because=""
    )
    facts = _facts(mandate, commission=commission)
    log.record(events.PRIORITIES_ADOPTED, commission.project, None, **facts)


@carries_out(acts.ACCEPT_DELIVERY, ready=may_be_accepted)
def accept_delivery(mandate: Mandate, activity: Activity) -> None:
    """Accept what a plan delivered; it takes no more tasks."""
    activity.accepted_by = mandate
    activity.save(update_fields=["accepted_by"])
    facts = _facts(mandate, activity=activity)
    log.record(events.DELIVERY_ACCEPTED, activity.project, None, **facts)


def _facts(mandate: Mandate, **things: Phase | Commission | Activity) -> dict[str, str]:
    ids = {name: str(thing.pk) for name, thing in things.items()}
    return ids | {"decision": str(mandate.decision_id)}
