"""Who may start a project."""

from django.utils.translation import gettext as _

from participants.permissions import may_hold_office
from participants.queries import administers, is_software
from projects.access import YES, Person, Verdict, no
from projects.models import Pilot


def may_start_project(who: Person, pilot: Pilot) -> Verdict:
    if who.pk is None or not who.is_active:
        return no(_("Sign in first. Then you can start a project."))
    if is_software(who) or getattr(who, "bound_to", None) not in (None, pilot.pk):
        return no(_("Other software cannot start a project. A person does."))
    if pilot.starters == Pilot.Starters.ANYONE:
        return YES
    if administers(who, pilot):
        return may_hold_office(who)
    return no(
        _(
            "In %(pilot)s, administrators start projects. Write to them, and say who "
            "should be in it from both sides."
        )
        % {"pilot": pilot}
    )
