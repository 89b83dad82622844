"""Rules about go-aheads: trying again, and doubting how one came about."""

from django.utils.translation import gettext as _

from decisions.models import Challenge, Mandate
from decisions.permissions.proposing import as_participant
from decisions.queries import elector_of
from participants.queries import Who, grants_of
from projects import clock
from projects.access import YES, Verdict, no


def may_retry(who: Who, mandate: Mandate) -> Verdict:
    held = grants_of(who, mandate.decision.project)
    if not held & {"coordinate_project", "facilitate_project"}:
        return no(_("A coordinator or facilitator of either side can try again."))
    if mandate.state != Mandate.State.FAILED:
        return no(_("There is nothing to try again."))
    return YES


def may_challenge(who: Who, mandate: Mandate) -> Verdict:
    place = as_participant(who, mandate.decision.project)
    if place is None or elector_of(place, mandate.decision) is None:
        return no(_("Only those who could take part can doubt how it was decided."))
    if mandate.state != Mandate.State.PENDING or clock.now() >= mandate.not_before:
        return no(_("The three days for doubts are over."))
    return YES


def may_dismiss_challenge(who: Who, challenge: Challenge) -> Verdict:
    project = challenge.mandate.decision.project
    place = as_participant(who, project)
    if place is None or "facilitate_project" not in grants_of(who, project):
        return no(_("One facilitator of each side looks at a doubt."))
    if place.pk == challenge.by_id:
        return no(_("Someone else looks at your doubt."))
    if getattr(challenge, f"dismissed_by_{place.side}_id"):
        return no(_("Your side has looked at it already."))
    return YES
