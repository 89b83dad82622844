"""The only writer of grants: rows say what the role and the pilot say."""

from django.db import transaction
from guardian.shortcuts import assign_perm, get_user_perms, remove_perm

from participants.models import Participant, PilotAdministrator, User
from participants.permissions import may_appoint
from participants.roles import ADMINISTRATOR_GRANTS, grants_of_place
from projects.access import ensure
from projects.models import Pilot, Project


def sync_grants(user: User | None, project: Project) -> None:
    """Make guardian's rows say what someone's place and office say, and no more."""
    if user is None:
        return
    wanted = _wanted(user, project)
    held = set(get_user_perms(user, project))
    for codename in wanted - held:
        assign_perm(codename, user, project)
    for codename in held - wanted:
        remove_perm(codename, user, project)
    for kept in (
        "_grants",
        "_places",
        "holds_office",
    ):  # what this object remembers is old now
        user.__dict__.pop(kept, None)


def _wanted(user: User, project: Project) -> frozenset[str]:
    place = Participant.objects.filter(user=user, project=project).first()
    wanted = grants_of_place(place) if place else frozenset()
    office = PilotAdministrator.objects.filter(user=user, pilot=project.pilot_id)
    return wanted | ADMINISTRATOR_GRANTS if office.exists() else wanted


@transaction.atomic
def sync_administrators(*, project: Project) -> None:
    """Let the administrators of a pilot see a project that begins in it."""
    for office in PilotAdministrator.objects.filter(pilot=project.pilot_id):
        sync_grants(office.user, project)
        _sync_admin_door(office.user)


@transaction.atomic
def appoint_administrator(*, by: User, user: User, pilot: Pilot) -> PilotAdministrator:
    """Give someone a pilot to configure. No say in its decisions follows from it."""
    ensure(may_appoint(by))
    office, _new = PilotAdministrator.objects.get_or_create(user=user, pilot=pilot)
    _sync_pilot(user, pilot)
    return office


@transaction.atomic
def dismiss_administrator(*, by: User, office: PilotAdministrator) -> None:
    """Take the pilot back; what they hold through a place of their own stays."""
    ensure(may_appoint(by))
    user, pilot = office.user, office.pilot
    office.delete()
    _sync_pilot(user, pilot)


def _sync_pilot(user: User, pilot: Pilot) -> None:
    for project in pilot.projects.all():
        sync_grants(user, project)
    _sync_admin_door(user)


def _sync_admin_door(user: User) -> None:
    """The administration pages open for whoever has a pilot, and for superusers."""
    offices = PilotAdministrator.objects.filter(user=user)
    user.is_staff = user.is_superuser or offices.exists()
    user.save(update_fields=["is_staff"])
