"""The list of decisions, and what stands where a governed act would be."""

import pytest
from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse

from decisions import actions
from decisions.models import Charter, Decision, Mandate
from decisions.permissions import gate
from decisions.serializers.decisions import DecisionOut
from phases import acts
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter

KINDS = ("co_commission", "co_design", "co_delivery", "co_assessment")


def phase_of(cast, kind="co_commission"):
    return cast.project.phases.get(kind=kind)


def propose(cast, kind="co_commission", by="fiona"):
    return actions.propose(
        by=getattr(cast, by),
        act=acts.OPEN_PHASE,
        thing=phase_of(cast, kind),
        text="Let us begin.",
    )


def listed(client, cast):
    return client.get(reverse("decisions:decisions", args=[cast.project.pk]))


def test_what_runs_stands_on_top_and_what_closed_below(client, cast):
    adopt_charter(cast)
    propose(cast)
    text = listed(client, cast).content.decode()
    asked = "Shall we begin “Agree what matters” in round 1?"
    assert text.index(asked) < text.index("Closed")
    assert text.index("Closed") < text.index("Decided: yes")


def test_before_anything_was_decided_the_list_says_how_to_begin(client, cast):
    text = listed(client, cast).content.decode()
    assert "Nothing has been decided yet" in text
    assert "on paper, by phone or in a meeting" in text


def test_page_and_api_list_the_same_decisions(client, cast):
    adopt_charter(cast)
    propose(cast)
    text = listed(client, cast).content.decode()
    answer = client.get(f"/api/v1/projects/{cast.project.pk}/decisions/").json()
    assert len(answer["results"]) == 2
    for row in answer["results"]:
        assert reverse("decisions:decision", args=[row["id"]]) in text
        assert row["question"] in text
    assert {row["question"] for row in answer["results"]} == {
        "Shall we begin “Agree what matters” in round 1?",
        "Shall version 1 be our working agreement?",
    }


def test_a_question_about_something_that_is_gone_is_asked_in_general():
    assert acts.OPEN_PHASE.asked(None) == "Shall we begin this phase?"


def test_the_api_looks_up_what_many_decisions_are_about_at_once(
    client, cast, django_assert_num_queries
):
    adopt_charter(cast)
    propose(cast)
    rows = Decision.objects.all()
    with django_assert_num_queries(3):  # decisions, charters, phases
        assert len(DecisionOut(rows, many=True).data) == 2


def test_a_long_list_costs_no_more_than_a_short_one(
    client, cast, django_assert_num_queries, django_assert_max_num_queries
):
    adopt_charter(cast)
    actions.withdraw(by=cast.fiona, decision=propose(cast))
    propose(cast)
    with django_assert_max_num_queries(20) as short:
        listed(client, cast)
    for kind in KINDS[1:]:
        actions.withdraw(by=cast.fiona, decision=propose(cast, kind))
        propose(cast, kind)
    with django_assert_num_queries(len(short)):
        listed(client, cast)


# ---------------------------------------- where an act would be


def shown(who, thing):
    found = gate(who, acts.OPEN_PHASE, thing)
    return render_to_string("decisions/_gate.html", {"gate": found})


def test_a_closed_act_says_what_would_open_it(cast):
    phase = phase_of(cast)
    assert "both sides adopt one first" in shown(cast.carer.user, phase)
    adopt_charter(cast)
    may = shown(cast.carer.user, phase)
    assert "Nobody can do this alone." in may
    assert "Propose it" in may
    assert "Only members of this project" in shown(cast.stranger, phase)
    decision = propose(cast)
    running = shown(cast.carer.user, phase)
    assert "Go to the decision" in running
    assert decision.get_absolute_url() in running
    assert "Propose it" not in running


@pytest.mark.parametrize("who", ["observer", "stranger"])
def test_whoever_may_not_propose_reads_why(client, cast, who):
    adopt_charter(cast)
    account = getattr(cast, who)
    client.force_login(getattr(account, "user", account))
    args = [cast.project.pk, "phases.open_phase", phase_of(cast).pk]
    page = client.get(reverse("decisions:propose", args=args))
    assert "Only members of this project can propose a decision." in (
        page.content.decode()
    )
    sent = client.post(reverse("decisions:put_question", args=args), {"text": "Now."})
    assert sent.status_code == 403


def test_a_member_proposes_from_the_page_under_the_rule_it_shows(client, cast):
    adopt_charter(cast)
    client.force_login(cast.nurse.user)
    args = [cast.project.pk, "phases.open_phase", phase_of(cast).pk]
    page = client.get(reverse("decisions:propose", args=args)).content.decode()
    assert "It goes ahead unless someone raises a concern" in page
    assert "must have said that it may go ahead" in page
    url = reverse("decisions:put_question", args=args)
    assert client.post(url, {"text": ""}).status_code == 422
    client.post(url, {"text": "Let us begin."})
    assert Decision.objects.get(act="phases.open_phase").proposed_by == cast.nurse


@pytest.mark.parametrize("act", ["phases.open_phase", "decisions.nothing"])
def test_only_what_belongs_to_the_project_is_put_to_it(client, cast, act):
    client.force_login(cast.nurse.user)
    args = [cast.project.pk, act, cast.project.pk]
    page = client.get(reverse("decisions:propose", args=args))
    assert page.status_code == 404


# ---------------------------------------- the admin


@pytest.mark.parametrize("model", [Charter, Decision, Mandate])
def test_no_administrator_writes_to_decisions_not_even_a_superuser(client, cast, model):
    client.force_login(cast.root)
    name = f"admin:decisions_{model._meta.model_name}"
    assert admin.site._registry[model].actions is None
    assert client.post(reverse(f"{name}_add"), {}).status_code == 403
    adopt_charter(cast)
    thing = model.objects.first()
    for address in ("change", "delete"):
        url = reverse(f"{name}_{address}", args=[thing.pk])
        before = model.objects.values().get(pk=thing.pk)
        assert client.post(url, {"state": "x"}).status_code in (302, 403), url
        assert model.objects.values().get(pk=thing.pk) == before


@pytest.mark.parametrize("model", [Charter, Decision, Mandate])
def test_administrators_read_words_and_no_codes(client, cast, model):
    adopt_charter(cast)
    client.force_login(cast.admin)
    name = f"admin:decisions_{model._meta.model_name}"
    thing = model.objects.first()
    for url in (
        reverse(f"{name}_changelist"),
        reverse(f"{name}_change", args=[thing.pk]),
    ):
        words = client.get(url).content.decode()
        assert cast.project.name in words
        for code in ("change_charter", "simple_majority", "Mandate", "Charter"):
            assert code not in words, url
    assert "Shall this be our working agreement?" in words or model is Charter


def test_the_api_description_knows_every_address_of_decisions(client):
    text = client.get("/api/v1/schema/").content.decode()
    for address in ("ballot", "remarks", "objections", "charter"):
        assert f"/{address}/" in text


def test_a_page_that_was_damaged_on_the_way_is_not_found(client, cast):
    url = reverse("decisions:decisions", args=[cast.project.pk])
    assert client.get(url, {"page": "nonsense"}).status_code == 404


def test_a_withdrawn_proposal_stays_in_the_list(client, cast):
    adopt_charter(cast)
    decision = propose(cast)
    actions.withdraw(by=cast.fiona, decision=decision)
    days_pass(1)
    work_off()
    assert "Taken back" in listed(client, cast).content.decode()
