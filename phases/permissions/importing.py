"""Rules about bringing in a file of what people said elsewhere."""

from django.utils.translation import gettext as _

from decisions.permissions.proposing import as_participant
from participants.permissions import may_facilitate
from participants.queries import Who
from phases.models import Activity, ContributionFile
from phases.permissions.contributing import may_enter_for
from phases.queries import untouched
from projects import clock
from projects.access import YES, Verdict, no


def may_import(who: Who, activity: Activity) -> Verdict:
    """Like writing down what one person said, for many at once."""
    return may_enter_for(who, activity)


def may_see_files(who: Who, activity: Activity) -> Verdict:
    """What was wrong with a file was never published, so facilitators alone read it."""
    return may_facilitate(who, activity.project)


def may_see_file(who: Who, file: ContributionFile) -> Verdict:
    return may_see_files(who, file.activity)


def may_store_file(who: Who, file: ContributionFile, *, good_only: bool) -> Verdict:
    if file.state == ContributionFile.State.CHECKING:
        return no(_("The file is still being checked. Try again in a moment."))
    if file.state != ContributionFile.State.CHECKED:
        return no(_("This file was dealt with already. Bring it in again if needed."))
    if file.bad and not good_only:
        return no(_("Some rows are wrong. Mend the file, or store only the good rows."))
    if not file.good:
        return no(_("The file has no row that could be stored. Mend it first."))
    return may_import(who, file.activity)


def may_set_aside_file(who: Who, file: ContributionFile) -> Verdict:
    if not (seen := may_see_file(who, file)):
        return seen
    if file.state != ContributionFile.State.CHECKED:
        return no(_("This file was dealt with already. Bring it in again if needed."))
    return YES


def may_take_back_file(who: Who, file: ContributionFile) -> Verdict:
    """For some days, by the side it came from, and never what somebody has answered."""
    if not (seen := may_see_file(who, file)):
        return seen
    place = as_participant(who, file.activity.project)
    if place is None or place.side != file.by.side:
        return no(
            _("A facilitator of the side that brought this file in takes it back.")
        )
    if file.state != ContributionFile.State.DONE:
        return no(_("Nothing of this file was stored."))
    if file.taken_back_at:
        return no(_("What could be taken back of this file was taken back already."))
    if clock.now() >= file.stays_from:
        return no(
            _(
                "Seven days have passed since this file came in, so it stays. You can "
                "say where each thing stands."
            )
        )
    if not untouched(file).exists():
        return no(_("Nothing is left of this file that nobody has answered."))
    return YES
