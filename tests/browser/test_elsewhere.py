"""Someone signs in where their organisation knows them, in a real browser."""

import pytest
from django.urls import reverse

from participants.actions import change_provider
from tests.browser.looking import look, window
from tests.participants.elsewhere import Town, offered, running
from tests.participants.ways_in import the_code

LANGUAGES = ("ar", "en")


@pytest.mark.django_db(transaction=True)
def test_a_carer_signs_in_where_she_is_known(cast, live_server, browser, settings):
    settings.OUTGOING_TO_OWN_MACHINE = True
    with running() as address:
        town = Town(address)
        town.knows("carer", email="carer@example.org")
        provider = offered(town, cast.admin, cast.pilot)
        context = window(browser, live_server.url)
        page = context.new_page()
        before = reverse("oidc_before", args=[provider.pk])
        for path in (f"{reverse('sign_in')}?pilot=ambermere", before):
            for language in LANGUAGES:
                assert list(look(page, path, language)) == []

        page.goto(f"{live_server.url}/projects/{cast.project.pk}/")
        page.locator("#join").get_by_role("link", name="Sign in").click()
        page.get_by_role("link", name="Sign in with Town staff").click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_placeholder("sub").fill("carer")
        page.get_by_role("button", name="Authorize").click()
        page.get_by_label("Code").fill(the_code())
        page.get_by_role("button", name="Go on").click()
        page.get_by_text("From now on you can sign in with “Town staff”.").wait_for()
        assert page.url == f"{live_server.url}/my/"

        for language in LANGUAGES:
            own = reverse("how_i_sign_in")
            assert list(look(page, own, language)) == []

        page.context.clear_cookies()
        page.goto(f"{live_server.url}{before}")
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="carer", exact=True).click()
        page.wait_for_url(f"{live_server.url}/my/")
        keys = reverse("mfa_activate_totp")
        page.goto(f"{live_server.url}{keys}")
        page.get_by_role("heading", name="First, a code by e-mail").wait_for()
        change_provider(by=cast.admin, provider=provider, is_active=False)
        page.goto(f"{live_server.url}/my/")
        page.get_by_role("heading", name="You are not signed in").wait_for()
        context.close()
