"""Who may have other software told what stands on the log.

It is told ids and types of what everybody who reads the project can read on its log,
so it takes no decision; but it goes to others, so it takes an office, and stands on
the log itself.
"""

from django.utils.translation import gettext as _

from participants.permissions import may_administer, may_facilitate
from participants.queries import Who
from participants.queries.webhooks import Home, webhooks_of
from projects.access import Verdict, no
from projects.models import Project
from projects.models.webhooks import Delivery
from projects.numbers import digits

MOST = 10


def may_tell_software(who: Who, home: Home) -> Verdict:
    if isinstance(home, Project):
        return may_facilitate(who, home)
    return may_administer(who, home)  # type: ignore[arg-type]  # nobody has a place in a pilot


def may_add_webhook(who: Who, home: Home) -> Verdict:
    verdict = may_tell_software(who, home)
    if verdict and webhooks_of(home).count() >= MOST:
        return no(
            _("There can be %(most)s receivers at most. Remove one first.")
            % {"most": digits(MOST)}
        )
    return verdict


def may_send_again(who: Who, delivery: Delivery) -> Verdict:
    verdict = may_tell_software(who, delivery.webhook.home)
    if verdict and not delivery.webhook.is_on:
        return no(_("This receiver is switched off. Switch it on first."))
    return verdict
