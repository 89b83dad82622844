"""A list costs as many queries with many rows as with few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions.models import Charter
from participants import actions as join
from participants.rules.groups import PRESETS
from participants.rules.joining import Asked
from phases.actions import start_project
from tests.cast import WORDS, make_user

MANY = 6


def people(cast):
    for number in range(MANY):
        join.give_place(
            project=cast.project,
            constituency=cast.groups["Managers"],
            name="New",
            user=make_user(f"new{number}"),
        )


def invitations(cast):
    for _ in range(MANY):
        join.invite(by=cast.fiona, asked=Asked(), places=2)


def charters(cast):
    last = cast.project.charters.count()
    Charter.objects.bulk_create(
        Charter(project=cast.project, version=last + number)
        for number in range(1, MANY + 1)
    )


LISTS = {
    "people": people,
    "invitations": invitations,
    "charters": charters,
    "events": invitations,  # each is a line of the log
}


@pytest.mark.parametrize("name", LISTS)
def test_many_rows_cost_as_many_queries_as_few(client, cast, name):
    client.force_login(cast.fiona.user)
    where = f"/api/v1/projects/{cast.project.pk}/{name}/"
    invitations(cast)  # so that no list is empty for the comparison

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(where)
        return len(answer.json()["results"]), len(asked)

    few, before = cost()
    LISTS[name](cast)
    many, after = cost()
    assert many > few
    assert after == before <= 15


def test_people_are_listed_by_group_and_decisions_by_state(client, cast):
    client.force_login(cast.fiona.user)
    where = f"/api/v1/projects/{cast.project.pk}"
    group = cast.groups["Managers"].pk
    found = client.get(f"{where}/people/?group={group}").json()["results"]
    assert {one["name"] for one in found} == {"Manager", "Coordinator"}
    assert client.get(f"{where}/decisions/?state=open").json()["results"] == []
    refused = client.get(f"{where}/decisions/?state=odd")
    assert refused.json()["code"] == "bad_parameter"


def test_a_group_of_another_project_has_nobody_here(client, cast):
    client.force_login(cast.fiona.user)
    other = start_project(
        by=cast.stranger, pilot=cast.pilot, words=WORDS, groups=PRESETS["health"], own=1
    )
    [there] = other.participants.all()
    where = f"/api/v1/projects/{cast.project.pk}/people/"
    found = client.get(where, {"group": there.constituency_id})
    assert found.json()["results"] == []
