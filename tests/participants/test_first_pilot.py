"""Somebody sets up a new site, and comes in as who administers its first pilot."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from participants.models import PilotAdministrator, User
from participants.permissions import may_administer, may_appoint
from projects.models import Pilot
from tests.participants.second_steps import by_mail, set_up

ADDRESS = "ada@example.org"


def first_pilot(name: str = "Ambermere", address: str = ADDRESS) -> None:
    call_command("first_pilot", name, address)


def test_its_administrator_signs_in_and_sees_to_it(client, db, capsys):
    first_pilot()
    said = capsys.readouterr().out
    assert reverse("sign_in") in said
    assert reverse("how_i_sign_in") in said
    by_mail(client, ADDRESS)
    assert not may_administer(User.objects.get(), Pilot.objects.get())
    set_up(client)
    ada, pilot = User.objects.get(), Pilot.objects.get()
    assert may_administer(ada, pilot)
    assert may_appoint(ada)
    for page in ("projects_pilot_add", "participants_apiclient_add"):
        assert client.get(reverse(f"admin:{page}")).status_code == 200


def test_whoever_had_an_account_keeps_it(db):
    known = User.objects.create_user(ADDRESS, name="Ada")
    first_pilot(address="Ada@Example.org")
    assert PilotAdministrator.objects.get().user == known


def test_a_name_in_any_script_will_do(db):
    first_pilot("حيّ النهر")
    pilot = Pilot.objects.get()
    assert (pilot.name, pilot.slug) == ("حيّ النهر", "pilot")


def test_a_second_time_nothing_is_done(db):
    first_pilot()
    with pytest.raises(CommandError, match="a pilot already: Ambermere"):
        first_pilot("Other", "eve@example.org")
    assert not User.objects.filter(email="eve@example.org").exists()


@pytest.mark.parametrize(
    ("name", "address", "why"),
    [
        ("Ambermere", "ada", "valid email"),
        ("", ADDRESS, "blank"),
        ("A" * 81, ADDRESS, "80"),
    ],
    ids=["address", "nameless", "long"],
)
def test_what_cannot_be_is_said_in_one_line(db, name, address, why):
    with pytest.raises(CommandError, match=why):
        first_pilot(name, address)
    assert not Pilot.objects.exists()
    assert not User.objects.exists()
