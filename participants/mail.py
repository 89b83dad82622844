"""Letters that leave the house: one template a kind, in the person's language.

A template holds the subject on its first line and the text below. The same words go
out as plain text and as simple HTML, right to left where the language runs so.
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from participants.models import Invitation, Notice, User
from projects.addresses import absolute
from projects.models.webhooks import Webhook


def send_notice(notice: Notice) -> None:
    """One letter to one participant about one thing."""
    place = notice.participant
    zone = ZoneInfo(place.project.pilot.time_zone)
    said = {key: _as_moment(word) for key, word in notice.words.items()}
    context = {
        **said,
        "person": place,
        "project": place.project,
        "url": absolute(notice.link),
        "settings_url": absolute(
            reverse("participants:my_place", args=[place.project_id])
        ),
    }
    with timezone.override(zone):
        _send(notice.kind, place.user.email, place.language, context, notice.pk)  # type: ignore[union-attr]


def send_invitation(invitation: Invitation, token: str) -> None:
    """A personal link, to an address that may not know us yet."""
    joining = reverse("participants:join", args=[token])
    context = {
        "invitation": invitation,
        "project": invitation.project,
        "sender": invitation.created_by,
        "url": absolute(f"{joining}?lang={invitation.language}"),
    }
    _send("invitation", invitation.email, invitation.language, context, invitation.pk)


def send_silence(webhook: Webhook, user: User) -> None:
    """To somebody who looks after a receiver that was switched off by itself."""
    context = {
        "name": user.name,
        "host": webhook.host,
        "where": str(webhook.home),
        "url": absolute(reverse("participants:webhook", args=[webhook.pk])),
    }
    letter = uuid5(webhook.pk, f"{user.pk} {webhook.failing_since}")
    _send("silence", user.email, user.language or "en", context, letter)


CHANGES = {  # of what lets somebody into an account; allauth named most of them
    "totp_activated": _("An app that shows codes is now your second step."),
    "totp_deactivated": _("The app that shows codes is no longer your second step."),
    "webauthn_added": _("A passkey was added. It can sign you in."),
    "webauthn_removed": _("A passkey was removed. It no longer signs you in."),
    "recovery_codes_generated": _(
        "New spare codes were made. The old ones no longer work."
    ),
    "service_linked": _("A sign-in service can now sign you in."),
    "feed_link_made": _(
        "An address was made at which a calendar or feed reader can read one of your"
        " projects as you can. Whoever has the address can, too."
    ),
    "app_allowed": _("An app may now act for you."),
    "second_step_taken_off": _(
        "Whoever runs this site removed your second step and signed you out"
        " everywhere. A code by e-mail is now enough to sign in."
    ),
}


def send_change(user: User, what: str, letter: UUID) -> None:
    """To the owner of an account, whoever made the change."""
    context = {"what": CHANGES[what], "url": absolute(reverse("how_i_sign_in"))}
    _send("change", user.email, user.language or "en", context, letter)


def _send(
    kind: str, to: str, language: str, context: Mapping[str, object], letter: UUID
) -> None:
    """Sent twice after a crash, a letter keeps its id, so a mailbox can tell."""
    with translation.override(language):
        text = render_to_string(f"mail/{kind}.txt", dict(context))
        subject, _, body = text.strip().partition("\n")
        shape = {"subject": subject, "body": body.strip()}
        html = render_to_string("mail/letter.html", shape)
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        shape["body"],
        to=[to],
        headers={"Message-ID": f"<{letter}@{_domain()}>"},
    )
    message.attach_alternative(html, "text/html")
    message.send()


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _as_moment(word: str) -> object:
    try:
        return timezone.localtime(datetime.fromisoformat(word))
    except ValueError:
        return word
