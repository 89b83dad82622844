"""Rules about the working agreement itself."""

from django.utils.translation import gettext as _

from decisions.acts import ACTS, CHANGE_CHARTER, Act
from decisions.models import Charter
from decisions.queries import can_be_eased, running_decision, unmet
from decisions.rules import Check
from participants.queries import Who, grants_of
from projects.access import YES, Verdict, no
from projects.models import Project


def may_draft_charter(who: Who, project: Project) -> Verdict:
    if "decide_in_project" not in grants_of(who, project):
        return no(_("Only members of this project can draft its working agreement."))
    return YES


def may_be_changed(charter: Charter) -> Verdict:
    if charter.state != Charter.State.DRAFT:
        return no(_("This version was decided on already. Draft a new one."))
    if running_decision(CHANGE_CHARTER, charter):
        return no(
            _("A decision about this draft is running. Its words are fixed until then.")
        )
    return YES


def may_be_adopted(charter: Charter) -> Verdict:
    """Asked when it is proposed, and again when it would take effect."""
    if charter.state != Charter.State.DRAFT:
        return no(_("This version was decided on already. Draft a new one."))
    if set(ACTS) - set(charter.rights.values_list("act", flat=True)):
        return no(_("It does not say yet who decides on everything."))
    if lacking := unmet(charter):
        return no(_too_few(lacking))
    return YES


def _too_few(lacking: list[tuple[Act, Check]]) -> str:
    act = lacking[0][0]
    if can_be_eased(row for row in lacking if row[0] == act):
        words = _(
            "Too few people are here for the rule “%(act)s”. Invite more people, "
            "or choose a rule that today’s people can meet."
        )
    else:
        words = _("Too few people are here for the rule “%(act)s”. Invite more people.")
    return words % {"act": act.name}
