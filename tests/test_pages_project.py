"""The page of a project answers three questions for whoever reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.queries.desk import todo
from decisions.actions import draft_charter, propose, remark
from decisions.acts import CHANGE_CHARTER
from evaluation.queries import link_token
from projects.models import Project
from tests.cast import Cast
from tests.evaluation import stories


def page_of(client, project, who=None):
    if who is not None:
        client.force_login(who.user)
    return client.get(reverse("project", args=[project.pk]))


def words_of(client, cast, who=None):
    response = page_of(client, cast.project, who)
    assert response.status_code == 200
    return response.content.decode()


def proposed(cast: Cast):
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    return propose(by=cast.carer, act=CHANGE_CHARTER, thing=draft, text="Let us begin.")


def test_a_visitor_reads_it_and_is_told_how_to_join(client, cast):
    words = words_of(client, cast)
    assert cast.project.purpose in words
    assert "To take part, you need an invitation." in words
    assert "How to join" in words
    assert cast.fiona.name not in words


def test_a_project_without_agreement_says_which_rule_holds(client, cast):
    words = words_of(client, cast)
    assert "At the beginning." in words
    assert "This rule holds until they have adopted a working agreement." in words


def test_a_member_is_asked_for_the_first_draft_then_to_read_it(client, cast):
    assert "Draft the agreement" in words_of(client, cast, cast.nurse)
    draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    words = words_of(client, cast, cast.nurse)
    assert "The draft of the working agreement waits to be proposed" in words


def test_what_waits_for_this_very_person_comes_first(client, cast):
    decision = proposed(cast)
    words = words_of(client, cast, cast.nurse)
    button = f'<a class="ds-button" href="{decision.get_absolute_url()}">'
    assert f"{button}Read and vote</a>" in words
    observer = words_of(client, cast, cast.observer)
    assert f"{button}Read and vote</a>" not in observer


def test_people_are_numbers_and_small_groups_are_not_shown(client, cast):
    words = words_of(client, cast)
    assert "fewer than 5" in words
    assert "Family carers" in words


def test_only_those_who_prepare_see_the_way_to_the_desk(client, cast):
    desk = reverse("desk", args=[cast.project.pk])
    assert desk in words_of(client, cast, cast.fiona)
    assert desk not in words_of(client, cast, cast.carer)


@pytest.mark.parametrize("name", ["project", "desk", "log"])
def test_a_private_project_is_not_there_for_others(client, cast, name):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    client.force_login(cast.stranger)
    assert client.get(reverse(name, args=[cast.project.pk])).status_code == 404
    client.force_login(cast.fiona.user)
    assert client.get(reverse(name, args=[cast.project.pk])).status_code == 200


def queries_of(client, project):
    with CaptureQueriesContext(connection) as found:
        assert page_of(client, project).status_code == 200
    return len(found)


def test_a_project_with_much_in_it_takes_as_many_queries(client, cast):
    decision = proposed(cast)
    client.force_login(cast.nurse.user)
    few = queries_of(client, cast.project)
    for _ in range(20):
        remark(by=cast.carer, decision=decision, stance="open", text="And who pays?")
    assert queries_of(client, cast.project) <= few


# ------------------------------------------------------------------ the desk


def test_an_empty_side_is_the_first_thing_and_leads_to_inviting(client, cast):
    institution = cast.project.participants.filter(constituency__side="institution")
    institution.update(state="left")
    way = reverse("participants:invitations", args=[cast.project.pk])
    needed = "Nobody of the institution side is here yet"
    home = words_of(client, cast, cast.fiona)
    assert needed in home
    assert way in home
    assert todo(cast.fiona)[0].title == needed
    assert way not in words_of(client, cast, cast.carer)


def test_with_somebody_on_each_side_nobody_is_called_missing(client, cast):
    assert "is here yet" not in words_of(client, cast, cast.fiona)


def test_the_desk_is_for_facilitators_and_says_so(client, cast):
    url = reverse("desk", args=[cast.project.pk])
    assert client.get(url).status_code == 302
    client.force_login(cast.carer.user)
    refused = client.get(url)
    assert refused.status_code == 403
    assert "Only facilitators can do this." in refused.content.decode()
    client.force_login(cast.frank.user)
    assert client.get(url).status_code == 200


def test_the_desk_names_people_without_account_who_have_not_been_heard(client, cast):
    proposed(cast)
    client.force_login(cast.fiona.user)
    words = client.get(reverse("desk", args=[cast.project.pk])).content.decode()
    assert cast.offline.name in words
    assert "1 open decision has not heard them" in words


def test_the_desk_shows_the_draft_that_waits_and_what_would_open_it(client, cast):
    url = reverse("desk", args=[cast.project.pk])
    client.force_login(cast.frank.user)
    assert "Nothing needs you now." not in client.get(url).content.decode()
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    words = client.get(url).content.decode()
    assert "The draft of the working agreement waits to be proposed" in words
    way = reverse(
        "decisions:propose", args=[cast.project.pk, CHANGE_CHARTER.code, draft.pk]
    )
    assert way in words


def open_to(client, cast, who=None):
    if who is not None:
        client.force_login(who.user)
    return client.get(reverse("take_part", args=[cast.project.pk])).content.decode()


def test_a_visitor_finds_what_needs_no_account_and_how_to_join(client, cast):
    round = stories.linked(cast)
    question = reverse("evaluation:one_question", args=[link_token(round)])
    words = open_to(client, cast)
    assert f'<a class="ds-button" href="{question}">' in words
    assert "For everyone, without an account." in words
    assert 'id="join"' in words
    assert "Only people who have joined" not in words
    words = open_to(client, cast, cast.carer)
    assert question in words
    assert 'id="join"' not in words
