"""Nobody sees a running result: not on a page, not by API, not in any role."""

import re
from difflib import unified_diff

import pytest
from django.urls import reverse

from decisions import actions, queries
from decisions.acts import CHANGE_CHARTER
from decisions.models import Ballot

TOKEN = re.compile(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"')
READERS = (
    "stranger",
    "root",
    "admin",
    "foreign_admin",
    "fiona",
    "frank",
    "coordinator",
    "evaluator",
    "observer",
    "carer",
    "nurse",
)
SWAYING = ("user", "resident", "manager")  # those whose votes change in between


@pytest.fixture
def vote(cast):
    draft = actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )
    return actions.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft, text="Let us begin."
    )


@pytest.fixture
def readers(cast):
    everyone = {name: getattr(cast, name) for name in READERS}
    found = {name: getattr(who, "user", who) for name, who in everyone.items()}
    return {"nobody": None, **found}


def addresses(vote):
    project = vote.project_id
    return (
        reverse("decisions:decision", args=[vote.pk]),
        reverse("decisions:paper", args=[vote.pk]),
        reverse("decisions:decisions", args=[project]),
        reverse("decisions:charter", args=[project]),
        reverse("project", args=[project]),
        reverse("desk", args=[project]),
        reverse("log", args=[project]),
        reverse("log_json", args=[project]),
        reverse("my_projects"),
        f"/api/v1/decisions/{vote.pk}/",
        f"/api/v1/decisions/{vote.pk}/remarks/",
        f"/api/v1/projects/{project}/decisions/",
        reverse("admin:decisions_decision_change", args=[vote.pk]),
        reverse("admin:decisions_decision_changelist"),
    )


def seen(client, readers, vote):
    """What each reader gets at each address, without what changes by itself."""
    found = {}
    for name, user in readers.items():
        client.logout()
        if user is not None:
            client.force_login(user)
        for url in addresses(vote):
            answer = client.get(url)
            body = b"".join(answer) if answer.streaming else answer.content
            found[name, url] = TOKEN.sub(b"", body)
    return found


def changed(before, after):
    """Who sees something else at which address, and what."""
    return [
        (*key, [*unified_diff(text(before[key]), text(after[key]), lineterm="", n=0)])
        for key in before
        if before[key] != after[key]
    ]


def text(page):
    return page.decode().splitlines()


def they_vote(cast, vote, names, choice):
    for name in names:
        actions.vote(
            by=getattr(cast, name), decision=vote, choice=choice, reason=f"Say {choice}"
        )


def nobody_sees_how_it_goes(client, cast, readers, vote):
    they_vote(cast, vote, (*SWAYING, "carer", "nurse", "frank"), "yes")
    before = seen(client, readers, vote)
    they_vote(cast, vote, SWAYING, "no")
    after = seen(client, readers, vote)
    assert changed(before, after) == []


def test_nobody_sees_how_a_vote_is_going(client, cast, readers, vote):
    nobody_sees_how_it_goes(client, cast, readers, vote)


@pytest.fixture
def few(readers):
    return {name: readers[name] for name in ("nobody", "root", "frank")}


def test_canary_a_page_that_shows_the_count_is_noticed(
    monkeypatch, client, cast, few, vote
):
    def leak(decision):
        return {str(queries.tally(decision)): True}

    monkeypatch.setattr(queries, "sides_that_came", leak)
    with pytest.raises(AssertionError, match="decisions"):
        nobody_sees_how_it_goes(client, cast, few, vote)


def test_canary_an_answer_with_early_dissent_is_noticed(
    monkeypatch, client, cast, few, vote
):
    def leak(decision):
        return Ballot.objects.filter(elector__decision=decision, choice="no")

    monkeypatch.setattr(queries, "dissent", leak)
    with pytest.raises(AssertionError, match="api"):
        nobody_sees_how_it_goes(client, cast, few, vote)


def test_once_enough_have_come_one_vote_more_shows_nowhere(client, cast, few, vote):
    they_vote(cast, vote, ("user", "resident", "evaluator", "frank", "nurse"), "yes")
    before = seen(client, few, vote)
    they_vote(cast, vote, ("manager",), "no")
    after = seen(client, few, vote)
    assert changed(before, after) == []


def test_before_it_closes_the_answer_holds_no_number_but_of_people(client, cast, vote):
    they_vote(cast, vote, ("user", "resident", "nurse"), "yes")
    client.force_login(cast.frank.user)
    answer = client.get(f"/api/v1/decisions/{vote.pk}/").json()
    assert answer["outcome"] is None
    assert answer["dissent"] == []
    assert answer["came"] == {"community": False, "institution": False}
    assert answer["eligible"] == {"community": 6, "institution": 4}
