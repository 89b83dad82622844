"""Signing in with a second step, as people do it."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from participants.models import User
from tests.clock import work_off
from tests.participants.ways_in import type_code


def shown(secret: str) -> str:
    """The code that the app on the phone shows now."""
    [counter] = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def by_mail(client: Client, email: str):
    """The first step; what comes after it."""
    asked = client.post(reverse("account_request_login_code"), {"email": email})
    return type_code(client, asked)


def set_up(client: Client) -> str:
    """Turn the app on; the secret that the page shows."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()  # to be typed where there is no camera
    done = client.post(reverse("mfa_activate_totp"), {"code": shown(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return str(secret)


def told(user: User) -> list[EmailMultiAlternatives]:
    """What letters say that what lets somebody in as them has changed."""
    work_off()
    return [
        one
        for one in mail.outbox
        if isinstance(one, EmailMultiAlternatives)
        and one.to == [user.email]
        and reverse("how_i_sign_in") in str(one.body)
    ]
