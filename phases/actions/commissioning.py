"""Putting the priorities of a round together, for both sides to decide on."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant
from phases import events
from phases.models import Commission, CommissionItem, Contribution, Cycle
from phases.permissions import may_draft_priorities
from projects import log
from projects.access import ensure
from projects.editions import ensure_current
from projects.log import Fact


@transaction.atomic
def draft_priorities(
    *,
    by: Participant,
    cycle: Cycle,
    text: str,
    chosen: Sequence[Contribution],
    language: str = "en",
    edition: int = 0,
) -> Commission:
    """Write the list in its order; each change makes a new edition of it.

    edition: what the writer had before them; 0: no list yet.
    """
    Cycle.objects.select_for_update().get(pk=cycle.pk)  # one writer at a time
    commission, is_new = Commission.objects.get_or_create(
        cycle=cycle, defaults={"project": cycle.project}
    )
    cycle.commission = commission
    ensure(may_draft_priorities(by, cycle))
    ensure_current(0 if is_new else commission.edition, edition)
    _check(cycle, chosen)
    commission.text, commission.language = text, language
    commission.edition += 0 if is_new else 1
    commission.save(update_fields=["text", "language", "edition"])
    commission.items.all().delete()
    CommissionItem.objects.bulk_create(
        CommissionItem(commission=commission, contribution=one, position=position)
        for position, one in enumerate(chosen, start=1)
    )
    facts: dict[str, Fact] = {
        "commission": str(commission.pk),
        "edition": commission.edition,
    }
    log.record(events.PRIORITIES_DRAFTED, cycle.project, by.as_actor, **facts)
    return commission


def _check(cycle: Cycle, chosen: Sequence[Contribution]) -> None:
    if len({one.pk for one in chosen}) < len(chosen):
        raise ValidationError(_("Something is on the list twice."))
    for one in chosen:
        if one.activity.phase.cycle_id != cycle.pk or not one.is_shown:
            raise ValidationError(
                _("Only what stands on a board of this round can be a priority.")
            )
