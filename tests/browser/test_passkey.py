"""A passkey in a real browser, with an authenticator made of software."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from playwright.sync_api import expect

from participants.models import User
from tests.browser.test_parts import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page


def test_a_passkey_is_made_and_lets_its_owner_in_alone(settings, new_page):
    settings.DEMO = True
    user = User.objects.create_user("carer@demo.invalid", name="Carer")
    EmailAddress.objects.filter(user=user).update(verified=True)
    page = with_authenticator(new_page())
    page.goto(reverse("demo"))
    page.locator("form[action*='sign-in'] button").click()
    page.goto(reverse("mfa_add_webauthn"))
    assert violations(page) == set()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Spare codes")).to_be_visible()
    page.context.clear_cookies()
    page.goto(reverse("account_request_login_code"))
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="My projects", level=1)).to_be_visible()
    page.goto(reverse("how_i_sign_in"))
    expect(page.get_by_role("heading", name="Passkey 1", level=3)).to_be_visible()
    assert violations(page) == set()


def test_where_a_passkey_fails_the_page_says_so(settings, new_page):
    settings.DEMO = True
    User.objects.create_user("carer@demo.invalid", name="Carer")
    page = new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    nobody = {**KEY, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": nobody})
    page.goto(reverse("demo"))
    page.locator("form[action*='sign-in'] button").click()
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("That did not work, or it was stopped.")).to_be_visible()
