"""The circle for other software: the same rules, the same words, the same lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.rules.groups import Group
from phases import actions
from phases.models import Comment, Contribution, Support
from projects.models import Project
from tests.phases.go_aheads import set_up

JSON = "application/json"


def ask(client, name, thing, verb="get", **data):
    address = reverse(f"api:{name}", args=[thing.pk])
    if verb == "get":
        return client.get(address, data)
    return getattr(client, verb)(address, data, content_type=JSON)


@pytest.mark.parametrize(
    ("who", "status", "why"),
    [
        ("carer", 201, ""),
        ("nurse", 201, ""),
        ("observer", 403, "You are here as an observer"),
        ("stranger", 403, "Join this project first"),
    ],
)
def test_the_same_people_contribute_as_on_the_page(
    client, cast, board, who, status, why
):
    person = getattr(cast, who)
    client.force_login(getattr(person, "user", person))
    answer = ask(client, "contributions", board, "post", kind="need", text="A bench")
    assert answer.status_code == status
    assert why in answer.json().get("detail", "")
    assert Contribution.objects.exists() is (status == 201)


def test_nobody_contributes_without_signing_in(client, board):
    answer = ask(client, "contributions", board, "post", kind="need", text="A bench")
    assert answer.status_code in (401, 403)


def test_page_and_api_show_the_same_list_in_the_same_order(client, cast, board, need):
    other = actions.contribute(
        by=cast.user, activity=board, words=actions.Words("asset", "A van")
    )
    actions.support(by=cast.nurse, contribution=need)
    for order in ("newest", "support"):
        page = client.get(board.get_absolute_url(), {"order": order}).context["page"]
        answer = ask(client, "contributions", board, order=order).json()
        ids = [one["id"] for one in answer["results"]]
        assert ids == [str(one.pk) for one in page.rows]
    assert ask(client, "contributions", board, kind="asset").json()["results"] == [
        ask(client, "contribution", other).json()["contribution"]
    ]


def test_a_contribution_names_a_group_and_no_person(client, cast, need):
    found = ask(client, "contribution", need).json()
    said = found["contribution"]
    assert (said["side"], said["group"]) == ("community", "Family carers")
    assert cast.carer.name not in str(found)
    assert [step["state"] for step in found["thread"]][:2] == ["open", "none"]
    assert not found["may"]["support"]["allowed"]


def test_bad_input_is_named_field_by_field(client, cast, board):
    client.force_login(cast.carer.user)
    answer = ask(client, "contributions", board, "post", kind="poem", text="")
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"kind", "text"}
    answer = ask(client, "contributions", board, "post", kind="poem", txt="A lift")
    assert set(answer.json()["errors"]) == {"kind", "text", "txt"}
    answer = ask(client, "contributions", board, "post", kind="idea", text="A lift")
    assert answer.status_code == 422
    taken = ask(client, "activity", board).json()["activity"]["kinds"]
    assert answer.json()["allowed"] == taken == ["need", "asset", "barrier"]
    assert set(answer.json()["errors"]) == {"kind"}
    assert "does not belong here" in str(answer.json()["errors"])


def test_a_facilitator_enters_paper_for_someone(client, cast, board):
    data = {
        "kind": "need",
        "text": "Stairs",
        "author": str(cast.offline.pk),
        "channel": "paper",
    }
    client.force_login(cast.carer.user)
    assert ask(client, "contributions", board, "post", **data).status_code == 403
    client.force_login(cast.fiona.user)
    answer = ask(client, "contributions", board, "post", **data)
    assert answer.status_code == 201
    assert answer.json()["entered_by_facilitator"] is True


def test_ids_of_another_project_are_not_there(client, cast, board, need):
    elsewhere = actions.start_project(
        by=cast.stranger,
        pilot=cast.pilot,
        words={"name": "Elsewhere", "purpose": "-", "visibility": "members"},
        groups=_groups(),
        own=0,
    )
    abroad = elsewhere.activities.get()
    place = elsewhere.participants.get()
    foreign = actions.contribute(
        by=place, activity=abroad, words=actions.Words("need", "Secret")
    )
    client.force_login(cast.fiona.user)
    for field, value in [("grew_from", foreign.pk), ("author", place.pk)]:
        data = {"kind": "need", "text": "A bench", field: str(value)}
        answer = ask(client, "contributions", board, "post", **data)
        assert answer.status_code == 404, field
    assert ask(client, "contribution", foreign).status_code == 404
    assert ask(client, "activity", abroad).status_code == 404


def _groups():
    return [Group("community", "Residents", {})]


def test_support_can_be_put_twice_and_taken_back(client, cast, need):
    client.force_login(cast.user.user)
    for _again in range(2):
        assert ask(client, "support", need, "put").status_code == 204
    assert Support.objects.count() == 1
    assert ask(client, "contribution", need).json()["supported"] is True
    assert ask(client, "support", need, "delete").status_code == 204
    assert not Support.objects.exists()


def test_comments_are_read_and_written(client, cast, need):
    client.force_login(cast.nurse.user)
    answer = ask(client, "comments", need, "post", text="نعم", language="ar")
    assert answer.status_code == 201
    said = Comment.objects.get()
    actions.hide(by=cast.fiona, said=said, ground="insult", because="No.")
    (shown,) = ask(client, "comments", need).json()["results"]
    assert (shown["text"], shown["hidden"]) == ("", True)


def test_what_is_hidden_is_refused_with_the_reason(client, cast, need):
    actions.hide(by=cast.frank, said=need, ground="private", because="A name.")
    client.force_login(cast.user.user)
    for name in ("contribution", "comments"):
        answer = ask(client, name, need)
        assert answer.status_code == 403
        assert "told why" in answer.json()["detail"]


def test_a_phase_says_what_would_open_it(client, cast, planned):
    found = ask(client, "phase", planned).json()
    assert found["phase"]["state"] == "planned"
    assert found["gate"]["act"] == "phases.open_phase"
    assert found["gate"]["sentence"]
    for verb in ("post", "put", "patch", "delete"):
        client.force_login(cast.fiona.user)
        assert ask(client, "phase", planned, verb, state="open").status_code == 405


def test_rounds_activities_tasks_and_meetings_can_be_read(client, cast, plan, task):
    (cycle,) = ask(client, "project-cycles", cast.project).json()["results"]
    assert [phase["kind"] for phase in cycle["phases"]] == [
        "co_commission",
        "co_design",
        "co_delivery",
        "co_assessment",
    ]
    found = ask(client, "project-activities", cast.project).json()["results"]
    assert [one["method"] for one in found] == ["plan", "board"]
    one = ask(client, "activity", plan).json()
    assert {figure["code"]: figure["number"] for figure in one["result"]}[
        "planned"
    ] == 1
    (promise,) = ask(client, "tasks", plan).json()["results"]
    assert (promise["title"], promise["is_vacant"]) == (task.title, False)
    assert ask(client, "project-meetings", cast.project).json()["results"] == []


def test_a_planned_activity_says_why_it_takes_nothing(client, cast, planned):
    client.force_login(cast.carer.user)
    found = ask(client, "activity", set_up(cast, planned, "ideas")).json()
    assert found["may_add"]["allowed"] is False
    assert "Both sides decide" in found["may_add"]["reason"]


def test_strangers_see_nothing_of_a_project_for_members(client, cast, need, plan, task):
    Project.objects.update(visibility="members")
    client.force_login(cast.stranger)
    things = {
        "contribution": need,
        "comments": need,
        "activity": plan,
        "contributions": plan,
        "tasks": plan,
        "phase": plan.phase,
        "project-cycles": cast.project,
        "project-activities": cast.project,
        "project-meetings": cast.project,
    }
    for name, thing in things.items():
        assert ask(client, name, thing).status_code == 404, name
    pages = [need, plan, plan.phase, plan.phase.cycle, task]
    for thing in pages:
        assert client.get(thing.get_absolute_url()).status_code == 404, thing


def test_lists_cost_the_same_however_long_they_are(client, cast, board, need):
    client.force_login(cast.carer.user)
    few = _queries(client, board)
    for number in range(15):
        made = actions.contribute(
            by=cast.user, activity=board, words=actions.Words("need", f"{number}")
        )
        actions.support(by=cast.nurse, contribution=made)
    assert _queries(client, board) == few
    assert max(few) <= 20


def _queries(client, board) -> list[int]:
    counts = []
    addresses = [
        board.get_absolute_url(),
        reverse("api:contributions", args=[board.pk]),
    ]
    for address in addresses:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    return counts
