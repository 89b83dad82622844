"""Apps that act for people: asked, allowed, bound to a pilot, and taken back."""

import base64
import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from psycopg import sql

from participants.actions import (
    let_software_in,
    make_feed_link,
    register_app,
    suspend_client,
)
from participants.actions import resume_client as resume
from participants.models import ApiClient, Participant, User
from participants.rules.addresses import is_safe_return
from participants.rules.groups import PRESETS
from phases.actions import start_project
from projects.models import Project
from tests.cast import WORDS
from tests.participants.second_steps import told

BACK = "https://app.example.org/back"
PROOF = "a-proof-that-only-the-app-knows-and-that-is-long-enough-for-it"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(PROOF.encode()).digest())
    .rstrip(b"=")
    .decode()
)
ASK = "/api/o/authorize"


@pytest.fixture
def app(cast):
    return register_app(
        by=cast.admin,
        pilot=cast.pilot,
        name="Street app",
        scopes=["read", "write"],
        leads_to=[BACK],
    )


def question(app, **other):
    asked = {
        "client_id": app.client_id,
        "response_type": "code",
        "redirect_uri": BACK,
        "scope": "read write",
        "state": "xyz",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **other,
    }
    return f"{ASK}?{urlencode({key: said for key, said in asked.items() if said})}"


def answer(client, app, action="grant", scopes=("read", "write"), **other):
    """What the browser is led back with, after this person said yes or no."""
    page = client.get(question(app, **other))
    assert page.status_code == 200, page.content
    signed = page.context["form"].initial["request"]
    data = {"request": signed, "action": action, "scopes": list(scopes)}
    return client.post(ASK, data)


def code_in(response):
    assert response.status_code == 302, response.content
    assert response["Location"].startswith(BACK)
    back = parse_qs(urlsplit(response["Location"]).query)
    assert back["state"] == ["xyz"]
    return back["code"][0]


def swap(client, app, code, proof=PROOF):
    return client.post(
        "/api/o/token",
        {
            "grant_type": "authorization_code",
            "client_id": app.client_id,
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": proof,
        },
    )


def renew(client, app, token):
    told = {"grant_type": "refresh_token", "refresh_token": token}
    return client.post("/api/o/token", {**told, "client_id": app.client_id})


@pytest.fixture
def allowed(client, cast, app):
    """What the app got from the carer, who is signed out again."""
    client.force_login(cast.carer.user)
    got = swap(client, app, code_in(answer(client, app)))
    assert got.status_code == 200, got.content
    client.logout()
    return got.json()


def bearer(got):
    return {"authorization": f"Bearer {got['access_token']}"}


def project_address(cast):
    return f"/api/v1/projects/{cast.project.pk}/"


# ------------------------------------------------------------------ asking


def test_the_page_says_in_plain_words_who_asks_and_for_what(client, cast, app):
    client.force_login(cast.carer.user)
    page = client.get(question(app)).content.decode()
    for said in (
        "Let “Street app” act for you?",
        "Take part in your name",
        "carer@example.org",
        cast.pilot.name,
        "take it back at any time",
    ):
        assert said in page


def test_a_letter_tells_who_allowed_an_app_and_nobody_who_said_no(client, cast, app):
    client.force_login(cast.carer.user)
    answer(client, app, action="deny")
    assert told(cast.carer.user) == []
    code = code_in(answer(client, app))
    [letter] = told(cast.carer.user)
    assert "An app may now act for you." in letter.body
    assert code not in letter.body


def test_nobody_is_asked_before_they_signed_in(client, cast, app):
    answer = client.get(question(app))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_request_login_code"))
    assert "authorize" in answer.url


def test_a_no_leads_back_without_a_key(client, cast, app):
    client.force_login(cast.carer.user)
    back = answer(client, app, action="deny")
    assert back["Location"].startswith(f"{BACK}?error=access_denied")
    assert not Token.objects.exists()


def test_a_form_from_elsewhere_says_yes_for_nobody(cast, app, client):
    client.force_login(cast.carer.user)
    signed = client.get(question(app)).context["form"].initial["request"]
    client.handler.enforce_csrf_checks = True
    refused = client.post(ASK, {"request": signed, "action": "grant", "scopes": "read"})
    assert refused.status_code == 403


def test_people_are_led_to_registered_addresses_only(client, cast, app):
    client.force_login(cast.carer.user)
    page = client.get(question(app, redirect_uri="https://thief.example/back"))
    assert "asked in a wrong way" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"client_id": ""}, "Missing client_id parameter."),
        ({"client_id": "<b>other</b>"}, "Invalid client_id parameter value."),
        ({"redirect_uri": "https://thief.example/back"}, "Mismatching redirect URI."),
        ({"code_challenge_method": ""}, "code_challenge_method must be S256."),
    ],
    ids=["no id", "another id", "another address", "no method"],
)
def test_whoever_made_the_app_reads_what_is_wrong_and_nothing_it_sent(
    client, cast, app, wrong, said
):
    client.force_login(cast.carer.user)
    page = client.get(question(app, **wrong)).content.decode()
    assert f'dir="ltr">{said}</code>' in page
    assert not any(sent in page for sent in ("thief", "other</b>", "other&lt;"))


def test_the_browser_may_send_the_answer_to_the_app_and_nowhere_else(client, cast, app):
    client.force_login(cast.carer.user)
    policy = client.get(question(app)).headers["Content-Security-Policy"]
    assert "form-action 'self' https://app.example.org;" in policy + ";"
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "lacks", [{"code_challenge": ""}, {"code_challenge_method": "plain"}]
)
def test_without_a_proof_by_hash_there_is_no_question(client, cast, app, lacks):
    client.force_login(cast.carer.user)
    answer = client.get(question(app, **lacks))
    refused = "error=invalid_request" in answer.get("Location", "")
    assert refused or "asked in a wrong way" in answer.content.decode()


# ------------------------------------------------------------------ the key


def test_the_key_needs_the_proof(client, cast, app):
    client.force_login(cast.carer.user)
    code = code_in(answer(client, app))
    wrong = swap(client, app, code, proof="x" * 50)
    assert wrong.status_code == 400
    assert not Token.objects.exists()


def test_a_code_is_good_for_one_key(client, cast, app):
    client.force_login(cast.carer.user)
    code = code_in(answer(client, app))
    assert swap(client, app, code).status_code == 200
    assert swap(client, app, code).status_code == 400


def test_an_app_acts_as_the_person_who_let_it(client, cast, app, allowed):
    Project.objects.update(visibility="members")
    assert client.get(project_address(cast)).status_code == 404
    answer = client.get(project_address(cast), headers=bearer(allowed))
    assert answer.status_code == 200


def test_who_has_no_place_gets_none_through_an_app(client, cast, app):
    Project.objects.update(visibility="members")
    client.force_login(cast.stranger)
    got = swap(client, app, code_in(answer(client, app))).json()
    client.logout()
    answered = client.get(project_address(cast), headers=bearer(got))
    assert answered.status_code == 404


def test_an_app_stays_within_its_pilot(client, cast, app, allowed):
    elsewhere = cast.foreign_admin.pilotadministrator_set.get().pilot
    other = Project.objects.create(pilot=elsewhere, name="Other", purpose="Else")
    where = f"/api/v1/projects/{other.pk}/"
    assert client.get(where, headers=bearer(allowed)).status_code == 404


@pytest.fixture
def away(cast):
    """The carer's place in another pilot, where things wait for whoever began it."""
    elsewhere = cast.foreign_admin.pilotadministrator_set.get().pilot
    who, groups = cast.carer.user, PRESETS["health"]
    project = start_project(by=who, pilot=elsewhere, words=WORDS, groups=groups, own=1)
    return project.participants.get()


def reached(client, away, **said) -> set[str]:
    """Which ways that begin with the person lead to this place."""
    lists = ("places", "needs")
    shown = {name: client.get(reverse(f"api:{name}"), **said) for name in lists}
    assert {page.status_code for page in shown.values()} == {200}
    project = str(away.project_id)
    found = {name for name in lists if project in shown[name].content.decode()}
    Participant.objects.filter(pk=away.pk).update(state="left")
    client.post(reverse("api:place-come-back", args=[away.pk]), **said)
    away.refresh_from_db()
    return found | ({"come back"} if away.state == "active" else set())


def test_an_app_reaches_no_place_in_another_pilot(client, allowed, away):
    assert reached(client, away, headers=bearer(allowed)) == set()


def test_canary_the_person_alone_reaches_it_every_way(client, cast, away):
    client.force_login(cast.carer.user)
    assert reached(client, away) == {"places", "needs", "come back"}


def test_only_what_was_ticked_is_allowed(client, cast, app):
    client.force_login(cast.carer.user)
    got = swap(client, app, code_in(answer(client, app, scopes=["read"]))).json()
    client.logout()
    assert got["scope"] == "read"
    tried = client.post(
        project_address(cast), {}, headers=bearer(got), content_type="application/json"
    )
    assert tried.status_code == 403


def test_an_app_never_signs_in_to_pages(client, cast, allowed):
    for where in ("/profile/", reverse("how_i_sign_in"), "/admin/"):
        assert client.get(where, headers=bearer(allowed)).status_code == 302


def test_a_closed_account_closes_its_apps(client, cast, app, allowed):
    User.objects.filter(pk=cast.carer.user_id).update(is_active=False)
    assert client.get(project_address(cast), headers=bearer(allowed)).status_code == 401


# ------------------------------------------------------------------ renewing


def test_a_key_is_renewed_for_thirty_days_and_each_works_once(client, app, allowed):
    row = Token.objects.get(type=Token.Type.REFRESH_TOKEN)
    left = row.expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)
    new = renew(client, app, allowed["refresh_token"])
    assert new.status_code == 200
    assert new.json()["refresh_token"] != allowed["refresh_token"]
    assert renew(client, app, allowed["refresh_token"]).status_code == 400


def test_after_thirty_days_one_is_asked_again(client, app, allowed):
    ended = timezone.now() - timedelta(seconds=1)
    Token.objects.update(expires_at=ended)
    assert renew(client, app, allowed["refresh_token"]).status_code == 400


# ------------------------------------------------------------------ taking back


def test_it_is_seen_and_taken_back_at_once(client, cast, app, allowed):
    client.force_login(cast.carer.user)
    page = client.get(reverse("how_i_sign_in")).content.decode()
    assert "Street app" in page
    client.post(reverse("take_back"), {"which": app.pk})
    client.logout()
    assert client.get(project_address(cast), headers=bearer(allowed)).status_code == 401
    assert renew(client, app, allowed["refresh_token"]).status_code == 400


def test_nobody_takes_back_what_somebody_else_allowed(client, cast, app, allowed):
    client.force_login(cast.nurse.user)
    assert "Street app" not in client.get(reverse("how_i_sign_in")).content.decode()
    answer = client.post(reverse("take_back"), {"which": app.pk})
    assert answer.status_code == 404
    assert Token.objects.filter(user=cast.carer.user).exists()


def test_a_suspended_app_is_shut_out_until_it_is_let_in_again(
    client, cast, app, allowed
):
    suspend_client(by=cast.admin, client=app)
    assert client.get(project_address(cast), headers=bearer(allowed)).status_code == 401
    assert renew(client, app, allowed["refresh_token"]).status_code == 400
    client.force_login(cast.carer.user)
    code = code_in(answer(client, app))
    assert swap(client, app, code).status_code == 400
    resume(by=cast.admin, client=app)
    assert swap(client, app, code_in(answer(client, app))).status_code == 200


# ------------------------------------------------------------------ registering


def test_an_app_for_people_has_no_account_and_no_place(cast, app):
    assert app.user is None
    with pytest.raises(PermissionDenied):
        let_software_in(by=cast.coordinator, client=app, group=cast.groups["Managers"])


def test_an_app_for_people_gets_no_key_of_its_own(client, app):
    told = {"grant_type": "client_credentials", "client_id": app.client_id}
    assert client.post("/api/o/token", told).status_code in (400, 401)


def test_an_administrator_registers_one_in_the_administration(client, cast):
    client.force_login(cast.admin)
    given = {"pilot": cast.pilot.pk, "name": "Bus app", "kind": "people"}
    where = "/admin/participants/apiclient/add/"
    wrong = client.post(
        where, {**given, "scopes": ["read"], "leads_to": "http://x.org"}
    )
    assert "each with https" in wrong.content.decode()
    made = client.post(where, {**given, "scopes": ["read"], "leads_to": BACK})
    page = made.content.decode()
    app = ApiClient.objects.get()
    assert app.client_id in page
    assert app.client.type == OAuthClient.Type.PUBLIC
    assert "<dt>Secret</dt>" not in page


@pytest.mark.parametrize("who", ["foreign_admin", "stranger", "root"])
def test_only_the_pilots_administrators_register_apps(cast, who):
    with pytest.raises(PermissionDenied):
        register_app(
            by=getattr(cast, who),
            pilot=cast.pilot,
            name="App",
            scopes=["read"],
            leads_to=[BACK],
        )


def test_an_app_leads_nobody_to_an_unsafe_address(cast):
    for leads_to in ([], ["http://app.example.org/"], [BACK, "javascript:alert(1)"]):
        with pytest.raises(ValidationError):
            register_app(
                by=cast.admin,
                pilot=cast.pilot,
                name="App",
                scopes=["read"],
                leads_to=leads_to,
            )


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        (BACK, True),
        ("http://localhost:8000/back", True),
        ("http://[::1]/back", True),
        ("org.example.app:/back", True),
        ("http://example.org/", False),
        ("https://*.example.org/", False),
        ("https://me@example.org/", False),
        ("https://example.org/#there", False),
        ("https://", False),
        ("https://[bad", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_where_an_app_may_lead_people(address, safe):
    assert is_safe_return(address) is safe


# ------------------------------------------------------------------ at rest


def everything() -> str:
    """Every row of every table, as text: what a stolen backup would show."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        said = []
        for table in tables:
            rows = sql.SQL("SELECT string_agg(t::text, chr(10)) FROM {} t")
            cursor.execute(rows.format(sql.Identifier(table)))
            said.append(str(cursor.fetchone()[0]))
    return "\n".join(said)


def test_no_key_can_be_read_in_the_database(app, allowed):
    kept = everything()
    assert "Street app" in kept
    assert allowed["access_token"] not in kept
    assert allowed["refresh_token"] not in kept


def test_canary_a_key_kept_as_it_is_would_be_found(monkeypatch, client, cast, app):
    monkeypatch.setattr(DefaultOIDCAdapter, "hash_token", lambda _self, token: token)
    client.force_login(cast.carer.user)
    got = swap(client, app, code_in(answer(client, app))).json()
    assert got["refresh_token"] in everything()


def test_an_app_is_not_told_an_address_that_outlives_it(client, cast, allowed):
    make_feed_link(by=cast.carer)
    where = f"/api/v1/projects/{cast.project.pk}/my-place/feeds/"
    told = client.get(where, headers=bearer(allowed)).json()
    assert told["made_at"]
    assert (told["calendar"], told["log"]) == ("", "")
