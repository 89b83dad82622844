"""Only what the description names can be asked, and no more comes than was asked."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from phases import actions


@pytest.fixture
def listed(client, cast, board):
    for text in ("A bench", "A van"):
        actions.contribute(
            by=cast.user, activity=board, words=actions.Words("asset", text)
        )
    return f"/api/v1/activities/{board.pk}/contributions/"


def refused(answer):
    said = answer.json()
    assert answer.status_code == 400
    return said["code"], said["parameter"], said["allowed"]


def test_an_unknown_parameter_is_refused_with_those_that_are_known(client, listed):
    known = ["fields", "kind", "order", "page"]
    answer = client.get(listed, {"knd": "asset"})
    assert refused(answer) == ("unknown_parameter", "knd", known)


def test_a_value_that_cannot_be_is_refused_with_those_that_can(client, listed):
    answer = client.get(listed, {"order": "loudest"})
    assert refused(answer) == ("bad_parameter", "order", ["newest", "support"])


def test_fields_leave_out_all_others_on_every_row(client, listed):
    page = client.get(listed, {"fields": "id,text"}).json()
    assert sorted(page) == ["next", "previous", "results"]
    assert [sorted(row) for row in page["results"]] == [["id", "text"]] * 2


def test_fields_of_one_thing(client, cast):
    where = f"/api/v1/projects/{cast.project.pk}/"
    assert client.get(where, {"fields": "name"}).json() == {"name": cast.project.name}


def test_fields_of_a_list_without_pages(client, cast):
    where = f"/api/v1/projects/{cast.project.pk}/groups/"
    sides = client.get(where, {"fields": "side"}).json()
    assert sides == [{"side": "community"}, {"side": "institution"}]


def test_an_unknown_field_is_refused_with_those_that_are_known(client, cast):
    where = f"/api/v1/projects/{cast.project.pk}/"
    code, parameter, allowed = refused(client.get(where, {"fields": "name,email"}))
    assert (code, parameter) == ("bad_parameter", "fields")
    assert "name" in allowed
    assert "email" not in allowed


def test_a_changing_request_takes_no_parameters(client, put_in, board):
    where = f"/api/v1/activities/{board.pk}/contributions/?dry_run=1"
    assert put_in().status_code == 201
    assert refused(client.post(where, {}))[2] == []


def described():
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {
        (path, method): operation
        for path, operations in paths.items()
        for method, operation in operations.items()
        if path.startswith("/api/v1/")
    }


def test_the_description_names_keys_fields_and_refusals_everywhere(db):
    for (path, method), operation in described().items():
        names = {one["name"] for one in operation["parameters"]}
        expected = {"get": "If-None-Match", "post": "Idempotency-Key"}
        assert expected.get(method, "id") in {*names, "id"}, path
        assert {"400", "401", "403", "404", "429"} <= set(operation["responses"])
        paged = "page" in names or "line" in names
        is_list = "results" in repr(operation["responses"].get("200", ""))
        assert not is_list or paged, path


def test_every_list_can_be_asked_for_a_few_fields(db):
    for (path, method), operation in described().items():
        if method == "get" and "json" in repr(operation["responses"]["200"]):
            assert "fields" in {one["name"] for one in operation["parameters"]}, path
