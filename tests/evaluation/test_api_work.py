"""Other tool prepares rounds, types in paper and concludes by the same rules."""

import pytest
from django.urls import reverse

from evaluation import actions
from evaluation.models import Answered, Finding, Round
from tests.evaluation import stories


@pytest.fixture
def plan(cast):
    questionnaire = stories.prepared(cast).questionnaire
    groups = [str(group.pk) for group in cast.groups.values()]
    return {"name": "Spring", "questionnaire": str(questionnaire.pk), "groups": groups}


def test_a_round_is_prepared_changed_opened_and_closed(cast, api, plan):
    phase = Round.objects.get().phase
    made = api(cast.evaluator, "post", "phase-rounds", phase, **plan)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    round = Round.objects.get(pk=made.json()["id"])
    seen = api(cast.evaluator, "get", "round", round)["ETag"].strip('"')
    said = {"name": "Late spring"}
    changed = api(cast.evaluator, "patch", "round", round, seen=seen, **said).json()
    assert (changed["name"], len(changed["groups"])) == (
        "Late spring",
        len(plan["groups"]),
    )
    late = api(cast.fiona, "patch", "round", round, seen=seen, **said)
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    assert api(cast.fiona, "post", "round-open", round).json()["state"] == "open"
    may = api(cast.carer, "get", "round", round).json()["may"]
    assert (may["answer"]["allowed"], may["close"]["allowed"]) == (True, False)
    assert api(cast.fiona, "post", "round-close", round).json()["state"] == "closed"


def test_what_is_asked_comes_from_the_pilot_and_its_own_groups(cast, api, plan):
    phase = Round.objects.get().phase
    [offered] = api(cast.carer, "get", "project-questionnaires", cast.project).json()
    assert offered["id"] == plan["questionnaire"]
    assert offered["items"][0]["texts"]["ar"]
    for wrong in ({"questionnaire": cast.fiona.pk}, {"groups": [cast.fiona.pk]}):
        sent = plan | {name: _text(value) for name, value in wrong.items()}
        refused = api(cast.evaluator, "post", "phase-rounds", phase, **sent)
        assert refused.status_code == 404, wrong


def _text(value):
    return [str(one) for one in value] if isinstance(value, list) else str(value)


def test_paper_is_typed_in_once_by_a_facilitator(cast, api):
    round = stories.opened(cast)
    waiting = api(cast.fiona, "get", "paper", round).json()
    assert [one["id"] for one in waiting] == [str(cast.offline.pk)]
    said = {"person": str(cast.offline.pk), "answers": {"influence": 4}}
    assert api(cast.evaluator, "post", "paper", round, **said).status_code == 403
    assert api(cast.fiona, "post", "paper", round, **said).status_code == 201
    again = api(cast.fiona, "post", "paper", round, **said)
    assert (again.status_code, Answered.objects.count()) == (403, 1)
    other = said | {"person": str(cast.carer.pk)}
    assert api(cast.fiona, "post", "paper", round, **other).status_code == 404


def test_software_types_in_no_paper_and_concludes_nothing(cast, api, tool):
    said = {"person": str(cast.offline.pk), "answers": {"influence": 4}}
    refused = api(tool[1], "post", "paper", stories.opened(cast), **said)
    assert refused.status_code == 403
    round = stories.both_sides_answered(cast)
    words = {"text": "All is well."}
    assert api(tool[1], "post", "findings", round, **words).status_code == 403
    finding = actions.write_finding(
        by=cast.carer, round=round, words=actions.Words("Staff write the agenda.")
    )
    assert api(tool[1], "post", "finding-views", finding, **words).status_code == 403


def test_conclusions_are_written_doubted_changed_and_taken_back(cast, api):
    round = stories.both_sides_answered(cast)
    said = {"text": "Staff write the agenda."}
    made = api(cast.carer, "post", "findings", round, **said)
    assert (made.status_code, made.json()["side"]) == (201, "community")
    finding = Finding.objects.get()
    view = api(cast.nurse, "post", "finding-views", finding, text="We asked.").json()
    assert view["side"] == "institution"
    seen = api(cast.carer, "get", "finding", finding)["ETag"].strip('"')
    new = {"text": "Staff write it alone."}
    changed = api(cast.carer, "patch", "finding", finding, seen=seen, **new).json()
    assert (changed["text"], changed["edition"]) == (new["text"], 2)
    late = api(cast.carer, "patch", "finding", finding, seen=seen, **said)
    assert (late.status_code, late.json()["current"]) == (412, 2)
    view = finding.minority_views.get()
    assert api(cast.nurse, "post", "view-take-back", view).status_code == 204
    assert api(cast.nurse, "post", "finding-remove", finding).status_code == 403
    assert api(cast.carer, "post", "finding-remove", finding).status_code == 204
    assert not Finding.objects.exists()


def test_whoever_changes_an_older_conclusion_sees_both(cast, client):
    round = stories.both_sides_answered(cast)
    finding = actions.write_finding(
        by=cast.carer, round=round, words=actions.Words("Staff write the agenda.")
    )
    client.force_login(cast.carer.user)
    where = reverse("evaluation:save_finding", args=[finding.pk])
    first = client.post(where, {"text": "Staff write it alone.", "edition": 1})
    assert first.status_code == 302
    late = client.post(where, {"text": "They do not api us.", "edition": 1})
    assert late.status_code == 409
    for both in ("changed while you wrote", "Staff write it alone.", "They do not api"):
        assert both in late.content.decode()


def test_whoever_changes_an_older_plan_sees_both(cast, client, plan):
    round = Round.objects.get()
    client.force_login(cast.evaluator.user)
    where = reverse("evaluation:save_change", args=[round.pk])
    assert client.post(where, plan | {"edition": 1}).status_code == 302
    few = plan | {"name": "Autumn", "groups": plan["groups"][:2], "edition": 1}
    late = client.post(where, few)
    assert late.status_code == 409
    for both in ("changed while you wrote", "Spring", "Autumn"):
        assert both in late.content.decode()
    form = late.context["form"]
    assert form["groups"].value() == few["groups"], "what was ticked is kept"
    again = few | {"edition": form["edition"].value()}
    assert client.post(where, again).status_code == 302
