"""Writing questionnaires over the API: as on the page, and nobody's change is lost."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation import actions
from evaluation.models import Item, Questionnaire
from evaluation.rules.instruments import HOW_WE_WORK
from projects.models import Pilot
from tests.evaluation import stories

HEARD = {"code": "heard", "kind": "scale", "texts": {"en": "Heard?", "fi": "Kuultu?"}}
YES = {"value": "yes", "texts": {"en": "Yes", "ar": "نعم"}}
AGAIN = {
    "code": "again",
    "kind": "single",
    "texts": {"en": "Would you come again?"},
    "choices": [
        YES,
        {"value": "no", "texts": {"en": "No", "ar": "لا"}},
    ],
    "required": True,
}


@pytest.fixture
def send(client):
    """Ask the API as an account."""

    def send(who, verb, where, thing, /, *, seen=None, **data):
        client.force_login(who)
        headers = {"If-Match": f'"{seen}"'} if seen else {}
        ask = getattr(client, verb)
        at = reverse(f"api:{where}", args=[thing.pk])
        return ask(at, data, content_type="application/json", headers=headers)

    return send


@pytest.fixture
def asked(cast) -> Questionnaire:
    ours = replace(HOW_WE_WORK, name="Before we begin")
    return actions.add_instrument(pilot=cast.pilot, instrument=ours)


def codes(questionnaire):
    return [item.code for item in questionnaire.items.all()]


# ------------------------------------------------------------------ as on the page


def test_an_administrator_writes_one_in_several_languages(cast, send):
    said = {"name": "Ours", "names": {"fi": "Meidän"}, "items": [HEARD, AGAIN]}
    made = send(cast.admin, "post", "pilot-questionnaires", cast.pilot, **said)
    assert made.status_code == 201, made.json()
    questionnaire = Questionnaire.objects.get(pk=made.json()["id"])
    heard, again = questionnaire.items.all()
    assert heard.texts == HEARD["texts"]
    assert (heard.least, heard.most, again.required) == (1, 5, True)
    assert again.choices == AGAIN["choices"]
    listed = send(cast.carer.user, "get", "project-questionnaires", cast.project)
    assert made.json()["id"] in [each["id"] for each in listed.json()]


def test_questions_are_added_changed_put_in_order_and_taken_out(cast, send, asked):
    before = {item.code: item.pk for item in asked.items.all()}
    other = {**HEARD, "texts": {"en": "Do people listen?"}}
    safe = {"code": "safe", "kind": "scale", "texts": {"en": "Safe?"}}
    said = {"items": [AGAIN, safe, other]}
    changed = send(cast.admin, "patch", "questionnaire", asked, seen=1, **said)
    assert changed.status_code == 200, changed.json()
    assert [item["code"] for item in changed.json()["items"]] == [
        "again",
        "safe",
        "heard",
    ]
    assert codes(asked) == ["again", "safe", "heard"]
    heard = asked.items.get(code="heard")
    assert (heard.pk, heard.texts) == (before["heard"], other["texts"])


def test_what_is_not_sent_stays(cast, send, asked):
    before = codes(asked)
    renamed = send(cast.admin, "patch", "questionnaire", asked, seen=1, name="Ours")
    assert (renamed.json()["name"], renamed.json()["edition"]) == ("Ours", 2)
    assert codes(asked) == before


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"texts": {}}, "may not be empty"),
        ({"texts": {"xx": "?"}}, "not spoken here"),
        ({"kind": "single"}, "answers that people choose from"),
        ({"texts": {"en": "A\x00"}}, "Null characters"),
        ({"choices": [YES, YES]}, "Two answers are the same"),
        ({"choices": [{"value": "yes"}]}, "required"),
        ({"least": 5, "most": 5}, "above the lowest"),
        ({"code": "again"}, "the same short name"),
        ({"code": None}, "may not be null"),
        ({"kind": "ladder"}, "ladder"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(cast, send, asked, wrong, reason):
    said = {"name": "Ours", "items": [AGAIN, HEARD | wrong]}
    new = send(cast.admin, "post", "pilot-questionnaires", cast.pilot, **said)
    old = send(cast.admin, "patch", "questionnaire", asked, seen=1, **said)
    for answer in (new, old):
        assert answer.status_code == 422
        assert reason in answer.content.decode()
    assert Questionnaire.objects.get().name == "Before we begin"


@pytest.mark.parametrize("left_out", ["code", "kind", "texts"])
def test_a_question_is_sent_whole(cast, send, asked, left_out):
    part = {name: value for name, value in HEARD.items() if name != left_out}
    answer = send(cast.admin, "patch", "questionnaire", asked, seen=1, items=[part])
    assert answer.status_code == 422
    assert left_out in str(answer.json()["errors"]["items"])


def test_a_question_that_a_round_asks_by_link_stays(cast, send, asked):
    link_item = asked.items.get(code="influence")
    stories.prepared(cast, questionnaire=asked, link_item=link_item)
    answer = send(cast.admin, "patch", "questionnaire", asked, seen=1, items=[HEARD])
    assert answer.status_code == 422
    assert "by link" in answer.content.decode()
    assert Item.objects.filter(pk=link_item.pk).exists()


def test_what_people_answer_to_is_copied_not_changed(cast, send):
    asked = stories.opened(cast).questionnaire
    one = send(cast.admin, "get", "questionnaire", asked).json()
    assert one["may"]["change"]["allowed"] is False
    refused = send(cast.admin, "patch", "questionnaire", asked, seen=1, name="Ours")
    assert refused.status_code == 403
    assert refused.json()["detail"] == one["may"]["change"]["reason"]
    copy = send(cast.admin, "post", "questionnaire-copy", asked)
    assert copy.status_code == 201
    assert [item["code"] for item in copy.json()["items"]] == codes(asked)
    retired = send(cast.admin, "post", "questionnaire-retire", asked)
    assert retired.json()["retired_at"]
    again = send(cast.admin, "post", "questionnaire-retire", asked)
    assert again.json()["retired_at"] == retired.json()["retired_at"]
    of_pilot = send(cast.admin, "get", "pilot-questionnaires", cast.pilot).json()
    assert {one["id"] for one in of_pilot} == {str(asked.pk), copy.json()["id"]}


@pytest.mark.parametrize("who", ["foreign_admin", "root", "stranger"])
def test_others_neither_see_nor_write_it(cast, send, asked, who):
    who = getattr(cast, who)
    said = {"name": "Mine", "items": [HEARD]}
    answers = [
        send(who, "get", "pilot-questionnaires", cast.pilot),
        send(who, "post", "pilot-questionnaires", cast.pilot, **said),
        send(who, "get", "questionnaire", asked),
        send(who, "patch", "questionnaire", asked, seen=1, **said),
        send(who, "post", "questionnaire-copy", asked),
        send(who, "post", "questionnaire-retire", asked),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert not Questionnaire.objects.filter(name="Mine").exists()


def test_many_questionnaires_take_no_more_queries(client, cast, asked):
    def counted():
        with CaptureQueriesContext(connection) as ran:
            client.get(reverse("api:pilot-questionnaires", args=[cast.pilot.pk]))
        return len(ran)

    client.force_login(cast.admin)
    counted()
    little = counted()
    for _ in range(4):
        actions.copy_questionnaire(by=cast.admin, questionnaire=asked)
    assert counted() == little <= 12


# ------------------------------------------------------------------ editions


def test_whoever_changes_it_says_what_they_read(cast, send, asked):
    assert (
        send(cast.admin, "patch", "questionnaire", asked, name="A").status_code == 428
    )
    send(cast.admin, "patch", "questionnaire", asked, seen=1, name="A")
    late = send(cast.admin, "patch", "questionnaire", asked, seen=1, name="B")
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    assert (late.json()["current"], late.json()["seen"]) == (2, 1)
    asked.refresh_from_db()
    assert asked.name == "A"
    one = send(cast.admin, "get", "questionnaire", asked)
    assert one["ETag"].startswith('"2.')


def page(asked):
    return reverse("admin:evaluation_questionnaire_change", args=[asked.pk])


def form(asked, edition, name):
    rows = {f"items-{part}_FORMS": 0 for part in ("TOTAL", "INITIAL")}
    return {"name": name, "source": "", "edition": edition, **rows}


def test_in_the_administration_too_nobody_overwrites_what_they_have_not_read(
    client, cast, send, asked
):
    client.force_login(cast.admin)
    opened = client.get(page(asked)).content.decode()
    assert '<input type="hidden" name="edition" value="1"' in opened
    send(cast.admin, "patch", "questionnaire", asked, seen=1, name="By software")
    late = client.post(page(asked), form(asked, 1, "By hand"))
    assert late.status_code == 409
    assert "This was changed while you wrote." in late.text
    asked.refresh_from_db()
    assert asked.name == "By software"
    client.post(page(asked), form(asked, 2, "By hand"))
    asked.refresh_from_db()
    assert (asked.name, asked.edition) == ("By hand", 3)
    stale = send(cast.admin, "patch", "questionnaire", asked, seen=2, name="Again")
    assert stale.status_code == 412


def filled_in(response) -> dict[str, object]:
    """The form of a page as somebody has it before them."""
    [inline] = response.context["inline_admin_formsets"]
    questions = inline.formset
    shown = [response.context["adminform"].form, questions.management_form]
    fields = [field for one in (*shown, *questions.forms) for field in one]
    said = {field.html_name: field.value() for field in fields}
    ticked = {name: value for name, value in said.items() if value is not False}
    return {name: "" if one is None else one for name, one in ticked.items()}


def test_whoever_was_slower_sees_both_versions_and_sends_their_own_knowingly(
    client, cast, send, asked
):
    client.force_login(cast.admin)
    mine = filled_in(client.get(page(asked)))
    mine |= {"name": "By hand", "names_fi": "Käsin", "items-0-texts_en": "How much?"}
    theirs: dict[str, object] = {"name": "By software", "names": {"fi": "Koneella"}}
    theirs["items"] = [HEARD | {"required": True}, AGAIN]
    send(cast.admin, "patch", "questionnaire", asked, seen=1, **theirs)
    late = client.post(page(asked), mine)
    assert late.status_code == 409
    found = {one.label: (one.now, one.yours) for one in late.context["differences"]}
    assert found["Name"] == ("By software", "By hand")
    assert found["name in Finnish"] == ("Koneella", "Käsin")
    assert found["influence"] == ("", "How much?")
    assert found["heard: question in Finnish"][0] == "Kuultu?"
    assert found["heard: has to be answered"] == ("Yes", "No")
    assert found["again"] == ("Would you come again?", "")
    assert "Both versions" in late.text
    sent = client.post(page(asked), filled_in(late))
    assert sent.status_code == 302, sent.context["errors"]
    asked.refresh_from_db()
    assert (asked.name, asked.names["fi"], asked.edition) == ("By hand", "Käsin", 3)
    texts = {item.code: item.texts["en"] for item in asked.items.all()}
    assert texts["influence"] == "How much?"
    assert texts["again"] == "Would you come again?"


def test_a_form_without_an_edition_changes_nothing(client, cast, asked):
    client.force_login(cast.admin)
    without = form(asked, "", "By hand")
    assert client.post(page(asked), without).status_code == 409
    asked.refresh_from_db()
    assert asked.name != "By hand"


def test_a_new_one_has_no_version_to_compare_with(client, cast):
    client.force_login(cast.admin)
    add = reverse("admin:evaluation_questionnaire_add")
    new = form(None, 7, "Ours") | {"pilot": cast.pilot.pk}
    assert client.post(add, new | {"name": ""}).status_code == 200
    assert client.post(add, new).status_code == 302
    assert Questionnaire.objects.get(name="Ours").edition == 1


def test_nobody_moves_one_to_another_pilot(client, cast, asked):
    client.force_login(cast.admin)
    elsewhere = Pilot.objects.get(slug="elsewhere")
    client.post(page(asked), form(asked, 1, "Ours") | {"pilot": elsewhere.pk})
    asked.refresh_from_db()
    assert (asked.name, asked.pilot) == ("Ours", cast.pilot)
