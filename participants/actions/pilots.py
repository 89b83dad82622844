"""What a pilot's administrators configure. None of it opens, closes or decides."""

from collections.abc import Mapping

from django.conf import settings as site
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from participants import events
from participants.actions.accounts import open_account
from participants.models import Constituency, PilotAdministrator, User
from participants.permissions import may_add_group, may_administer, may_appoint
from projects import log
from projects.access import ensure
from projects.models import Pilot, Project

PILOT_SETTINGS = (
    "name",
    "about",
    "organisations",
    "languages",
    "time_zone",
    "offline_way",
    "starters",
    "charter_preset",
    "groups_preset",
)


@transaction.atomic
def add_pilot(*, by: User, pilot: Pilot) -> Pilot:
    """Make room for a new programme; its administrators are appointed apart."""
    ensure(may_appoint(by))
    pilot.save(force_insert=True)
    return pilot


@transaction.atomic
def begin_site(*, name: str, email: str) -> Pilot:
    """The first pilot, and who runs it and the site: there is nobody to ask yet.

    Raises ValidationError where there is a pilot already.
    """
    if known := Pilot.objects.first():
        raise ValidationError(f"There is a pilot already: {known}.")
    languages = [code for code, _name in site.LANGUAGES]
    pilot = Pilot(name=name, slug=slugify(name)[:50] or "pilot", languages=languages)
    pilot.full_clean()
    pilot.save()
    user = open_account(email=email)
    user.is_superuser = user.is_staff = True
    user.save(update_fields=["is_superuser", "is_staff"])
    PilotAdministrator.objects.create(user=user, pilot=pilot)
    return pilot


@transaction.atomic
def change_pilot(*, by: User, pilot: Pilot, settings: Mapping[str, object]) -> None:
    """Change a pilot's settings: words, languages, what is suggested to projects."""
    ensure(may_administer(by, pilot))
    for field in PILOT_SETTINGS:
        if field in settings:
            setattr(pilot, field, settings[field])
    pilot.save(update_fields=PILOT_SETTINGS)


@transaction.atomic
def add_group(
    *, by: User, project: Project, side: str, name: str, names: dict[str, str]
) -> Constituency:
    """Add a group that was forgotten; on the log, by office and not by name."""
    ensure(may_add_group(by, project))
    group = Constituency.objects.create(
        project=project,
        side=side,
        name=name,
        names=names,
        position=project.constituencies.count(),
    )
    _record(events.GROUP_ADDED, group)
    return group


@transaction.atomic
def rename_group(
    *, by: User, group: Constituency, name: str, names: dict[str, str]
) -> None:
    """Put a group's name in better words; its side and its people stay."""
    ensure(may_administer(by, group.project.pilot))
    group.name, group.names = name, names
    group.save(update_fields=["name", "names"])
    _record(events.GROUP_RENAMED, group)


def _record(event: log.ReservedAct, group: Constituency) -> None:
    log.record_reserved(event, group.project, "admin", group=str(group.pk))
