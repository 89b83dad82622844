"""Page, list and API agree: what one may not open is named in no list either."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.contrib.admin import ModelAdmin, site
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from decisions import actions as decisions
from decisions import models as power
from evaluation import models as judging
from participants import actions as join
from participants.models import Participant, User
from phases import actions as work
from phases import models as circle
from phases import permissions
from phases.acts import OPEN_PHASE
from phases.api import starting
from phases.models import Activity
from projects import models as ground
from projects.access import no
from projects.models import Project
from projects.paging import page
from tests.cast import Cast
from tests.evaluation import stories
from tests.phases import go_aheads

PEOPLE = (None, "stranger", "carer", "nurse", "fiona", "observer", "admin", "root")


def signed_in(cast: Cast, name: str | None) -> Client:
    client = Client()
    if name:
        person = getattr(cast, name)
        client.force_login(getattr(person, "user", person))
    return client


def leaks(cast: Cast, words: str, door: str, lists: Iterable[str]) -> Iterator[str]:
    """Where a list says the words to someone for whom the page does not open."""
    for name in PEOPLE:
        client = signed_in(cast, name)
        if client.get(door).status_code == 200:
            continue
        for where in lists:
            if words in client.get(where).content.decode():
                yield f"{name or 'anyone'}: {where}"


def who_reads(cast: Cast, words: str, where: str) -> set[str | None]:
    return {
        name
        for name in PEOPLE
        if words in signed_in(cast, name).get(where).content.decode()
    }


# ------------------------------------------------------------------ a project

INSIDE = {"carer", "nurse", "fiona", "observer", "admin"}


@pytest.fixture
def closed_to_others(cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    return cast.project


def project_leaks(cast: Cast) -> list[str]:
    pk = str(cast.project.pk)
    lists = [reverse(name) for name in ("front", "api:projects")]
    return [
        *leaks(cast, pk, reverse("project", args=[pk]), lists),
        *leaks(cast, pk, reverse("api:project", args=[pk]), lists),
    ]


def test_who_cannot_open_a_project_finds_it_in_no_list(cast, closed_to_others):
    assert project_leaks(cast) == []


def test_who_can_open_it_finds_it_in_both_lists(cast, closed_to_others):
    for where in (reverse("front"), reverse("api:projects")):
        assert who_reads(cast, str(cast.project.pk), where) == INSIDE


def test_whoever_left_finds_it_in_no_list_any_more(cast, closed_to_others):
    join.leave(by=cast.carer)
    assert project_leaks(cast) == []
    where = reverse("front")
    assert who_reads(cast, str(cast.project.pk), where) == INSIDE - {"carer"}


def test_canary_a_list_that_asks_nobody_is_noticed(cast, closed_to_others, monkeypatch):
    everything = page(Project.objects.all(), "created_at", None)
    monkeypatch.setattr(starting, "projects_page", lambda *_asked: everything)
    assert project_leaks(cast)


# ------------------------------------------------------------------ hidden words

WORDS = "My neighbour drinks."


@pytest.fixture
def board(cast) -> Activity:
    go_aheads.opened(cast, "co_commission")
    return Activity.objects.select_related("phase__cycle", "project__pilot").get(
        project=cast.project
    )


@pytest.fixture
def said(cast, board) -> circle.Contribution:
    words = work.Words("need", WORDS)
    return work.contribute(by=cast.carer, activity=board, words=words)


def word_leaks(cast: Cast, said: circle.Contribution) -> list[str]:
    board, project, pk = said.activity_id, said.project_id, said.pk
    pages = [
        reverse("project", args=[project]),
        reverse("log", args=[project]),
        reverse("phases:activity", args=[board]),
        reverse("phases:phase", args=[said.activity.phase_id]),
        reverse("take_part", args=[project]),
        reverse("phases:reports", args=[project]),
        reverse("desk", args=[project]),
        reverse("api:contributions", args=[board]),
    ]
    return [
        *leaks(cast, WORDS, reverse("phases:contribution", args=[pk]), pages),
        *leaks(cast, WORDS, reverse("api:contribution", args=[pk]), pages),
    ]


def test_hidden_words_stand_in_no_list(cast, said):
    assert WORDS in signed_in(cast, None).get(said.activity.get_absolute_url()).text
    because = "It names somebody."
    work.hide(by=cast.frank, said=said, ground="private", because=because)
    assert word_leaks(cast, said) == []


def test_words_taken_back_stand_in_no_list(cast, said):
    work.withdraw_contribution(by=cast.carer, contribution=said)
    assert word_leaks(cast, said) == []


def test_canary_words_left_in_a_list_are_noticed(cast, said, monkeypatch):
    """The page closes, and nobody tells the lists."""
    monkeypatch.setattr(permissions, "may_read", lambda _who, _said: no("Hidden."))
    assert word_leaks(cast, said)


# ------------------------------------------------------------------ not open yet


def test_a_survey_being_prepared_stands_in_no_list_outside(cast):
    round = stories.prepared(cast, name="A name nobody knows yet")
    lists = [
        reverse("evaluation:results", args=[cast.project.pk]),
        reverse("api:project-rounds", args=[cast.project.pk]),
        reverse("project", args=[cast.project.pk]),
    ]
    for door in ("evaluation:round", "api:round"):
        where = reverse(door, args=[round.pk])
        assert list(leaks(cast, round.name, where, lists)) == []
    assert who_reads(cast, round.name, lists[0]) == INSIDE
    assert who_reads(cast, round.name, lists[1]) == INSIDE


def test_a_conclusion_not_published_yet_stands_in_no_list_outside(cast):
    round = stories.concluded(cast, "Staff write the agenda alone.")
    project = cast.project.pk
    lists = [
        reverse("project", args=[project]),
        reverse("log", args=[project]),
        reverse("evaluation:results", args=[project]),
        reverse("evaluation:round", args=[round.pk]),
        reverse("api:project-rounds", args=[project]),
        reverse("api:round", args=[round.pk]),
    ]
    for door in ("evaluation:results_of", "api:findings", "api:results"):
        where = reverse(door, args=[round.pk])
        assert list(leaks(cast, "Staff write the agenda", where, lists)) == []


# ------------------------------------------------------------------ no door


def test_someone_without_an_account_has_no_door_of_their_own(cast):
    """Facilitators act for them; the matrix has those lines."""
    assert cast.offline.user is None
    assert not User.objects.filter(name=cast.offline.name).exists()


# ------------------------------------------------------------------ administration

GOVERNED = (
    *(power.Charter, power.DecisionRight, power.Decision, power.Elector),
    *(power.Ballot, power.Objection, power.MeetingRecord, power.MeetingConfirmation),
    *(power.Mandate, power.Challenge),
    *(circle.Cycle, circle.Phase, circle.Activity, circle.Commission, circle.Task),
    *(judging.Round, judging.Snapshot, judging.Finding, judging.Response),
    *(judging.Aggregate, judging.Answer),
    *(ground.Project, ground.ProjectGrant, ground.LogEntry, ground.LogSeal),
    *(ground.Job, Participant, User),
)


def writable(user: User) -> list[str]:
    """What is governed, and what someone could write in the administration."""
    request = HttpRequest()
    request.user = user
    return [
        f"{model.__name__}: {verb}"
        for model in GOVERNED
        if (admin := site._registry.get(model))
        for verb in ("add", "change", "delete")
        if getattr(admin, f"has_{verb}_permission")(request)
    ] + [
        f"{model.__name__}: a part of {type(admin).__name__}"
        for admin in site._registry.values()
        for inline in admin.inlines
        if (model := inline.model) in GOVERNED
    ]


@pytest.mark.parametrize("who", ["root", "admin"])
def test_nobody_writes_what_is_governed_in_the_administration(cast, who):
    assert writable(getattr(cast, who)) == []


def test_canary_a_page_to_change_phases_is_noticed(cast):
    site.register(circle.Phase, ModelAdmin)
    try:
        assert writable(cast.root) == ["Phase: add", "Phase: change", "Phase: delete"]
    finally:
        site.unregister(circle.Phase)


CHANGES: dict[str, dict[str, Any]] = {
    "decisions_charter": {"state": "adopted", "version": 9},
    "decisions_decision": {"state": "closed", "result": "carried"},
    "decisions_mandate": {"state": "enacted"},
}


@pytest.mark.parametrize("who", ["root", "admin"])
@pytest.mark.parametrize("model", CHANGES)
def test_what_is_decided_is_not_changed_there_by_anyone(cast, who, model):
    phase = go_aheads.phase_of(cast, "co_design")
    go_ahead = go_aheads.go_ahead(cast, OPEN_PHASE, phase)
    things = {
        "decisions_charter": decisions.draft_charter(
            by=cast.fiona, project=cast.project, preset="shared", ground_rules="Kind."
        ),
        "decisions_decision": go_ahead.decision,
        "decisions_mandate": go_ahead,
    }
    thing: Any = things[model]
    before = type(thing).objects.values().get(pk=thing.pk)
    client = signed_in(cast, who)
    for form in ("change", "delete"):
        where = reverse(f"admin:{model}_{form}", args=[thing.pk])
        assert client.post(where, dict(CHANGES[model], post="yes")).status_code == 403
    assert type(thing).objects.values().get(pk=thing.pk) == before
