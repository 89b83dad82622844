"""Other software: a token, a pilot, scopes, and the same rules as people."""

import base64

import pytest
from allauth.idp.oidc.models import Token
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from decisions.actions import remark
from participants.actions import (
    let_software_in,
    register_client,
    resume_client,
    suspend_client,
)
from participants.models import ApiClient
from phases.actions import Words, contribute
from phases.acts import OPEN_PHASE
from projects.actions import ask_for_list
from projects.models import Project
from tests.clock import work_off
from tests.evaluation import stories
from tests.matrix.things import asked as put_question
from tests.projects.exporting import column, sheet_of


@pytest.fixture
def tool(cast):
    """A survey tool of the pilot, with its secret."""
    return register_client(
        by=cast.admin, pilot=cast.pilot, name="Tool", scopes=["read", "write"]
    )


def token_for(client, made, secret, scope="read write"):
    pair = base64.b64encode(f"{made.client_id}:{secret}".encode()).decode()
    return client.post(
        "/api/o/token",
        {"grant_type": "client_credentials", "scope": scope},
        headers={"authorization": f"Basic {pair}"},
    )


@pytest.fixture
def bearer(client, tool):
    answer = token_for(client, *tool)
    assert answer.status_code == 200, answer.content
    return {"authorization": f"Bearer {answer.json()['access_token']}"}


def project_address(cast):
    return f"/api/v1/projects/{cast.project.pk}/"


@pytest.mark.parametrize("who", ["foreign_admin", "stranger", "root", "coordinator"])
def test_only_the_pilots_administrators_let_software_in(cast, who):
    person = getattr(cast, who)
    with pytest.raises(PermissionDenied, match="Only administrators of this pilot"):
        register_client(
            by=getattr(person, "user", person),
            pilot=cast.pilot,
            name="Tool",
            scopes=["read"],
        )
    assert not ApiClient.objects.exists()


def test_a_token_reads_what_everyone_may_read(client, cast, bearer):
    answer = client.get("/api/v1/projects/", headers=bearer)
    assert [p["id"] for p in answer.json()["results"]] == [str(cast.project.pk)]


def test_a_private_project_needs_a_place(client, cast, tool, bearer):
    Project.objects.update(visibility="members")
    assert client.get(project_address(cast), headers=bearer).status_code == 404
    let_software_in(by=cast.coordinator, client=tool[0], group=cast.groups["Managers"])
    assert client.get(project_address(cast), headers=bearer).status_code == 200


def test_projects_of_another_pilot_do_not_exist_for_it(client, cast, bearer):
    elsewhere = cast.foreign_admin.pilotadministrator_set.get().pilot
    other = Project.objects.create(pilot=elsewhere, name="Other", purpose="Else")
    answer = client.get(f"/api/v1/projects/{other.pk}/", headers=bearer)
    assert answer.status_code == 404
    listed = client.get("/api/v1/projects/", headers=bearer).json()["results"]
    assert str(other.pk) not in [project["id"] for project in listed]
    anonymous = client.get(f"/api/v1/projects/{other.pk}/")
    assert anonymous.status_code == 200  # it is public; the token is bound, not blind


def test_a_wrong_secret_gets_nothing(client, cast, tool):
    answer = token_for(client, tool[0], "wrong")
    assert answer.status_code == 401
    assert "access_token" not in answer.json()


def test_more_than_was_granted_is_not_given(client, cast):
    made, secret = register_client(
        by=cast.admin, pilot=cast.pilot, name="Reader", scopes=["read"]
    )
    answer = token_for(client, made, secret, scope="read write")
    assert answer.status_code == 400
    assert token_for(client, made, secret, scope="read").status_code == 200


def test_reading_is_not_writing(client, cast, tool):
    answer = token_for(client, tool[0], tool[1], scope="read")
    bearer = {"authorization": f"Bearer {answer.json()['access_token']}"}
    let_software_in(by=cast.coordinator, client=tool[0], group=cast.groups["Managers"])
    assert client.get(project_address(cast), headers=bearer).status_code == 200
    wrong = client.post(
        project_address(cast), {}, headers=bearer, content_type="application/json"
    )
    assert wrong.status_code == 403


def test_a_revoked_token_is_refused_at_once(client, cast, tool, bearer):
    made, secret = tool
    token = bearer["authorization"].removeprefix("Bearer ")
    pair = base64.b64encode(f"{made.client_id}:{secret}".encode()).decode()
    client.post(
        "/api/o/revoke", {"token": token}, headers={"authorization": f"Basic {pair}"}
    )
    answer = client.get(project_address(cast), headers=bearer)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_suspended_software_is_shut_out_until_it_is_let_in_again(
    client, cast, tool, bearer
):
    suspend_client(by=cast.admin, client=tool[0])
    assert client.get(project_address(cast), headers=bearer).status_code == 401
    assert token_for(client, *tool).status_code == 400
    assert not Token.objects.filter(client=tool[0].client).exists()
    resume_client(by=cast.admin, client=tool[0])
    answer = token_for(client, *tool)
    new = {"authorization": f"Bearer {answer.json()['access_token']}"}
    assert client.get(project_address(cast), headers=new).status_code == 200


def test_software_cannot_sign_in_to_pages(client, cast, tool, bearer):
    assert client.get("/profile/", headers=bearer).status_code == 302


@pytest.mark.parametrize("word", ["nonsense", "", "a.b.c"])
def test_a_token_that_is_none_is_refused(client, cast, word):
    answer = client.get(
        project_address(cast), headers={"authorization": f"Bearer {word}"}
    )
    assert answer.status_code == 401


def test_the_secret_is_kept_nowhere(cast, tool):
    made, secret = tool
    made.client.refresh_from_db()
    assert secret not in str(vars(made.client))
    assert made.client.check_secret(secret)


# ------------------------------------------------------------------ what it writes


@pytest.fixture
def said(client, cast, tool, bearer):
    """An idea and a comment that the tool wrote over the API; the answers."""
    group = cast.groups["Neighbours and volunteers"]
    let_software_in(by=cast.coordinator, client=tool[0], group=group)
    board = cast.project.activities.get()
    return [
        client.post(
            where, words, headers=bearer, content_type="application/json"
        ).json()
        for where, words in (
            (
                f"/api/v1/activities/{board.pk}/contributions/",
                {"kind": "need", "text": "A bench"},
            ),
            (
                f"/api/v1/contributions/{a_need(cast, board).pk}/comments/",
                {"text": "Counted"},
            ),
        )
    ]


def a_need(cast, board):
    return contribute(by=cast.carer, activity=board, words=Words("need", "Stairs"))


BY_TOOL = "Neighbours and volunteers, by other software: Tool"


def test_other_programs_are_told_that_software_wrote_it(cast, said):
    idea, comment = said
    assert (idea["channel"], idea["software"]) == ("software", "Tool")
    assert idea["group"] == "Neighbours and volunteers"
    assert comment["software"] == "Tool"


def test_what_people_write_is_not_taken_for_softwares(client, cast):
    need = a_need(cast, cast.project.activities.get())
    found = client.get(f"/api/v1/contributions/{need.pk}/").json()["contribution"]
    assert (found["channel"], found["software"]) == ("online", "")
    assert (
        "by other software" not in client.get(need.get_absolute_url()).content.decode()
    )


def test_pages_say_that_software_wrote_it(client, cast, said):
    idea, comment = said
    board = cast.project.activities.get()
    for where in (
        board.get_absolute_url(),
        f"/contributions/{idea['id']}/",
        f"/contributions/{comment['contribution']}/",
    ):
        assert BY_TOOL in client.get(where).content.decode(), where


@pytest.fixture
def asked(client, cast, said, bearer):
    """A question to both sides, and what the tool remarked on it over the API."""
    vote = put_question(cast, OPEN_PHASE, cast.project.phases.first())
    answer = client.post(
        f"/api/v1/decisions/{vote.pk}/remarks/",
        {"stance": "open", "text": "Counted"},
        headers=bearer,
        content_type="application/json",
    )
    assert answer.json()["software"] == "Tool"
    return vote


def test_a_remark_is_not_taken_for_a_persons(client, cast, asked):
    words = {"stance": "for", "text": "I am for it."}
    remark(by=cast.carer, decision=asked, **words)
    listed = client.get(f"/api/v1/decisions/{asked.pk}/remarks/").json()["results"]
    assert [one["software"] for one in listed] == ["", "Tool"]
    page = client.get(asked.get_absolute_url()).text
    assert page.count("Other software: Tool") == 1
    assert page.count("Other software:") == 1


def test_spreadsheets_say_what_software_wrote(cast, said, asked, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    about = {"comments": said[1]["contribution"], "remarks": asked.pk}
    for name, thing in about.items():
        export = ask_for_list(by=cast.carer.user, name=name, about=thing)
        work_off()
        export.refresh_from_db()
        assert column(sheet_of(export), "By other software") == ["Tool"], name


def test_the_log_says_that_software_did_it(client, cast, said):
    page = client.get(reverse("log", args=[cast.project.pk])).content.decode()
    assert page.count(BY_TOOL) == 2
    assert "A contribution was put in." in page
    lines = client.get(f"{project_address(cast)}events/").json()["results"]
    machine = [line["event"] for line in lines if line["role"] == "software"]
    assert machine == ["phases.commented", "phases.contributed"]


def test_software_without_a_place_learns_who_lets_it_in(client, cast, bearer):
    round = stories.opened(cast)
    refused = client.post(
        f"/api/v1/rounds/{round.pk}/responses/",
        {"answers": {"influence": 4}},
        headers=bearer,
        content_type="application/json",
    )
    assert refused.status_code == 403
    assert "Let other software in" in refused.json()["detail"]
    assert "Join this project" not in refused.json()["detail"]
