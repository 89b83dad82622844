"""The agreement as people read it, draft it and put it to both sides."""

import pytest
from django.urls import reverse

from decisions import actions
from decisions.acts import CHANGE_CHARTER
from decisions.models import Charter, Decision
from decisions.queries import grid, unmet
from decisions.rules import Rule
from participants.actions import give_place
from tests.clock import days_pass, work_off
from tests.decisions.stories import adopt_charter

ROW = {
    "proposes": ["community", "institution"],
    "decides": ["community", "institution"],
    "objects_to": [],
    "kind": "double_majority",
    "threshold": "2/3",
    "quorum": "1/2",
    "least": "2",
    "discussion_days": "7",
    "days": "10",
    "edition": "1",
}


@pytest.fixture
def draft(cast):
    return actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )


def charter_page(client, cast):
    return client.get(reverse("decisions:charter", args=[cast.project.pk]))


def save_row(client, draft, **changes):
    act = "decisions.change_charter"
    url = reverse("decisions:save_row", args=[draft.pk, act])
    return client.post(url, ROW | changes)


def test_the_founding_rule_is_explained_while_there_is_no_agreement(client, cast):
    page = charter_page(client, cast)
    assert page.status_code == 200
    for words in ("There is no agreement yet", "founding rule", "half of each side"):
        assert words in page.content.decode()
    answer = client.get(f"/api/v1/projects/{cast.project.pk}/charter/").json()
    assert answer["version"] == 0
    decided = [row["act"] for row in answer["rows"] if row["rule"]]
    assert decided == ["decisions.change_charter"]


def test_the_grid_says_of_every_act_who_decides_on_page_and_api_alike(client, cast):
    charter = adopt_charter(cast)
    text = charter_page(client, cast).content.decode()
    answer = client.get(f"/api/v1/projects/{cast.project.pk}/charter/").json()
    assert len(answer["rows"]) == charter.rights.count() > 5
    for row in answer["rows"]:
        assert row["name"] in text
    assert answer["level"]["number"] == 3
    assert "Level 3 of 3" in text
    assert "provisional" in text
    assert reverse("decisions:decision", args=[answer["adopted_by"]]) in text


def test_on_the_project_page_acts_that_are_decided_alike_share_a_row(client, cast):
    rows = grid.grid(adopt_charter(cast))
    short = grid.in_short(rows)
    assert len(short) == 2, "the ordinary and the weighty"
    assert [act for row in short for act in (row.act, *row.also)] == [
        row.act for row in rows
    ]
    page = client.get(reverse("project", args=[cast.project.pk])).content.decode()
    assert all(str(row.act.name) in page for row in rows)


def test_where_the_institution_decides_alone_the_level_is_lower(client, cast):
    adopt_charter(cast, "consultative")
    text = charter_page(client, cast).content.decode()
    assert "Level 2 of 3" in text
    assert "It does not decide on:" in text


def test_reserved_powers_are_listed_with_how_often_they_were_used(client, cast):
    adopt_charter(cast)
    draft = actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be calm."
    )
    running = actions.propose(
        by=cast.fiona, act=CHANGE_CHARTER, thing=draft, text="Again."
    )
    said = actions.remark(by=cast.carer, decision=running, stance="open", text="Rude")
    actions.hide_remark(by=cast.frank, remark=said, reason="It names a neighbour.")
    text = charter_page(client, cast).content.decode()
    assert "A facilitator may hide a comment beneath a decision." in text
    assert text.count("Used once so far.") == 1
    assert "A comment was hidden" not in text  # this says what may be done


def test_no_two_reserved_powers_read_the_same(cast):
    powers = [power.words for power in grid.reserved_powers(cast.project)]
    assert len(powers) == len(set(powers))
    assert all(" may " in words for words in powers)


def test_a_draft_says_what_comes_next_and_who_can_do_it(client, cast, draft):
    client.force_login(cast.carer.user)
    address = reverse("decisions:charter_version", args=[draft.pk])
    page = client.get(address).content.decode()
    assert "What comes next, and who can do it" in page
    assert "Any member can then propose to open the first phase." in page
    cast.project.participants.filter(constituency__side="institution").update(
        state="left"
    )
    page = client.get(address).content.decode()
    assert "A facilitator can invite more people" in page
    assert reverse("participants:invitations", args=[cast.project.pk]) not in page
    client.force_login(cast.fiona.user)
    page = client.get(address).content.decode()
    assert reverse("participants:invitations", args=[cast.project.pk]) in page


def test_a_member_drafts_an_agreement_and_puts_it_to_both_sides(client, cast):
    client.force_login(cast.carer.user)
    form = client.get(reverse("decisions:draft_charter", args=[cast.project.pk]))
    assert b'value="shared"' in form.content
    saved = client.post(
        reverse("decisions:save_draft", args=[cast.project.pk]),
        {"preset": "shared", "ground_rules": "We listen.", "edition": 0},
    )
    draft = Charter.objects.get()
    assert saved.url == reverse("decisions:charter_version", args=[draft.pk])
    page = client.get(saved.url).content.decode()
    assert "Propose to adopt it" in page
    assert "there are enough people" in page
    url = reverse(
        "decisions:put_question",
        args=[cast.project.pk, "decisions.change_charter", draft.pk],
    )
    sent = client.post(url, {"text": "Let us begin."})
    decision = Decision.objects.get()
    assert sent.url == decision.get_absolute_url()
    assert (
        "Its words are fixed"
        in client.get(
            reverse("decisions:change_row", args=[draft.pk, "decisions.change_charter"])
        ).content.decode()
    )


def test_a_row_of_a_draft_is_changed_in_a_form(client, cast, draft):
    client.force_login(cast.nurse.user)
    form = client.get(
        reverse("decisions:change_row", args=[draft.pk, "decisions.change_charter"])
    )
    assert form.status_code == 200
    assert save_row(client, draft).status_code == 302
    right = draft.rights.get(act="decisions.change_charter")
    assert str(Rule.from_json(right.rule).threshold) == "2/3"
    assert (right.discussion_hours, right.hours) == (168, 240)
    draft.refresh_from_db()
    assert draft.edition > 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decides": []}, "At least one side decides."),
        ({"proposes": []}, "At least one side proposes."),
        ({"kind": "no_objection"}, "someone may raise a concern"),
        ({"days": "1"}, "3"),
        ({"least": "0"}, "1"),
    ],
)
def test_a_row_that_could_never_work_comes_back(client, cast, draft, changes, words):
    client.force_login(cast.carer.user)
    answer = save_row(client, draft, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_rows_that_todays_people_cannot_meet_are_shown_before_proposing(
    client, cast, draft
):
    client.force_login(cast.carer.user)
    save_row(client, draft, least="40")
    page = client.get(reverse("decisions:charter_version", args=[draft.pk]))
    text = page.content.decode()
    assert "Not yet. It takes effect only when every row can be met." in text
    assert "Needed: 40." in text
    assert "Propose to adopt it" not in text
    assert "Too few people are here for the rule" in text


def test_a_new_version_shows_what_changes_from_the_one_before(client, cast):
    adopt_charter(cast)
    new = actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="consultative", ground_rules="Talk."
    )
    client.force_login(cast.carer.user)
    text = client.get(reverse("decisions:charter_version", args=[new.pk])).content
    assert b"changed" in text
    assert b"Before:" in text
    assert b"Be kind." in text


def test_an_agreement_made_by_few_is_to_be_confirmed_when_many_came(client, cast):
    charter = adopt_charter(cast)
    for number in range(charter.people_then):
        give_place(
            project=cast.project,
            constituency=cast.groups["Family carers"],
            name=f"Newcomer {number}",
        )
    assert "should be confirmed again" in charter_page(client, cast).content.decode()


def test_an_observer_reads_the_agreement_and_is_told_who_drafts(client, cast):
    client.force_login(cast.observer.user)
    page = charter_page(client, cast).content.decode()
    assert "Only members of this project can draft" in page
    url = reverse("decisions:save_draft", args=[cast.project.pk])
    words = {"preset": "shared", "ground_rules": "Mine.", "edition": 0}
    refused = client.post(url, words)
    assert refused.status_code == 403
    assert not Charter.objects.exists()


def test_nobody_from_outside_reads_the_agreement_of_a_closed_project(
    client, cast, draft
):
    cast.project.visibility = "members"
    cast.project.save(update_fields=["visibility"])
    client.force_login(cast.stranger)
    for url in (
        reverse("decisions:charter", args=[cast.project.pk]),
        reverse("decisions:charter_version", args=[draft.pk]),
        reverse("decisions:decisions", args=[cast.project.pk]),
        f"/api/v1/projects/{cast.project.pk}/charter/",
    ):
        assert client.get(url).status_code == 404, url


def test_the_charter_costs_the_same_however_often_it_was_changed(
    client, cast, django_assert_max_num_queries
):
    adopt_charter(cast)
    days_pass(1)
    work_off()
    client.force_login(cast.carer.user)
    with django_assert_max_num_queries(25):
        charter_page(client, cast)


def test_one_person_alone_is_one_person(client, cast):
    alone = [cast.fiona.pk, cast.frank.pk]  # one of each side
    cast.project.participants.exclude(pk__in=alone).update(state="left")
    actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )
    client.force_login(cast.fiona.user)
    draft = Charter.objects.get(project=cast.project)
    words = client.get(draft.get_absolute_url()).content.decode()
    assert "1 person is here. Needed: 2." in words
    assert "1 people" not in words
    assert "or choose a rule that today’s people can meet" in words


def only_one_is_here(cast):
    cast.project.participants.exclude(pk=cast.fiona.pk).update(state="left")
    return actions.draft_charter(
        by=cast.fiona, project=cast.project, preset="shared", ground_rules="Be kind."
    )


def test_each_row_says_once_for_each_side_how_many_people_it_needs(cast):
    lacking = unmet(only_one_is_here(cast))
    lines = [(act.code, check.side) for act, check in lacking]
    assert len(lines) == len(set(lines))
    needs = {(act.code, check.side): check.need for act, check in lacking}
    assert needs["phases.open_phase", "institution"] == 1
    assert needs["decisions.change_charter", "institution"] == 2


def test_where_a_side_is_empty_no_easier_rule_is_promised(client, cast):
    draft = only_one_is_here(cast)
    client.force_login(cast.fiona.user)
    words = client.get(draft.get_absolute_url()).content.decode()
    assert "Invite more people." in words
    assert "choose a rule that today’s people can meet" not in words
    assert "or a member can change these rows" not in words
