"""A pilot's administrators write its questionnaires, and only its own."""

import pytest
from django.urls import reverse

from evaluation import actions
from evaluation.models import Questionnaire
from evaluation.rules.instruments import HOW_WE_WORK
from tests.evaluation import stories


def page(name, *args):
    return reverse(f"admin:evaluation_questionnaire_{name}", args=args)


@pytest.fixture
def asked(cast) -> Questionnaire:
    return actions.add_instrument(pilot=cast.pilot, instrument=HOW_WE_WORK)


def item(at, **more):
    values = {
        "position": at + 1,
        "code": f"q{at}",
        "kind": "scale",
        "least": 1,
        "most": 5,
        "texts_en": f"Question {at}",
        "texts_ar": f"سؤال {at}",
        "answers": "",
    }
    return {f"items-{at}-{name}": value for name, value in (values | more).items()}


def form(cast, *items, **more):
    data = {
        "pilot": cast.pilot.pk,
        "name": "Ours",
        "source": "",
        "items-TOTAL_FORMS": len(items),
        "items-INITIAL_FORMS": 0,
    }
    for each in items:
        data |= each
    return data | more


def test_an_administrator_writes_a_questionnaire(client, cast):
    client.force_login(cast.admin)
    assert client.get(page("add")).status_code == 200
    choice = item(1, kind="single", answers="Yes | نعم\nNo | لا\n")
    sent = client.post(page("add"), form(cast, item(0), choice))
    assert sent.status_code == 302, sent.context["errors"]
    made = Questionnaire.objects.get()
    scale, single = made.items.all()
    assert scale.texts == {"en": "Question 0", "ar": "سؤال 0"}
    assert single.choices == [
        {"value": "yes", "texts": {"en": "Yes", "ar": "نعم"}},
        {"value": "no", "texts": {"en": "No", "ar": "لا"}},
    ]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"texts_en": "", "texts_ar": ""}, "at least one language"),
        ({"kind": "single"}, "answers that people choose from"),
        ({"kind": "single", "answers": "Yes\nYes"}, "Two answers are the same"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(client, cast, wrong, reason):
    client.force_login(cast.admin)
    sent = client.post(page("add"), form(cast, item(0, **wrong)))
    assert sent.status_code == 200
    assert reason in sent.content.decode()
    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize("who", ["foreign_admin", "stranger"])
def test_others_neither_see_nor_change_it(client, cast, asked, who):
    client.force_login(getattr(cast, who))
    assert client.get(page("change", asked.pk)).status_code in (302, 403)
    listed = client.get(page("changelist"))
    assert asked.name not in listed.content.decode()
    client.post(page("change", asked.pk), form(cast, name="Mine"))
    asked.refresh_from_db()
    assert asked.name == HOW_WE_WORK.name


def test_nobody_writes_into_another_pilot(client, cast):
    client.force_login(cast.foreign_admin)
    sent = client.post(page("add"), form(cast, item(0)))
    assert sent.status_code == 200
    assert not Questionnaire.objects.exists()


def test_what_people_answered_to_is_only_looked_at_and_copied(client, cast):
    asked = stories.opened(cast).questionnaire
    client.force_login(cast.admin)
    assert client.get(page("change", asked.pk)).status_code == 200
    assert client.post(page("change", asked.pk), form(cast)).status_code == 403
    client.post(page("changelist"), {"action": "copy", "_selected_action": [asked.pk]})
    assert Questionnaire.objects.filter(pilot=cast.pilot).count() == 2
    client.post(
        page("changelist"), {"action": "retire", "_selected_action": [asked.pk]}
    )
    asked.refresh_from_db()
    assert asked.retired_at
    assert client.post(page("delete", asked.pk), {"post": "yes"}).status_code == 403


def test_a_superuser_without_a_pilot_changes_nothing(client, cast, asked):
    cast.stranger.is_superuser = cast.stranger.is_staff = True
    cast.stranger.save(update_fields=["is_superuser", "is_staff"])
    client.force_login(cast.stranger)
    assert client.post(page("change", asked.pk), form(cast)).status_code == 403
