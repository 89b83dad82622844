"""The demonstration: one click to be somebody, never where people are real."""

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from participants.models import User


def errors():
    return [found.id for found in run_checks(include_deployment_checks=True)]


def test_a_deployment_with_the_demonstration_on_fails_its_check(settings):
    settings.DEMO = True
    assert "coprod.E001" in errors()
    settings.DEMO = False
    assert "coprod.E001" not in errors()


@pytest.mark.parametrize("name", ["demo", "demo_mail"])
def test_without_the_demonstration_its_pages_are_not_there(client, db, settings, name):
    settings.DEMO = False
    assert client.get(reverse(name)).status_code == 404


def test_one_click_signs_in_as_one_of_the_cast_and_nobody_else(client, cast, settings):
    settings.DEMO = True
    assert (
        client.post(reverse("demo_sign_in", args=[cast.carer.user.pk])).status_code
        == 404
    )
    nour = User.objects.create_user("nour@demo.invalid", name="Nour")
    client.post(reverse("demo_sign_in", args=[nour.pk]))
    assert client.session["_auth_user_id"] == str(nour.pk)
    settings.DEMO = False
    client.logout()
    assert client.post(reverse("demo_sign_in", args=[nour.pk])).status_code == 404
