"""A project starts in three screens."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from participants.models import Participant
from participants.rules.groups import PRESETS, Group
from phases import actions
from phases.models import Activity, Phase
from projects.models import Pilot, Project
from tests.cast import WORDS

PURPOSE = {
    "pilot": "ambermere",
    "name": "Evenings in the square",
    "purpose": "So that the square is safe at night.",
    "decided_here": "Light\nBenches",
    "decided_elsewhere": "Traffic: the council",
    "language": "en",
    "visibility": "public",
}
GROUPS = {
    "community_1": "People who use the service",
    "community_2": "Young people",
    "institution_1": "City staff",
    "own": "community_2",
}


def send(client, name, data=None):
    return client.post(reverse(f"phases:{name}"), data or {})


def screen(client, name):
    return client.get(reverse(f"phases:{name}"))


def started() -> Project:
    return Project.objects.get(name=PURPOSE["name"])


@pytest.fixture
def starter(client, cast):
    client.force_login(cast.stranger)
    return client


def test_three_screens_and_the_project_begins(starter, cast):
    assert send(starter, "save_purpose", PURPOSE).url.endswith("/groups/")
    assert send(starter, "save_groups", GROUPS).url.endswith("/check/")
    check = screen(starter, "start_check").content.decode()
    assert "Evenings in the square" in check
    assert "Who can read it" in check
    assert str(Project.Visibility.PUBLIC.label) in check
    assert "English" in check.split("The project’s own language")[1][:200]
    project_page = send(starter, "start_now").url
    project = started()
    assert project_page == reverse("project", args=[project.pk])
    place = Participant.objects.get(project=project)
    assert (place.user, place.role) == (cast.stranger, "facilitator")
    assert place.constituency.name == "Young people"
    assert "starting" not in starter.session


def test_a_new_project_has_four_planned_phases_and_a_first_board(cast):
    phases = Phase.objects.filter(project=cast.project)
    assert [phase.state for phase in phases] == ["planned"] * 4
    board = Activity.objects.get(project=cast.project)
    assert (board.title, board.phase.kind) == ("What matters to us?", "co_commission")


def test_the_first_board_speaks_the_projects_language(cast):
    project = actions.start_project(
        by=cast.stranger,
        pilot=cast.pilot,
        words={**WORDS, "language": "ar"},
        groups=PRESETS["health"],
        own=0,
    )
    assert project.activities.get().language == "ar"


def test_what_was_typed_is_still_there_on_going_back(starter):
    send(starter, "save_purpose", PURPOSE)
    send(starter, "save_groups", GROUPS)
    assert PURPOSE["purpose"] in screen(starter, "start_project").content.decode()
    assert "Young people" in screen(starter, "start_groups").content.decode()


def test_a_kept_suggestion_keeps_its_names_in_other_languages(starter):
    send(starter, "save_purpose", PURPOSE)
    send(starter, "save_groups", GROUPS)
    send(starter, "start_now")
    kept = started().constituencies.get(name="People who use the service")
    assert kept.names["ar"]
    assert started().constituencies.get(name="Young people").names == {}


def test_the_groups_are_suggested_in_the_projects_language(starter):
    send(starter, "save_purpose", {**PURPOSE, "language": "ar"})
    form = screen(starter, "start_groups").context["form"]
    assert form["community_1"].value() == PRESETS["health"][0].names["ar"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"own": ""}, "Say which group you are here from"),
        ({"own": "community_4"}, "has no name"),
        ({"community_1": "", "community_2": "", "own": "institution_1"}, "needs at"),
        ({"institution_1": ""}, "or say that there is none"),
        ({"community_run": "on"}, "then it has one"),
        ({"community_1": "young PEOPLE"}, "same name"),
    ],
)
def test_groups_that_do_not_fit_come_back_with_the_reason(starter, change, why):
    send(starter, "save_purpose", PURPOSE)
    answer = send(starter, "save_groups", {**GROUPS, **change})
    assert answer.status_code == 422
    assert why in " ".join(answer.content.decode().split())


def test_a_community_runs_a_project_alone_and_the_check_says_so(starter):
    send(starter, "save_purpose", PURPOSE)
    data = {**GROUPS, "institution_1": "", "community_run": "on"}
    assert send(starter, "save_groups", data).status_code == 302
    assert "Run by the community" in screen(starter, "start_check").content.decode()
    send(starter, "start_now")
    sides = started().constituencies.values_list("side", flat=True)
    assert set(sides) == {"community"}


def test_nobody_gets_to_a_later_screen_without_the_earlier_ones(starter):
    for name in ("start_groups", "start_check"):
        assert screen(starter, name).url == reverse("phases:start_project")
    for name in ("save_groups", "start_now"):
        assert send(starter, name).url == reverse("phases:start_project")
    assert not Project.objects.filter(name=PURPOSE["name"]).exists()


def test_a_bad_first_screen_keeps_what_was_typed(starter):
    answer = send(starter, "save_purpose", {**PURPOSE, "name": ""})
    assert answer.status_code == 422
    assert PURPOSE["purpose"] in answer.content.decode()


def test_where_only_administrators_start_others_are_told_whom_to_ask(starter, cast):
    Pilot.objects.update(starters="administrators")
    cast.pilot.refresh_from_db()
    page = screen(starter, "start_project").content.decode()
    assert "administrators start projects" in page
    assert send(starter, "save_purpose", PURPOSE).status_code == 422
    with pytest.raises(PermissionDenied, match="administrators start projects"):
        actions.start_project(
            by=cast.stranger,
            pilot=cast.pilot,
            words=WORDS,
            groups=PRESETS["health"],
            own=0,
        )
    assert actions.start_project(
        by=cast.admin,
        pilot=cast.pilot,
        words=WORDS,
        groups=PRESETS["health"],
        own=0,
    )


def test_a_closed_pilot_is_not_offered_and_not_taken(starter):
    Pilot.objects.filter(slug="elsewhere").update(starters="administrators")
    form = screen(starter, "start_project").context["form"]
    assert list(form.pilots) == ["ambermere"]
    send(starter, "save_purpose", {**PURPOSE, "pilot": "elsewhere"})
    send(starter, "save_groups", GROUPS)
    send(starter, "start_now")
    assert started().pilot.slug == "ambermere"


def test_one_signs_in_first(client, db):
    answer = client.get(reverse("phases:start_project"))
    assert answer.status_code == 302
    assert "/account/" in answer.url


def test_a_project_needs_a_community_and_names_that_differ(cast):
    for groups, why in [
        ([Group("institution", "Staff", {})], "at least one group"),
        ([Group("community", "A", {}), Group("institution", "A", {})], "same name"),
    ]:
        with pytest.raises(ValidationError, match=why):
            actions.start_project(
                by=cast.stranger,
                pilot=cast.pilot,
                words=WORDS,
                groups=groups,
                own=0,
            )


def test_administrators_of_the_pilot_see_a_new_project_and_decide_nothing(cast):
    grants = cast.project.projectgrant_set.filter(user=cast.admin)
    codes = set(grants.values_list("permission__codename", flat=True))
    assert "decide_in_project" not in codes
