"""What is said when an address does not exist, or we made a mistake."""

import pytest
from django.test import RequestFactory

from coprod import errors

pytestmark = pytest.mark.django_db


def test_software_gets_a_problem_and_people_a_page(client):
    answer = client.get("/api/v1/nowhere/")
    assert (answer.status_code, answer["Content-Type"]) == (404, errors.PROBLEM)
    assert answer.json()["detail"] == "There is nothing here that you can see."
    assert "<h1>" in client.get("/nowhere/").content.decode()


def test_our_own_mistake_tells_nothing_of_what_is_inside():
    answer = errors.went_wrong(RequestFactory().get("/api/v1/projects/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, errors.PROBLEM)
    page = errors.went_wrong(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Traceback" not in page.content.decode()
