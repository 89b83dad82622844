"""What pilot administrators can set, and what nobody can."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from participants.actions import appoint_administrator, dismiss_administrator
from participants.models import (
    ApiClient,
    Constituency,
    Participant,
    PilotAdministrator,
    User,
)
from projects.access import grants
from projects.models import LogEntry, Pilot
from tests.cast import add_second_step


@pytest.fixture
def root(cast):
    return cast.root


@pytest.fixture
def admin(cast):
    return cast.admin


def fresh(user):
    return User.objects.get(pk=user.pk)


def page(name, *args):
    return reverse(f"admin:{name}", args=args)


SETTINGS = {
    "name": "Ambermere Together",
    "about": "",
    "organisations": "The town",
    "languages": ["en", "ar"],
    "time_zone": "Europe/Helsinki",
    "offline_way": "Ring 01632 960014",
    "starters": "administrators",
    "charter_preset": "consultative",
    "groups_preset": "school",
}


def test_the_administration_is_entered_by_code_like_everything(client, cast):
    response = client.get(reverse("admin:index"), follow=True)
    path = response.redirect_chain[-1][0]
    assert path.startswith(reverse("account_request_login_code"))


def test_administrators_are_greeted_by_name(client, cast, admin):
    client.force_login(admin)
    words = client.get(reverse("admin:index")).content.decode()
    assert admin.name in words
    assert admin.email not in words


@pytest.mark.parametrize("who", ["stranger", "fiona", "coordinator"])
def test_only_administrators_come_in(client, cast, who):
    person = getattr(cast, who)
    client.force_login(getattr(person, "user", person))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_an_administrator_changes_the_settings_of_their_pilot(client, cast, admin):
    client.force_login(fresh(admin))
    address = page("projects_pilot_change", cast.pilot.pk)
    assert client.get(address).status_code == 200
    response = client.post(address, SETTINGS)
    assert response.status_code == 302, response.context["errors"]
    cast.pilot.refresh_from_db()
    assert cast.pilot.time_zone == "Europe/Helsinki"
    assert cast.pilot.offline_way == "Ring 01632 960014"
    assert cast.pilot.starters == "administrators"
    assert cast.pilot.slug == "ambermere"


def test_an_administrator_sees_no_other_pilot(client, cast, admin):
    client.force_login(fresh(admin))
    elsewhere = Pilot.objects.get(slug="elsewhere")
    response = client.get(page("projects_pilot_changelist")).content.decode()
    assert "Ambermere" in response
    assert "Elsewhere" not in response
    for address in (
        page("projects_pilot_change", elsewhere.pk),
        page("projects_pilot_delete", elsewhere.pk),
    ):
        assert client.post(address, SETTINGS).status_code in (302, 403)
    elsewhere.refresh_from_db()
    assert elsewhere.name == "Elsewhere"
    assert client.get(page("projects_pilot_add")).status_code == 403


def test_a_superuser_does_not_set_what_pilots_set(client, cast, root):
    client.force_login(root)
    address = page("projects_pilot_change", cast.pilot.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, SETTINGS).status_code == 403
    cast.pilot.refresh_from_db()
    assert cast.pilot.name == "Ambermere"


def test_a_superuser_opens_pilots_and_appoints(client, cast, root):
    client.force_login(root)
    response = client.post(page("projects_pilot_add"), {**SETTINGS, "slug": "new"})
    assert response.status_code == 302
    made = Pilot.objects.get(slug="new")
    response = client.post(
        page("participants_pilotadministrator_add"),
        {"email": "Town@Example.org", "pilot": made.pk},
    )
    assert response.status_code == 302
    office = PilotAdministrator.objects.get(pilot=made)
    assert office.user.is_staff
    response = client.post(
        page("participants_pilotadministrator_delete", office.pk), {"post": "yes"}
    )
    assert response.status_code == 302
    assert not fresh(office.user).is_staff


def test_administrators_appoint_nobody(client, cast, admin):
    client.force_login(fresh(admin))
    address = page("participants_pilotadministrator_add")
    assert client.get(address).status_code == 403
    assert (
        client.get(page("participants_pilotadministrator_changelist")).status_code
        == 403
    )


def test_an_administrator_holds_a_look_at_projects_and_nothing_more(cast, admin, root):
    held = grants(fresh(admin), cast.project)
    assert held == {"view_project", "administer_project"}
    dismiss_administrator(
        by=root, office=PilotAdministrator.objects.get(user=admin, pilot=cast.pilot)
    )
    assert grants(fresh(admin), cast.project) == frozenset()


def test_an_administrator_with_a_place_keeps_it_when_dismissed(cast, root):
    person = cast.carer.user
    add_second_step(person)
    office = appoint_administrator(by=root, user=person, pilot=cast.pilot)
    assert "administer_project" in grants(fresh(person), cast.project)
    dismiss_administrator(by=root, office=office)
    held = grants(fresh(person), cast.project)
    assert "decide_in_project" in held
    assert "administer_project" not in held


def test_groups_get_better_words_but_never_another_side(client, cast, admin):
    client.force_login(fresh(admin))
    group = cast.groups["Managers"]
    response = client.post(
        page("participants_constituency_change", group.pk),
        {"name": "Ward managers", "name_ar": "مديرو الأقسام", "side": "community"},
    )
    assert response.status_code == 302
    group.refresh_from_db()
    assert (group.name, group.side) == ("Ward managers", "institution")
    assert group.names == {"ar": "مديرو الأقسام"}
    line = LogEntry.objects.get(event="participants.group_renamed")
    assert (line.role, line.actor) == ("admin", None)


def test_a_forgotten_group_is_added_in_ones_own_pilot_only(client, cast, admin):
    client.force_login(fresh(admin))
    address = page("participants_constituency_add")
    given = {"side": "community", "name": "Young carers", "project": cast.project.pk}
    assert client.post(address, given).status_code == 302
    assert cast.project.constituencies.filter(name="Young carers").exists()

    client.force_login(cast.foreign_admin)
    response = client.post(address, {**given, "name": "Intruders"})
    assert response.status_code == 200
    assert not Constituency.objects.filter(name="Intruders").exists()


def test_the_secret_of_new_software_is_shown_once(client, cast, admin):
    client.force_login(fresh(admin))
    response = client.post(
        page("participants_apiclient_add"),
        {
            "pilot": cast.pilot.pk,
            "name": "Survey tool",
            "kind": "itself",
            "scopes": ["read", "write"],
        },
    )
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    made = ApiClient.objects.get()
    secret = response.context["secret"]
    assert made.client.check_secret(secret)
    assert secret in response.content.decode()
    assert secret not in made.client.secret
    address = page("participants_apiclient_change", made.pk)
    assert secret not in client.get(address).content.decode()


def test_software_is_suspended_in_the_list(client, cast, admin):
    client.force_login(fresh(admin))
    given = {
        "pilot": cast.pilot.pk,
        "name": "Survey tool",
        "kind": "itself",
        "scopes": ["read"],
    }
    client.post(page("participants_apiclient_add"), given)
    made = ApiClient.objects.get()
    for action, active in (("suspend", False), ("resume", True)):
        client.post(
            page("participants_apiclient_changelist"),
            {"action": action, "_selected_action": [made.pk]},
        )
        assert User.objects.get(apiclient=made).is_active is active


def test_software_of_another_pilot_is_out_of_reach(client, cast, admin):
    client.force_login(fresh(admin))
    elsewhere = Pilot.objects.get(slug="elsewhere")
    given = {"pilot": elsewhere.pk, "name": "Spy", "kind": "itself", "scopes": ["read"]}
    assert client.post(page("participants_apiclient_add"), given).status_code == 200
    assert not ApiClient.objects.exists()


GOVERNED = ("decisions", "phases", "participants.Participant", "projects.Project")


def test_nothing_governed_has_a_form_for_anybody(rf, cast):
    for person in (cast.root, cast.admin):
        request = rf.get("/admin/")
        request.user = person
        for model, shown in site._registry.items():
            if model._meta.label.startswith(GOVERNED):
                assert not shown.has_add_permission(request), model
                assert not shown.has_change_permission(request), model
                assert not shown.has_delete_permission(request), model


def test_canary_a_form_for_something_governed_is_noticed(rf, cast):
    site.register(Participant)
    try:
        with pytest.raises(AssertionError, match="Participant"):
            test_nothing_governed_has_a_form_for_anybody(rf, cast)
    finally:
        site.unregister(Participant)


def test_the_administration_speaks_the_words_people_read(client, cast):
    client.force_login(cast.admin)
    page_seen = client.get(reverse("admin:index")).content.decode()
    assert "Groups" in page_seen
    for term in ("Constituenc", "Api client"):
        assert term not in page_seen
