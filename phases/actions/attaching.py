"""Pictures and papers beside what was said: added, removed, put back."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import Participant
from phases import events
from phases.actions.contributing import UNTIL_GONE, hold, make_drafts_new, take_away
from phases.models import Attachment, Contribution
from phases.permissions import (
    may_attach,
    may_put_back_attachment,
    may_remove_attachment,
)
from projects import clock, log, outbox
from projects.access import ensure
from projects.files.cleaning import clean
from projects.files.kinds import Clean, RefusedError
from projects.log import PublicAct
from projects.models.kept import REASONS


@dataclass(frozen=True)
class Enclosed:
    """What was sent, and what it shows in words, for whoever does not see it."""

    content: bytes
    description: str
    language: str = "en"


@transaction.atomic
def attach(
    *, by: Participant, contribution: Contribution, sent: Enclosed
) -> Attachment:
    """Add a picture or a PDF, made anew. Raises ValidationError for what is not taken.

    No row is locked while the file is looked into; then the rule is asked again.
    """
    ensure(may_attach(by, contribution))
    if not sent.description.strip():
        raise ValidationError(_("Say what it shows, for people who cannot see it."))
    found = _cleaned(sent.content)
    held = hold(contribution)
    ensure(may_attach(by, held))
    made = Attachment(
        contribution=held,
        by=by,
        description=sent.description.strip(),
        language=sent.language,
        media_type=found.media_type,
        width=found.width,
        height=found.height,
        pages=found.pages,
    )
    made.take_in(found.content)
    made.save(force_insert=True)
    make_drafts_new(held)
    outbox.put("phases.put_attachment_away", made.pk)
    _record(events.ATTACHED, by, made)
    return made


def _cleaned(content: bytes) -> Clean:
    try:
        return clean(content)
    except RefusedError as refused:
        raise ValidationError(str(REASONS[refused.code])) from refused


@transaction.atomic
def remove_attachment(*, by: Participant, attachment: Attachment) -> None:
    """Take it away from everyone; after a day it is gone for good."""
    held = _hold(attachment.pk)
    ensure(may_remove_attachment(by, held))
    take_away(held)
    make_drafts_new(held.contribution)
    _record(events.ATTACHMENT_REMOVED, by, held)


@transaction.atomic
def put_back_attachment(*, by: Participant, attachment: Attachment) -> None:
    hold(attachment.contribution)  # two that come back at once must not be six
    held = _hold(attachment.pk)
    ensure(may_put_back_attachment(by, held))
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    make_drafts_new(held.contribution)
    _record(events.ATTACHMENT_PUT_BACK, by, held)


@transaction.atomic
def put_attachment_away(attachment_id: UUID) -> None:
    """From its row to where files lie."""
    rows = Attachment.objects.select_for_update()
    kept = rows.filter(pk=attachment_id).exclude(content=b"").first()
    if kept:
        kept.put_away()


@transaction.atomic
def forget_attachment(attachment_id: UUID) -> None:
    """What was removed a day ago goes; its file goes with its row."""
    too_old = clock.now() - UNTIL_GONE
    Attachment.objects.filter(pk=attachment_id, removed_at__lte=too_old).delete()


def _hold(attachment_id: UUID) -> Attachment:
    rows = Attachment.objects.select_for_update(of=("self",)).defer("content")
    return rows.select_related(
        "contribution__project", "contribution__activity__phase", "contribution__author"
    ).get(pk=attachment_id)


def _record(event: PublicAct, by: Participant, attachment: Attachment) -> None:
    log.record(
        event,
        by.project,
        by.as_actor,
        contribution=str(attachment.contribution_id),
        attachment=str(attachment.pk),
    )
