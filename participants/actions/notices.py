"""Letters to people: promised in the cause's transaction, sent by the worker."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation

from participants import mail
from participants.models import Invitation, Notice, Participant
from participants.queries import consents_of, token_of
from projects import clock, outbox

# Only for those who asked for reminders; the other kinds are about the person's own.
REMINDERS = {"decision_opens": "reminders", "decision_closes_soon": "reminders"}


@transaction.atomic
def notify(
    *,
    participant: Participant,
    kind: str,
    about: UUID,
    link: str = "",
    words: Mapping[str, object] | None = None,
) -> bool:
    """Promise one letter about one thing to whom wants such letters; whether it is new.

    words: what the letter says. Lazy ones are put into the person's language here.
    """
    if participant.user_id is None or not _wants(participant, kind):
        return False
    with translation.override(participant.language):
        said = {key: _as_words(value) for key, value in (words or {}).items()}
    notice, new = Notice.objects.get_or_create(
        participant=participant,
        kind=kind,
        about=about,
        defaults={"link": link, "words": said},
    )
    if new:
        outbox.put("participants.send_notice", notice.pk)
    return new


def _as_words(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@transaction.atomic
def send_notice(notice_id: UUID) -> None:
    """Send one letter, unless its person does not want such letters, or left."""
    rows = Notice.objects.select_related("participant__user", "participant__project")
    notice = rows.get(pk=notice_id)
    if notice.sent_at is None and _wants(notice.participant, notice.kind):
        mail.send_notice(notice)
        notice.sent_at = clock.now()
    notice.words = {}
    notice.save(update_fields=["sent_at", "words"])


def _wants(place: Participant, kind: str) -> bool:
    if place.user is None or not place.user.is_active:
        return False
    if place.state in (Participant.State.LEFT, Participant.State.REMOVED):
        return False
    needed = REMINDERS.get(kind)
    return needed is None or needed in consents_of(place)


@transaction.atomic
def send_invitation(invitation_id: UUID) -> None:
    """Send a personal invitation to the address it was made for."""
    rows = Invitation.objects.select_related("project", "created_by", "constituency")
    invitation = rows.get(pk=invitation_id)
    if invitation.sent_at or invitation.revoked_at or not invitation.email:
        return
    mail.send_invitation(invitation, token_of(invitation))
    invitation.sent_at = clock.now()
    invitation.save(update_fields=["sent_at"])
