"""Rules about pilots and who administers them."""

from django.utils.translation import gettext as _

from participants.models import IdentityProvider, User
from participants.queries import administers, has_ties_outside
from projects.access import YES, Person, Verdict, no
from projects.models import Pilot, Project


def may_administer(who: Person, pilot: Pilot) -> Verdict:
    if not administers(who, pilot):
        return no(_("Only administrators of this pilot can change it."))
    return may_hold_office(who)


def may_hold_office(who: Person) -> Verdict:
    """One stolen mailbox must not be enough to administer anything."""
    if not (isinstance(who, User) and who.has_second_step):
        return no(
            _(
                "Whoever administers needs a second step when signing in."
                " Set it up on the page “How I sign in”."
            )
        )
    return YES


def may_come_through(who: User, provider: IdentityProvider) -> Verdict:
    """Whoever runs a sign-in service could come in as anybody that it vouches for."""
    if not provider.is_active:
        return no(
            _(
                "This sign-in service is switched off here."
                " Sign in with a code by e-mail."
            )
        )
    if has_ties_outside(who, provider.pilot):
        return no(
            _(
                "Your account reaches beyond the pilot of this sign-in service."
                " So you sign in with a code by e-mail."
            )
        )
    return YES


def may_add_group(who: Person, project: Project) -> Verdict:
    return may_administer(who, project.pilot)


def may_appoint(who: User) -> Verdict:
    if not (who.is_active and who.is_superuser):
        return no(_("Only who runs the site appoints administrators of a pilot."))
    return may_hold_office(who)
