"""What people allow with their data: given, and taken back at any time."""

from collections.abc import Collection

from django.db import transaction

from participants import events
from participants.models import Consent, Participant
from participants.permissions import may_change_own_place
from projects import clock, log
from projects.access import ensure


@transaction.atomic
def set_consents(*, by: Participant, kinds: Collection[str]) -> None:
    """Give the ones named and take back the others."""
    ensure(may_change_own_place(by))
    standing = Consent.objects.filter(participant=by, withdrawn_at=None)
    standing.exclude(kind__in=kinds).update(withdrawn_at=clock.now())
    give_consents(by, kinds)
    log.count(events.CONSENT_CHANGED, by.project)


def give_consents(place: Participant, kinds: Collection[str]) -> None:
    """Each stands once: a constraint lets a second yes pass by."""
    Consent.objects.bulk_create(
        [Consent(participant=place, kind=kind) for kind in kinds],
        ignore_conflicts=True,
    )


def withdraw_all(place: Participant) -> None:
    standing = Consent.objects.filter(participant=place, withdrawn_at=None)
    standing.update(withdrawn_at=clock.now())
