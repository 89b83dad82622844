"""Who may report, hide and show again: a reserved power, for a few grounds only."""

from django.utils.translation import gettext as _

from decisions.permissions.proposing import as_participant
from participants.permissions import may_facilitate
from participants.queries import Who
from phases.models import Comment, Contribution, Report
from projects.access import YES, Verdict, no
from projects.models import Project

Said = Contribution | Comment


def project_of(said: Said) -> Project:
    return said.project if isinstance(said, Contribution) else said.contribution.project


def may_report(who: Who, said: Said) -> Verdict:
    """Anyone with a place here, observers too."""
    place = as_participant(who, project_of(said))
    if place is None or not place.is_here:
        return no(_("Only people who have joined this project can report something."))
    if place.pk == said.author_id:
        return no(_("This is your own. You can take it back instead."))
    if not said.is_shown:
        return no(_("This was taken back or hidden already."))
    return YES


def may_hide(who: Who, said: Said) -> Verdict:
    if not (facilitates := may_facilitate(who, project_of(said))):
        return facilitates
    if said.hidden_at:
        return no(_("This is hidden already."))
    return YES


def may_unhide(who: Who, said: Said) -> Verdict:
    if not (facilitates := may_facilitate(who, project_of(said))):
        return facilitates
    if not said.hidden_at:
        return no(_("This is not hidden."))
    return YES


def may_see_reports(who: Who, project: Project) -> Verdict:
    return may_facilitate(who, project)


def may_dismiss_report(who: Who, report: Report) -> Verdict:
    if not (facilitates := may_facilitate(who, report.project)):
        return facilitates
    if report.settled_at:
        return no(_("Someone has looked at this report already."))
    return YES
