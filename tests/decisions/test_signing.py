"""How words said in public are signed: by side, and by group where that is safe."""

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from decisions import actions
from participants.actions import give_place
from phases import acts
from projects.actions import ask_for_list
from tests.cast import make_user
from tests.clock import work_off
from tests.decisions.stories import adopt_charter
from tests.projects.exporting import column, sheet_of


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def proposal(cast):
    adopt_charter(cast)
    phase = cast.project.phases.get(kind="co_commission")
    return actions.propose(by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="Go.")


def nurses(cast, number):
    for one in range(number):
        give_place(
            user=make_user(f"nurse{one}"),
            project=cast.project,
            constituency=cast.nurse.constituency,
            name=f"Nurse {one}",
        )


def page_and_api(client, decision):
    page = client.get(decision.get_absolute_url()).content.decode()
    answer = client.get(f"/api/v1/decisions/{decision.pk}/remarks/")
    group = answer.json()["results"][0]["group"]
    reader = get_user(client)
    taken = ask_for_list(by=reader, name="remarks", about=decision.pk)
    work_off()
    assert column(sheet_of(taken), "Group") == [group]
    return page, group


def test_a_comment_of_a_small_group_is_signed_with_the_side_alone(
    client, cast, proposal
):
    client.force_login(cast.carer.user)
    actions.remark(by=cast.nurse, decision=proposal, stance="open", text="Who pays?")
    page, group = page_and_api(client, proposal)
    assert "Someone of the institution side" in page
    assert group is None


def test_a_comment_of_a_group_of_five_is_signed_with_the_group(client, cast):
    adopt_charter(cast)
    nurses(cast, 5)
    phase = cast.project.phases.get(kind="co_commission")
    asked = actions.propose(by=cast.fiona, act=acts.OPEN_PHASE, thing=phase, text="Go.")
    client.force_login(cast.carer.user)
    actions.remark(by=cast.nurse, decision=asked, stance="open", text="Who pays?")
    page, group = page_and_api(client, asked)
    assert "Someone of the institution side" not in page
    assert group == str(cast.nurse.constituency)


def test_whoever_comments_or_objects_reads_first_how_it_is_signed(
    client, cast, proposal
):
    client.force_login(cast.carer.user)
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert page.count("if that has at least 5 people here, never with your name.") == 2
    assert page.count("with a sign that stands for you in this project.") == 2


def test_a_proposal_says_in_short_that_it_needs_a_yes_of_each_side(
    client, cast, proposal
):
    client.force_login(cast.carer.user)
    home = reverse("project", args=[cast.project.pk])
    for address in (proposal.get_absolute_url(), home):
        words = client.get(address).content.decode()
        assert "agrees and nobody has a concern" in words
        assert "It goes ahead unless someone raises a concern." not in words
