"""Walking through the doors as people do: pages, codes from the letter box."""

import re
from typing import Any

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from participants.actions import invite
from participants.models import Invitation, Participant
from participants.queries import token_of
from participants.rules.joining import Asked

NEEDS = {
    "language": "en",
    "channel": "phone",
    "phone": "01632 960014",
    "help_wanted": ["travel"],
    "needs": "A ground floor",
}
AGREED = {"rules": "on", "name": "Rosa", "consents": ["reminders"]}


def link_for(by: Participant, *, places: int = 3, **asked: Any) -> Invitation:
    return invite(by=by, asked=Asked(**asked), places=places)


def step(name: str, invitation: Invitation) -> str:
    return reverse(f"participants:{name}", args=[token_of(invitation)])


def walk(client, invitation, group=None, *, email="rosa@example.org", **agreed):
    """All three steps; what comes after the last one."""
    if group:
        client.post(step("join_as", invitation), {"group": group.pk})
    client.post(step("join_need", invitation), NEEDS)
    finish = step("join_finish", invitation)
    answers = {**AGREED, "email": email, "next": finish, **agreed}
    return client.post(step("join_agree", invitation), answers)


def last_letter() -> EmailMultiAlternatives:
    letter = mail.outbox[-1]
    assert isinstance(letter, EmailMultiAlternatives)
    return letter


def html_of(letter: EmailMultiAlternatives) -> str:
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    return str(html)


def the_code() -> str:
    """The code in the last letter, as someone would read it."""
    found = re.search(r"^([A-Z0-9-]{6,})$", str(last_letter().body), re.MULTILINE)
    assert found, last_letter().body
    return found[1]


def type_code(client, response, code: str | None = None):
    """The page that asks for the code, with the address it leads on to."""
    return client.post(response.url, {"code": code or the_code()}, follow=False)
