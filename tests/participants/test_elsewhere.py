"""Signing in at a pilot's sign-in service: a real one, that can be told to lie."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from coprod.accounts import AccountAdapter, MfaAdapter
from coprod.oidc import protocol
from coprod.oidc.transport import fetch
from participants.actions import (
    add_provider,
    appoint_administrator,
    change_provider,
)
from participants.models import IdentityProvider, User
from participants.rules.groups import PRESETS
from phases.actions import start_project
from projects.access import YES
from projects.models import Pilot, Project
from tests.cast import WORDS, add_second_step, make_pilot, make_user
from tests.participants.elsewhere import (
    SECRET,
    Town,
    back,
    come,
    go,
    link,
    offered,
    running,
)
from tests.participants.second_steps import shown, told
from tests.participants.ways_in import the_code, type_code
from tools.places import unused_port


@pytest.fixture(scope="module")
def service():
    with running() as address:
        yield address


@pytest.fixture
def town(service, settings):
    settings.OUTGOING_TO_OWN_MACHINE = True
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}
    town = Town(service)
    town.is_told()
    town.knows("ada", email="ada@example.org")
    town.knows("carer", email="carer@example.org")
    return town


@dataclass
class Few:
    """Two pilots and the people that matter here."""

    pilot: Pilot
    elsewhere: Pilot
    root: User
    admin: User
    foreign_admin: User
    carer: User


@pytest.fixture
def few(db):
    root = User.objects.create_superuser("root@example.org")
    admin, foreign, carer = map(make_user, ("admin", "foreign_admin", "carer"))
    few = Few(make_pilot(), make_pilot("elsewhere"), root, admin, foreign, carer)
    for person in (root, admin, foreign):
        add_second_step(person)
    appoint_administrator(by=root, user=admin, pilot=few.pilot)
    appoint_administrator(by=root, user=foreign, pilot=few.elsewhere)
    return few


def project_of(pilot, user):
    """One in which this person has a place."""
    groups = PRESETS["health"]
    return start_project(by=user, pilot=pilot, words=WORDS, groups=groups, own=1)


@pytest.fixture
def provider(few, town):
    return offered(town, few.admin, few.pilot)


def signed_in(client):
    return client.session.get("_auth_user_id")


# ------------------------------------------------------------------ people


def test_the_first_time_makes_an_account_and_the_second_finds_it(
    client, db, town, provider
):
    asked = come(client, town, provider, "ada")
    assert not signed_in(client)
    type_code(client, asked)
    ada = User.objects.get(email="ada@example.org")
    assert (signed_in(client), ada.name) == (str(ada.pk), "Ada")
    assert "A sign-in service can now sign you in." in told(ada)[0].body
    client.post(reverse("account_logout"))
    mail.outbox.clear()
    home = come(client, town, provider, "ada")
    assert home["Location"] == reverse("my_projects")
    assert signed_in(client) == str(ada.pk)
    assert mail.outbox == []


def test_it_leads_on_to_where_one_wanted_to_go(client, town, provider):
    link(client, town, provider, "ada")
    client.post(reverse("account_logout"))
    home = come(client, town, provider, "ada", next="/profile/")
    assert home["Location"] == "/profile/"
    client.post(reverse("account_logout"))
    home = come(client, town, provider, "ada", next="https://evil.example/")
    assert home["Location"] == reverse("my_projects")


def test_an_account_that_was_there_is_opened_by_its_owners_code_only(
    client, few, town, provider
):
    asked = come(client, town, provider, "carer")
    assert mail.outbox[-1].to == ["carer@example.org"]
    client.post(asked.url, {"code": "AAAAAA"})
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    client.post(asked.url, {"code": the_code()})
    assert signed_in(client) == str(few.carer.pk)
    assert SocialAccount.objects.get().user == few.carer


def test_known_and_unknown_addresses_look_the_same(client, few, town, provider):
    known = come(client, town, provider, "carer")
    client.cookies.clear()
    new = come(client, town, provider, "ada")
    assert (known.status_code, known.url) == (new.status_code, new.url)


def test_nothing_but_the_number_is_kept_of_what_it_says(client, town, provider):
    town.knows("ada", email="ada@example.org", birthdate="1950-01-01", role="Mayor")
    link(client, town, provider, "ada")
    client.post(reverse("account_logout"))
    come(client, town, provider, "ada")
    row = SocialAccount.objects.get()
    assert (row.uid, row.extra_data) == ("ada", {})
    assert not SocialToken.objects.exists()
    assert "1950" not in str(dict(client.session))
    assert "access" not in str(dict(client.session)).lower()


@pytest.mark.parametrize("said", [False, "false", None, "yes", 1.5])
def test_an_address_that_was_not_checked_there_opens_nothing(
    client, few, town, provider, said
):
    town.knows("carer", email="carer@example.org", email_verified=said)
    page = come(client, town, provider, "carer")
    assert page.status_code == 403
    assert "does not say that your e-mail address is yours" in page.content.decode()
    assert (mail.outbox, signed_in(client)) == ([], None)


def test_a_pilot_may_trust_the_addresses_of_its_own_domain(client, few, town):
    trusting = offered(town, few.admin, few.pilot, domains=["town.example"])
    for name, allowed in (("a@town.example", True), ("a@nottown.example", False)):
        town.knows("ada", email=name, email_verified=None)
        asked = come(client, town, trusting, "ada")
        assert (asked.status_code == 302) is allowed
        client.cookies.clear()


def test_someone_who_says_no_over_there_finds_the_other_ways(client, town, provider):
    page = back(client, town.refuses(go(client, provider)))
    assert page.status_code == 401
    assert reverse("sign_in") in page.content.decode()


def test_letters_this_way_are_limited_too(client, few, town, provider):
    for _ in range(5):
        client.cookies.clear()
        answer = come(client, town, provider, "carer")
    assert answer.status_code == 429
    assert len(mail.outbox) == 3


# ------------------------------------------------------------------ where it is offered


def test_only_the_pilots_own_way_in_offers_it(client, few, provider):
    entrance = client.get(reverse("sign_in_to", args=[few.pilot.slug]), follow=True)
    assert "Sign in with <bdi>Town staff</bdi>" in entrance.content.decode()
    for other in ("", "?pilot=elsewhere", "?pilot=nothing"):
        page = client.get(reverse("sign_in") + other).content.decode()
        assert "Town staff" not in page
    project = project_of(few.pilot, few.carer)
    shown_there = client.get(reverse("project", args=[project.pk]))
    assert f"{reverse('sign_in')}?pilot=ambermere" in shown_there.content.decode()


def test_its_name_is_in_the_language_of_the_page(client, few, provider):
    names = {"ar": "موظفو البلدية"}
    change_provider(by=few.admin, provider=provider, names=names)
    page = client.get(reverse("sign_in") + "?pilot=ambermere&lang=ar")
    assert names["ar"] in page.content.decode()


def test_before_going_one_reads_where_to_and_may_go_there(client, town, provider):
    page = client.get(reverse("oidc_before", args=[provider.pk]))
    assert town.address in page.content.decode()
    assert f"form-action 'self' {town.address}" in page["Content-Security-Policy"]


def test_one_that_is_switched_off_is_not_there(client, few, town, provider):
    change_provider(by=few.admin, provider=provider, is_active=False)
    assert client.get(reverse("oidc_before", args=[provider.pk])).status_code == 404
    assert "Town staff" not in client.get("/account/login/code/?pilot=ambermere")


def test_while_it_is_down_one_finds_the_other_ways(client, few, town):
    gone = f"http://127.0.0.1:{unused_port()}"
    provider = offered(Town(gone), few.admin, few.pilot)
    for ask, step in ((client.get, "oidc_before"), (client.post, "oidc_go")):
        page = ask(reverse(step, args=[provider.pk]))
        assert page.status_code == 503
        assert "could not be reached" in page.content.decode()
        assert reverse("sign_in") in page.content.decode()


@pytest.fixture
def fetched(monkeypatch) -> list[str]:
    """Which addresses our site itself asked."""
    asked: list[str] = []

    def noting(address: str, headers: dict[str, str] | None = None) -> Any:
        asked.append(address)
        return fetch(address, headers)

    monkeypatch.setattr(protocol, "fetch", noting)
    return asked


def test_strangers_do_not_make_us_ask_it_again_and_again(client, provider, fetched):
    for _time in range(3):
        go(client, provider)
    assert len(fetched) == 1


def test_without_redis_it_is_asked_each_time_and_people_come_in(
    client, provider, fetched, settings
):
    nowhere = {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/redis.sock"}
    settings.CACHES = {"default": nowhere}
    go(client, provider)
    assert len(fetched) == 2


def test_one_address_makes_us_ask_so_often_and_no_more(client, provider, settings):
    settings.ACCOUNT_RATE_LIMITS = {"ask_service": "1/d/ip"}
    before = reverse("oidc_before", args=[provider.pk])
    assert client.get(before).status_code == 200
    assert client.get(before).status_code == 429
    assert client.post(reverse("oidc_go", args=[provider.pk])).status_code == 429
    assert client.get(before, REMOTE_ADDR="10.9.8.7").status_code == 200


def test_a_pilot_that_cannot_be_named_is_no_pilot(client, db):
    assert client.get(reverse("sign_in") + "?pilot=%00").status_code == 200


# ------------------------------------------------------------------ administrators


def test_an_administrator_still_shows_a_second_step(client, few, town, provider):
    town.knows("admin", email="admin@example.org")
    totp = Authenticator.objects.get(user=few.admin, type="totp")
    secret = MfaAdapter().decrypt(totp.data["secret"])
    second = link(client, town, provider, "admin")
    assert second.url == reverse("mfa_authenticate")
    assert not signed_in(client)
    client.post(second.url, {"code": shown(secret)})
    assert signed_in(client) == str(few.admin.pk)
    assert SocialAccount.objects.get().user == few.admin
    client.post(reverse("account_logout"))
    second = come(client, town, provider, "admin")
    assert second.url == reverse("mfa_authenticate")
    assert not signed_in(client)


@pytest.mark.parametrize("who", ["foreign_admin", "root", "carer"])
def test_only_the_pilots_administrators_add_one(few, town, who):
    with pytest.raises(PermissionDenied, match="Only administrators of this pilot"):
        offered(town, getattr(few, who), few.pilot)
    assert not IdentityProvider.objects.exists()


@pytest.mark.parametrize(
    "issuer",
    ["https://10.0.0.7", "https://localhost", "file:///etc/passwd", "https://a@b.org"],
)
def test_an_address_inside_the_house_is_refused_when_saved(client, few, issuer):
    given = {"name": "X", "client_id": "x", "secret": "x"}
    with pytest.raises(ValidationError):
        add_provider(by=few.admin, pilot=few.pilot, issuer=issuer, **given)
    client.force_login(few.admin)
    form = {"pilot": few.pilot.pk, "issuer": issuer, "domains": "", **given}
    page = client.post(reverse("admin:participants_identityprovider_add"), form)
    assert page.status_code == 200
    assert not IdentityProvider.objects.exists()


def test_the_secret_is_locked_and_never_shown_again(client, few, town):
    client.force_login(few.admin)
    form = {
        "pilot": few.pilot.pk,
        "name": "Town staff",
        "name_ar": "موظفو البلدية",
        "issuer": town.address,
        "client_id": "coprod",
        "secret": SECRET,
        "domains": "@Town.example",
        "is_active": "on",
    }
    page = client.post(reverse("admin:participants_identityprovider_add"), form)
    assert page.status_code == 302, page.content.decode()
    made = IdentityProvider.objects.get()
    assert (made.domains, made.names["ar"]) == (["town.example"], form["name_ar"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM participants_identityprovider t")
        assert SECRET not in str(cursor.fetchall())
    change = reverse("admin:participants_identityprovider_change", args=[made.pk])
    shown_again = client.get(change).content.decode()
    assert SECRET not in shown_again
    assert reverse("oidc_back", args=[made.pk]) in shown_again
    locked = made.secret
    client.post(change, {**form, "name": "Town", "secret": "", "issuer": "https://x.y"})
    made.refresh_from_db()
    assert (made.name, made.secret) == ("Town", locked)
    assert made.issuer == town.address  # people are known by it


# ------------------------------------------------------------------ lies


LIES: dict[str, Any] = {
    "a token of somebody else": {"claims": {"aud": "another"}},
    "a token for several": {"claims": {"aud": ["coprod", "b"], "azp": "b"}},
    "another issuer": {"claims": {"iss": "https://accounts.example"}},
    "another name": {"description": {"issuer": "https://accounts.example"}},
    "yesterday": {"claims": {"exp": 1_700_000_000}},
    "tomorrow": {"claims": {"iat": 4_000_000_000, "exp": 4_000_001_000}},
    "without an end": {"claims": {"exp": None}},
    "another nonce": {"claims": {"nonce": "guessed"}},
    "no nonce": {"claims": {"nonce": None}},
    "nobody": {"claims": {"sub": ""}},
    "a name without end": {"claims": {"sub": "x" * 300}},
    "a false key": {"false_key": True},
    "keys inside the house": {"description": {"jwks_uri": "http://10.0.0.7/keys"}},
    "no keys": {"description": {"jwks_uri": 7}},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_opens_nothing(client, few, town, provider, lie, monkeypatch):
    monkeypatch.setattr(protocol, "KEPT", 0)  # what it says of itself is asked anew
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    where = go(client, provider)
    town.is_told(**LIES[lie])
    page = back(client, town.signs_in("carer", where))
    assert page.status_code in (401, 503)
    assert "did not let you in" in page.content.decode()
    assert not signed_in(client)


def test_canary_a_token_that_is_not_checked_would_open_it(
    monkeypatch, client, few, town, provider
):
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    where = go(client, provider)
    town.is_told(**LIES["another nonce"])
    monkeypatch.setattr("coprod.oidc.protocol.constant_time_compare", lambda *_a: True)
    back(client, town.signs_in("carer", where))
    assert signed_in(client) == str(few.carer.pk)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(
    client, few, town, provider
):
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    leads, another = town.signs_in("carer", go(client, provider)), Client()
    assert back(another, leads).status_code == 401
    assert not signed_in(another)


def test_an_answer_counts_once_and_never_with_another_state(client, town, provider):
    link(client, town, provider, "ada")
    client.post(reverse("account_logout"))
    leads = town.signs_in("ada", go(client, provider))
    forged = leads.replace("state=", "state=x")
    assert back(client, forged).status_code == 401
    assert back(client, leads).status_code == 302
    client.post(reverse("account_logout"))
    assert back(client, leads).status_code == 401
    assert not signed_in(client)


def test_each_time_the_proof_and_the_nonce_are_new(client, provider):
    asked = [parse_qs(urlsplit(go(client, provider)).query) for _ in range(2)]
    for one in asked:
        assert one["code_challenge_method"] == ["S256"]
        assert set(one["scope"][0].split()) == {"openid", "email", "profile"}
    for name in ("code_challenge", "nonce", "state"):
        assert asked[0][name] != asked[1][name]


# ------------------------------------------------------------------ between pilots


@pytest.fixture
def theirs(few, town):
    """Of another pilot, whose administrator runs it and means harm."""
    return offered(town, few.foreign_admin, few.elsewhere, domains=["example.org"])


def take_over(client, town, theirs):
    """A service that claims to be the town's own; whom it opens."""
    town.knows("thief", email="carer@example.org")
    come(client, town, theirs, "thief")
    return signed_in(client)


def test_the_service_of_another_pilot_opens_nobodys_account(
    client, few, town, provider, theirs
):
    link(client, town, provider, "carer")
    client.cookies.clear()
    assert take_over(client, town, theirs) is None
    assert come(client, town, theirs, "carer").url == reverse(
        "account_confirm_login_code"
    )  # the same number of another service is somebody else
    assert not signed_in(client)


def test_canary_believing_what_it_says_of_addresses_would_open_it(
    monkeypatch, client, few, town, theirs
):
    off = lambda _self, _login: False  # noqa: E731
    monkeypatch.setattr(AccountAdapter, "is_login_by_code_required", off)
    EmailAddress.objects.filter(user=few.carer).update(verified=True)
    assert take_over(client, town, theirs) == str(few.carer.pk)


def test_an_account_made_in_advance_is_no_back_door(client, few, town, theirs):
    """They make an account of an address; later its owner comes by a code."""
    town.knows("thief", email="new@example.org")
    come(client, town, theirs, "thief")
    client.cookies.clear()
    asked = client.post(reverse("sign_in"), {"email": "new@example.org"})
    type_code(client, asked)
    client.cookies.clear()
    come(client, town, theirs, "thief")
    assert not signed_in(client)


def test_who_takes_part_elsewhere_is_not_vouched_for(client, few, town, theirs):
    """Also where they typed the code themselves: it would open the other pilot, too."""
    project_of(few.pilot, few.carer)
    link(client, town, theirs, "carer")
    assert signed_in(client) == str(few.carer.pk)  # by the code
    assert not SocialAccount.objects.exists()
    page = client.get(reverse("my_projects")).content.decode()
    assert "reaches beyond the pilot" in page


def reads_elsewhere(client, few, town, provider):
    """Let in by one pilot's service, then given a place in another."""
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    come(client, town, provider, "carer")
    assert client.get(reverse("my_projects")).status_code == 200
    project = project_of(few.elsewhere, few.carer)
    Project.objects.update(visibility="members")
    return client.get(reverse("project", args=[project.pk])).status_code == 200


def test_a_session_ends_when_its_account_reaches_beyond_the_pilot(
    client, few, town, provider
):
    assert not reads_elsewhere(client, few, town, provider)
    assert not signed_in(client)
    page = come(client, town, provider, "carer")
    assert page.status_code == 403
    assert not signed_in(client)


def test_canary_without_asking_each_time_it_would_read_on(
    monkeypatch, client, few, town, provider
):
    monkeypatch.setattr("coprod.middleware.may_come_through", lambda *_a: YES)
    assert reads_elsewhere(client, few, town, provider)


def test_who_runs_the_site_never_comes_this_way(client, few, town, provider):
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    User.objects.filter(pk=few.carer.pk).update(is_superuser=True)
    assert come(client, town, provider, "carer").status_code == 403
    assert not signed_in(client)


KEYS = [
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "account_email",
    "account_change_password",
    "idp:oidc:authorization",
    "remove_passkey",
]


@pytest.mark.parametrize("key", KEYS)
def test_a_service_changes_nothing_that_lets_people_in(
    client, few, town, provider, key
):
    """Else whoever runs it would leave a key behind for later."""
    link(client, town, provider, "carer")
    client.post(reverse("account_logout"))
    come(client, town, provider, "carer")
    for ask in (client.get, client.post):
        page = ask(reverse(key))
        assert page.status_code == 403
        assert "First, a code by e-mail" in page.content.decode()


def test_switching_it_off_signs_out_whoever_came_through_it(
    client, few, town, provider
):
    link(client, town, provider, "ada")
    client.post(reverse("account_logout"))
    come(client, town, provider, "ada")
    change_provider(by=few.admin, provider=provider, is_active=False)
    assert "switched off" in client.get(reverse("my_projects")).content.decode()
    assert not signed_in(client)


def test_one_takes_it_back_on_ones_own_page(client, few, town, provider):
    link(client, town, provider, "ada")
    page = client.get(reverse("how_i_sign_in")).content.decode()
    assert "Town staff" in page
    client.post(reverse("unlink_service"), {"which": str(provider.pk)})
    assert not SocialAccount.objects.exists()
    client.post(reverse("account_logout"))
    asked = come(client, town, provider, "ada")
    assert asked.url == reverse("account_confirm_login_code")


def test_nobody_takes_back_what_is_somebody_elses(client, few, town, provider):
    link(client, town, provider, "ada")
    client.force_login(few.carer)
    answer = client.post(reverse("unlink_service"), {"which": str(provider.pk)})
    assert answer.status_code == 404
    assert SocialAccount.objects.exists()
