"""A second step when signing in: set up, asked for, removed, and due of whom."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from coprod.accounts import MfaAdapter
from participants.actions import (
    appoint_administrator,
    change_pilot,
    give_place,
    register_client,
)
from participants.models import User
from participants.permissions import may_administer
from phases.permissions import may_start_project
from projects.access import grants
from projects.models import Project, ProjectGrant
from tests.matrix.routes import ROUTES
from tests.participants.second_steps import by_mail, set_up, shown

PAGE = "how_i_sign_in"


@pytest.fixture
def carer(client, cast):
    """Signed in by code, with the app just set up; its secret."""
    by_mail(client, "carer@example.org")
    return set_up(client)


def signed_in(client):
    return client.session.get("_auth_user_id")


# ------------------------------------------------------------------ signing in


def test_with_a_second_step_the_letter_alone_lets_nobody_in(client, cast, carer, later):
    later()
    second = by_mail(client, "carer@example.org")
    assert second.url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get(reverse("my_projects")).status_code == 302


def test_the_code_of_the_app_lets_its_owner_in(client, cast, carer, later):
    later()
    second = by_mail(client, "carer@example.org")
    client.post(second.url, {"code": "000000"})
    assert not signed_in(client)
    client.post(second.url, {"code": shown(carer)})
    assert signed_in(client) == str(cast.carer.user_id)


def test_a_code_of_the_app_works_once(client, cast, carer, later):
    code = shown(carer)
    later()
    second = by_mail(client, "carer@example.org")
    client.post(second.url, {"code": code})
    client.post(reverse("account_logout"))
    second = by_mail(client, "carer@example.org")
    client.post(second.url, {"code": code})
    assert not signed_in(client)


def test_a_spare_code_lets_in_once_when_the_phone_is_lost(client, cast, carer, later):
    spare = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(spare) == 10
    for expected in (str(cast.carer.user_id), None):
        later()
        second = by_mail(client, "carer@example.org")
        client.post(second.url, {"code": spare[0]})
        assert signed_in(client) == expected


def test_the_page_of_the_second_step_needs_no_script(client, cast, carer, later):
    later()
    page = client.get(by_mail(client, "carer@example.org").url).content.decode()
    assert 'name="code"' in page
    assert "hidden data-passkey" in page  # shown by the script, where it can work
    assert "A passkey needs JavaScript" in page


# ------------------------------------------------------------------ one page


def test_the_page_is_reached_from_the_profile_and_says_what_one_has(client, cast):
    client.force_login(cast.carer.user)
    assert reverse(PAGE) in client.get("/profile/").content.decode()
    page = client.get(reverse(PAGE)).content.decode()
    assert "You have no second step." in page
    assert "carer@example.org" in page


def test_afterwards_the_page_offers_to_remove_it_and_counts_spare_codes(client, carer):
    page = client.get(reverse(PAGE)).content.decode()
    assert "Then comes your second step." in page
    assert "10 are left." in page
    assert reverse("mfa_deactivate_totp") in page


def test_removing_it_asks_for_a_code_once_more(client, cast, carer, later):
    later()
    second = by_mail(client, "carer@example.org")
    client.post(second.url, {"code": shown(carer)})
    remove = reverse("mfa_deactivate_totp")
    asked = client.post(remove)
    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=cast.carer.user, type="totp").exists()
    later(signed_out=False)
    client.post(asked.url, {"code": shown(carer)})
    client.post(remove)
    assert not Authenticator.objects.filter(user=cast.carer.user).exists()


def test_nobody_removes_the_passkey_of_somebody_else(client, cast, carer):
    theirs = Authenticator.objects.create(
        user=cast.nurse.user, type="webauthn", data={"name": "Phone"}
    )
    answer = client.post(reverse("remove_passkey"), {"which": theirs.pk})
    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# ------------------------------------------------------------------ at rest


def kept(user: User) -> str:
    """Everything the database holds about somebody's second step, as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(t::text, ' ') FROM mfa_authenticator t"
            " WHERE user_id = %s",
            [user.pk],
        )
        return str(cursor.fetchone()[0])


def test_the_secret_of_an_app_is_not_readable_in_the_database(cast, client, carer):
    spare = Authenticator.objects.get(user=cast.carer.user, type="recovery_codes")
    assert carer not in kept(cast.carer.user)
    assert MfaAdapter().decrypt(spare.data["seed"]) not in kept(cast.carer.user)


def test_canary_a_secret_kept_as_it_is_would_be_found(monkeypatch, client, cast):
    monkeypatch.setattr(MfaAdapter, "encrypt", lambda _self, text: text)
    monkeypatch.setattr(MfaAdapter, "decrypt", lambda _self, text: text)
    by_mail(client, "carer@example.org")
    assert set_up(client) in kept(cast.carer.user)


def test_when_the_sites_key_changes_no_code_fits_any_more(settings, cast, carer):
    totp = Authenticator.objects.get(user=cast.carer.user, type="totp").wrap()
    settings.SECRET_KEY = "another-key-of-the-site-for-this-test-alone"
    assert not totp.validate_code(shown(carer))


# ------------------------------------------------------------------ administrators


@pytest.fixture
def bare_admin(cast):
    """An administrator who signs in with a code by e-mail and nothing else."""
    Authenticator.objects.filter(user=cast.admin).delete()
    return cast.admin


def test_without_a_second_step_an_administrator_has_no_power(cast, bare_admin):
    refused = pytest.raises(PermissionDenied, match="needs a second step")
    with refused:
        change_pilot(by=bare_admin, pilot=cast.pilot, settings={"name": "Mine"})
    with pytest.raises(PermissionDenied, match="needs a second step"):
        register_client(by=bare_admin, pilot=cast.pilot, name="Tool", scopes=["read"])
    cast.pilot.starters = "administrators"
    assert "second step" in may_start_project(bare_admin, cast.pilot).reason


def test_who_runs_the_site_needs_one_to_appoint_anybody(cast):
    Authenticator.objects.filter(user=cast.root).delete()
    with pytest.raises(PermissionDenied, match="needs a second step"):
        appoint_administrator(by=cast.root, user=cast.stranger, pilot=cast.pilot)


def test_a_passkey_is_a_second_step_too_but_spare_codes_are_none(cast, bare_admin):
    Authenticator.objects.create(user=bare_admin, type="recovery_codes", data={})
    assert not may_administer(bare_admin, cast.pilot)
    Authenticator.objects.create(user=bare_admin, type="webauthn", data={})
    assert may_administer(bare_admin, cast.pilot)


@pytest.mark.parametrize("who", ["admin", "root"])
def test_without_it_every_page_of_the_administration_leads_to_setting_it_up(
    client, cast, who
):
    person = getattr(cast, who)
    Authenticator.objects.filter(user=person).delete()
    client.force_login(person)
    inside = [route.address for route in ROUTES.values() if route.root == "admin"]
    assert len(inside) > 30
    for address in inside:
        where = "/" + address.replace("<path:object_id>", str(cast.pilot.pk))
        for ask in (client.get, client.post):
            answer = ask(where)
            assert answer.status_code == 403, where
            assert reverse(PAGE) in answer.content.decode()


HIDDEN = [  # pages of a private project and of its pilot
    ("project", "project"),
    ("participants:people", "project"),
    ("api:project", "project"),
    ("participants:pilot_webhooks", "pilot"),
]


@pytest.fixture
def private(cast):
    Project.objects.update(visibility=Project.Visibility.MEMBERS)
    return cast.project


def answers(client, person, cast):
    client.force_login(person)
    asked = [reverse(name, args=[getattr(cast, of).pk]) for name, of in HIDDEN]
    return [client.get(where) for where in asked]


def test_without_it_a_private_project_is_not_there_for_its_administrator(
    client, cast, private, bare_admin
):
    for theirs, strangers in zip(
        answers(client, bare_admin, cast),
        answers(client, cast.stranger, cast),
        strict=True,
    ):
        assert theirs.status_code == strangers.status_code == 404
    client.force_login(bare_admin)
    for page in ("front", "api:projects"):
        assert private.name not in client.get(reverse(page)).content.decode()


def test_with_it_they_see_what_they_look_after(client, cast, private):
    found = [answer.status_code for answer in answers(client, cast.admin, cast)]
    assert found == [200] * len(HIDDEN)


def test_canary_an_office_that_asks_for_no_second_step_would_show_it(
    monkeypatch, client, cast, private, bare_admin
):
    monkeypatch.setattr(User, "holds_office", True)
    found = [answer.status_code for answer in answers(client, bare_admin, cast)]
    assert 404 not in found


def test_a_place_of_their_own_shows_it_all_the_same(client, cast, private, bare_admin):
    group = cast.groups["Managers"]
    give_place(project=private, constituency=group, name="Admin", user=bare_admin)
    client.force_login(bare_admin)
    assert client.get(reverse("project", args=[private.pk])).status_code == 200
    held = grants(User.objects.get(pk=bare_admin.pk), private)
    assert "view_project" in held
    assert "administer_project" not in held


def test_their_own_pages_say_how_to_see_it_again(client, cast, private, bare_admin):
    due = "Set up a second step to see the projects of your pilots."
    for page in ("my_projects", PAGE):
        client.force_login(bare_admin)
        assert due in client.get(reverse(page)).content.decode()
        client.force_login(cast.foreign_admin)
        assert due not in client.get(reverse(page)).content.decode()


def test_rows_of_before_that_showed_by_office_alone_are_taken_out(cast):
    both = cast.carer.user
    appoint_administrator(by=cast.root, user=both, pilot=cast.pilot)
    move = import_module(
        "participants.migrations.0009_an_office_shows_nothing_by_itself"
    )
    seeing = ProjectGrant.objects.filter(permission__codename="view_project")
    move.put_back(apps, None)
    assert seeing.filter(user=cast.admin).exists()
    move.take_out(apps, None)
    assert not seeing.filter(user=cast.admin).exists()
    assert seeing.filter(user=both).exists()
    assert seeing.filter(user=cast.nurse.user).exists()


def test_the_page_tells_an_administrator_what_is_due(client, cast, bare_admin):
    client.force_login(bare_admin)
    page = client.get(reverse(PAGE)).content.decode()
    assert "Whoever administers needs a second step" in page
    client.force_login(cast.foreign_admin)
    assert "Whoever administers needs" not in client.get(reverse(PAGE)).content.decode()


def test_having_set_it_up_opens_the_administration(client, cast, bare_admin):
    by_mail(client, "admin@example.org")
    assert client.get("/admin/").status_code == 403
    set_up(client)
    assert client.get("/admin/").status_code == 200


def test_only_the_demonstrations_own_people_go_without(settings, cast):
    paula = User.objects.create_user("paula@demo.invalid")
    appoint_administrator(by=cast.root, user=paula, pilot=cast.pilot)
    settings.DEMO = True
    assert may_administer(paula, cast.pilot)
    settings.DEMO = False
    assert not may_administer(paula, cast.pilot)
