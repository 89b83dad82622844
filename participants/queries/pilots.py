"""How a request reaches pilots, accounts, and what lets somebody in."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from participants.models import (
    ApiClient,
    IdentityProvider,
    Participant,
    PilotAdministrator,
    User,
)
from projects.access import Person
from projects.models import Pilot, Project
from projects.queries import by_name


def administers(user: Person, pilot: Pilot) -> bool:
    """Whether this person configures this pilot; a superuser does not by being one."""
    if user.pk is None or not user.is_active:
        return False
    return PilotAdministrator.objects.filter(user_id=user.pk, pilot=pilot).exists()


def administered_pilots(user: Person) -> QuerySet[Pilot]:
    """The pilots this person may look after now: with a second step, or none."""
    if not (user.is_active and getattr(user, "holds_office", False)):
        return Pilot.objects.none()
    mine = Pilot.objects.filter(administrators__user_id=user.pk)
    bound_to = getattr(user, "bound_to", None)  # an app acts in one pilot only
    return mine.filter(pk=bound_to) if bound_to else mine


def administered_pilot_for(user: Person, pk: UUID) -> Pilot:
    """A pilot that this person administers; to others there is no such page."""
    return get_object_or_404(administered_pilots(user), pk=pk)


def clients_to_let_in(project: Project) -> QuerySet[ApiClient]:
    """Software of the pilot that has no place in this project yet."""
    inside = project.participants.filter(role=Participant.Role.SOFTWARE)
    clients = ApiClient.objects.filter(pilot=project.pilot_id, user__is_active=True)
    return clients.exclude(user__in=inside.values("user")).select_related("client")


def providers_of(pilot: Pilot | None) -> QuerySet[IdentityProvider]:
    """The sign-in services that a pilot offers to its people."""
    offered = IdentityProvider.objects.filter(pilot=pilot, is_active=True)
    return offered.order_by(by_name())


def provider_of(pk: str) -> IdentityProvider:
    """One that vouched for someone, switched off or not."""
    return IdentityProvider.objects.select_related("pilot").get(pk=pk)


def has_ties_outside(user: User, pilot: Pilot) -> bool:
    """Whether an account opens anything beside one pilot. One query."""
    places = Participant.objects.filter(user=user).exclude(project__pilot=pilot)
    offices = PilotAdministrator.objects.filter(user=user).exclude(pilot=pilot)
    elsewhere = Exists(places) | Exists(offices) | Q(is_superuser=True)
    return User.objects.filter(elsewhere, pk=user.pk).exists()


def is_software(user: Person) -> bool:
    """Whether this is software's own account, not a person, nor an app for one."""
    return ApiClient.objects.filter(user__pk=user.pk).exists() if user.pk else False


def account(user: Person) -> User:
    """The account of whoever is signed in.

    Raises PermissionDenied for anyone else.
    """
    if not isinstance(user, User):
        raise PermissionDenied(_("Sign in first."))
    return user


def account_of(address: str) -> User | None:
    return User.objects.at(address).first()
