"""Sign-in services of organisations: set by a pilot, linked by people themselves."""

from collections.abc import Collection, Mapping

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.actions.accounts import tell_of_change
from participants.models import IdentityProvider, User
from participants.permissions import may_administer, may_come_through
from projects import outgoing
from projects.access import ensure
from projects.locks import locked
from projects.models import Pilot

PURPOSE = "sign-in service"


@transaction.atomic
def add_provider(
    *, by: User, pilot: Pilot, issuer: str, **given: object
) -> IdentityProvider:
    """Let a pilot's people sign in where their organisation knows them."""
    ensure(may_administer(by, pilot))
    outgoing.ensure_open(issuer)
    provider = IdentityProvider(pilot=pilot, issuer=issuer)
    _set(provider, given)
    if not provider.secret:
        raise ValidationError(_("Give the secret that the service knows us by."))
    provider.save(force_insert=True)
    return provider


@transaction.atomic
def change_provider(*, by: User, provider: IdentityProvider, **given: object) -> None:
    """Its address stays: people are known by it. Another one is another service."""
    ensure(may_administer(by, provider.pilot))
    provider.save(update_fields=_set(provider, given))


def _set(provider: IdentityProvider, given: Mapping[str, object]) -> Collection[str]:
    changed = {name: value for name, value in given.items() if name in SETTINGS}
    if secret := given.get("secret"):  # left empty, the old one stays
        changed["secret"] = locked(PURPOSE, str(secret))
    for name, value in changed.items():
        setattr(provider, name, value)
    return changed.keys()


SETTINGS = ("name", "names", "client_id", "domains", "is_active")


@transaction.atomic
def link_provider(*, by: User, provider: IdentityProvider, subject: str) -> None:
    """From now on this sign-in service may vouch for this account."""
    ensure(may_come_through(by, provider))
    _link, new = SocialAccount.objects.get_or_create(
        provider=str(provider.pk), uid=subject, defaults={"user": by}
    )
    if new:
        tell_of_change(user=by, what="service_linked")


@transaction.atomic
def unlink_provider(*, by: User, link: SocialAccount) -> None:
    """It vouches for this account no longer; the code by e-mail stays."""
    SocialAccount.objects.filter(user=by, pk=link.pk).delete()
