"""What is said when an address does not exist, or we made a mistake."""

from smtplib import SMTPException

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from redis.exceptions import RedisError

from coprod import errors

pytestmark = pytest.mark.django_db


def test_software_gets_a_problem_and_people_a_page(client):
    answer = client.get("/api/v1/nowhere/")
    assert (answer.status_code, answer["Content-Type"]) == (404, errors.PROBLEM)
    assert answer.json()["detail"] == "There is nothing here that you can see."
    assert "<h1>" in client.get("/nowhere/").content.decode()


@pytest.mark.parametrize("kind", [OperationalError, RedisError, OSError, SMTPException])
def test_a_part_that_is_away_is_no_mistake_of_ours(client, monkeypatch, kind):
    def away(*_given, **_named):
        raise kind("secret-host:5432")

    client.raise_request_exception = False
    monkeypatch.setattr("coprod.health.up", away)
    page = client.get("/readyz", headers={"Accept-Language": "ar"})
    assert (page.status_code, page["Retry-After"]) == (503, "10")
    assert '<html lang="ar" dir="rtl"' in page.content.decode()
    assert "secret-host" not in page.content.decode()


def test_canary_whoever_does_not_know_what_is_away_blames_us(client, monkeypatch):
    def away():
        raise RedisError

    client.raise_request_exception = False
    monkeypatch.setattr("coprod.health.up", away)
    monkeypatch.setattr(errors, "AWAY", ())
    assert client.get("/readyz").status_code == 500


def test_our_own_mistake_tells_nothing_of_what_is_inside():
    answer = errors.went_wrong(RequestFactory().get("/api/v1/projects/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, errors.PROBLEM)
    try:
        raise ValueError("secret-host")
    except ValueError:
        page = errors.went_wrong(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Traceback" not in page.content.decode()
    assert "secret-host" not in page.content.decode()
