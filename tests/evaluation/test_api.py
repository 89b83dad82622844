"""Other software asks, answers and brings in files by the same rules and words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evaluation import actions, acts
from evaluation.models import Response
from participants.actions import let_software_in, register_client
from tests.clock import work_off
from tests.evaluation import stories
from tests.participants.test_software import token_for
from tests.phases import go_aheads

V1 = "/api/v1"
MAPPING = {"items": {"P1": {"item": "influence", "values": {"a": "4"}}}}


@pytest.fixture
def ask(client):
    def ask(who, address, data=None):
        client.logout()
        if who is not None:
            client.force_login(getattr(who, "user", who))
        if data is None:
            return client.get(f"{V1}/{address}")
        return client.post(f"{V1}/{address}", data, content_type="application/json")

    return ask


def respond(ask, who, round, **answers):
    return ask(who, f"rounds/{round.pk}/responses/", {"answers": answers})


def test_a_round_tells_its_questions_in_every_language(cast, ask):
    round = stories.opened(cast)
    listed = ask(None, f"projects/{cast.project.pk}/rounds/").json()["results"]
    assert [each["id"] for each in listed] == [str(round.pk)]
    one = ask(None, f"rounds/{round.pk}/").json()["round"]
    assert one["items"][0]["texts"]["ar"]
    assert len(one["groups"]) == len(cast.groups)


def test_a_draft_is_not_there_for_others(cast, ask):
    round = stories.prepared(cast)
    assert ask(None, f"rounds/{round.pk}/").status_code == 404
    assert ask(None, f"projects/{cast.project.pk}/rounds/").json()["results"] == []


OUT_OF_RANGE = "This number is too small or too large. It has to be from 1 to 5."


def test_a_member_answers_once(cast, ask):
    round = stories.opened(cast)
    made = respond(ask, cast.carer, round, influence=4, change="More time")
    assert made.status_code == 201
    assert sorted(made.json()["answered"]) == ["change", "influence"]
    assert stories.by_source(round, "api") == 1
    again = respond(ask, cast.carer, round, influence=4)
    assert (again.status_code, "have answered" in again.json()["detail"]) == (403, True)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"influence": 9}, {"influence": OUT_OF_RANGE}),
        ({"influence": 2.5}, {"influence": "This is not a whole number."}),
        ({"influence": {"a": 1}}, {"influence": "This is not a number."}),
        ({"nothing": 1}, {"nothing": "There is no such question."}),
        ({"influence": None}, {"answers": "This row answers no question."}),
        ({}, None),
    ],
)
def test_a_wrong_answer_says_why(cast, ask, answers, wrong):
    refused = respond(ask, cast.carer, stories.opened(cast), **answers)
    assert refused.status_code == 422
    assert refused["Content-Type"] == "application/problem+json"
    if wrong:
        assert refused.json()["errors"]["answers"] == wrong
    assert not Response.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "observer", "admin"])
def test_who_is_not_asked_does_not_answer(cast, ask, who):
    round = stories.opened(cast)
    assert respond(ask, getattr(cast, who), round, influence=4).status_code == 403
    assert respond(ask, None, round, influence=4).status_code in (401, 403)


def test_results_and_conclusions_as_on_the_page(cast, ask):
    round = stories.opened(cast)
    assert ask(cast.carer, f"rounds/{round.pk}/results/").status_code == 403
    round = stories.concluded(cast)
    address = f"rounds/{round.pk}/results/"
    assert ask(cast.carer, address).json() == json.loads(json.dumps(round.figures))
    refused = ask(None, address)
    assert (refused.status_code, "first" in refused.json()["detail"]) == (403, True)
    assert ask(None, f"rounds/{round.pk}/findings/").status_code == 403
    actions.publish_findings(go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round))
    assert ask(None, address).status_code == 200
    (finding,) = ask(None, f"rounds/{round.pk}/findings/").json()["results"]
    assert (finding["text"], finding["state"], finding["side"]) == (
        "Staff write the agenda alone.",
        "adopted",
        "community",
    )
    assert "Carer" not in json.dumps(finding)


@pytest.fixture
def software(client, cast):
    """A survey tool of the pilot that a coordinator has let in."""
    made, secret = register_client(
        by=cast.admin, pilot=cast.pilot, name="Tool", scopes=["read", "write"]
    )
    group = cast.groups[stories.NURSES]
    let_software_in(by=cast.coordinator, client=made, group=group)
    token = token_for(client, made, secret).json()["access_token"]
    return {"authorization": f"Bearer {token}"}


def send_file(client, round, headers, content="P1\na\nb\na\n", mapping=None):
    data = {
        "file": SimpleUploadedFile("a.csv", content.encode()),
        "mapping": json.dumps(MAPPING) if mapping is None else mapping,
    }
    return client.post(f"{V1}/rounds/{round.pk}/imports/", data, headers=headers)


def test_software_brings_in_a_file(client, cast, software):
    round = stories.opened(cast)
    made = send_file(client, round, software)
    assert (made.status_code, made.json()["state"]) == (202, "checking")
    work_off()
    address = f"{V1}/imports/{made.json()['id']}"
    assert client.get(f"{address}/", headers=software).json()["good"] == 2
    (problem,) = client.get(f"{address}/problems/", headers=software).json()["results"]
    assert (problem["line"], problem["column"], problem["code"]) == (
        3,
        "P1",
        "not_a_number",
    )
    refused = client.post(
        f"{address}/store/", {}, content_type="application/json", headers=software
    )
    assert refused.status_code == 403
    assert "only the good rows" in refused.json()["detail"]
    stored = client.post(
        f"{address}/store/",
        {"good_only": True},
        content_type="application/json",
        headers=software,
    )
    assert (stored.status_code, stored.json()["state"]) == (202, "storing")
    work_off()
    done = client.get(f"{address}/", headers=software).json()
    assert (done["state"], done["stored"]) == ("done", 2)


def test_software_hears_at_once_that_a_file_is_no_text(client, cast, software):
    round = stories.opened(cast)
    refused = send_file(client, round, software, content="PK\x03\x04…")
    assert refused.status_code == 422
    assert "spreadsheet" in refused.json()["errors"]["file"][0]
    assert not round.imports.exists()


def test_software_has_no_answers_of_its_own(client, cast, software):
    round = stories.opened(cast)
    refused = client.post(
        f"{V1}/rounds/{round.pk}/responses/",
        {"answers": {"influence": 4}},
        content_type="application/json",
        headers=software,
    )
    assert refused.status_code == 403


@pytest.mark.parametrize("mapping", ["{", "[]", '{"items": 3}'])
def test_a_mapping_that_cannot_be_read_says_so(client, cast, software, mapping):
    refused = send_file(client, stories.opened(cast), software, mapping=mapping)
    assert refused.status_code == 422
    assert "mapping" in refused.json()["errors"]


def test_members_bring_in_no_files(client, cast):
    round = stories.opened(cast)
    client.force_login(cast.carer.user)
    assert send_file(client, round, {}).status_code == 403


def test_a_file_is_sent_as_a_file(cast, ask):
    round = stories.opened(cast)
    refused = ask(cast.evaluator, f"rounds/{round.pk}/imports/", {"file": "x"})
    assert refused.status_code == 415
