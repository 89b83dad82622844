"""A wrong file is taken back; what somebody has answered stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from phases import actions
from phases.models import Contribution
from projects.models import LogEntry
from tests.clock import days_pass
from tests.phases.test_import import FATES, MAPPING, bring, store

ROWS = "id,text,group\n" + "".join(
    f"{number},Idea {number},Family carers\n" for number in range(7)
)


@pytest.fixture
def file(cast, ideas):
    return store(cast, bring(cast, ideas, ROWS))


@pytest.fixture
def answered(cast, file, plan) -> set[str]:
    """Five of seven: supported, commented on, built on, promised, given a status."""
    one = {row.text: row for row in file.brought.all()}
    actions.support(by=cast.nurse, contribution=one["Idea 0"])
    actions.comment(by=cast.nurse, contribution=one["Idea 1"], text="Yes.")
    words = actions.Words("idea", "A better one", grew_from=one["Idea 2"])
    actions.contribute(by=cast.nurse, activity=file.activity, words=words)
    promise = actions.Promise("Do it", grew_from=one["Idea 3"])
    actions.add_task(by=cast.nurse, activity=plan, promise=promise)
    because = {"status": "not_now", "because": "The town has no money for it."}
    actions.set_status(by=cast.fiona, contribution=one["Idea 4"], **because)
    return {f"Idea {number}" for number in range(5)}


def shown(file):
    return {row.text for row in file.brought.filter(withdrawn_at=None)}


def test_what_nobody_answered_goes_and_the_rest_stays(cast, file, answered):
    actions.take_back_file(by=cast.fiona, file=file)
    assert shown(file) == answered
    file.activity.refresh_from_db()
    assert file.activity.pieces == len(answered) + 1
    entry = LogEntry.objects.get(event="phases.file_taken_back")
    assert entry.facts == {"activity": str(file.activity_id), "rows": 2}


def test_support_taken_back_again_is_no_answer(cast, file):
    first = file.brought.first()
    actions.support(by=cast.nurse, contribution=first)
    actions.withdraw_support(by=cast.nurse, contribution=first)
    assert actions.take_back_file(by=cast.fiona, file=file).taken_back == 7


def test_a_mended_file_brings_the_same_rows_in_again(cast, file):
    actions.take_back_file(by=cast.fiona, file=file)
    again = store(cast, bring(cast, file.activity, ROWS))
    assert (again.stored, again.known) == (7, 0)


def test_it_is_taken_back_once(cast, file):
    actions.take_back_file(by=cast.fiona, file=file)
    with pytest.raises(PermissionDenied, match="taken back already"):
        actions.take_back_file(by=cast.fiona, file=file)


def test_after_seven_days_it_stays(cast, file):
    days_pass(8)
    with pytest.raises(PermissionDenied, match="Seven days have passed"):
        actions.take_back_file(by=cast.fiona, file=file)
    assert len(shown(file)) == 7


@pytest.mark.parametrize("who", ["carer", "evaluator", "observer"])
def test_only_facilitators_take_a_file_back(cast, file, who):
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.take_back_file(by=cast.people[who], file=file)


@pytest.mark.parametrize("who", ["frank", "coordinator"])
def test_the_other_side_alone_takes_no_file_back(cast, file, who):
    with pytest.raises(PermissionDenied, match="side that brought this file in"):
        actions.take_back_file(by=cast.people[who], file=file)
    assert len(shown(file)) == 7


def test_a_status_that_came_with_the_file_is_no_answer(cast, ideas):
    file = store(cast, bring(cast, ideas, FATES, MAPPING))
    assert actions.take_back_file(by=cast.fiona, file=file).taken_back == 3


def test_what_was_never_stored_cannot_be_taken_back(cast, ideas):
    with pytest.raises(PermissionDenied, match="Nothing of this file was stored"):
        actions.take_back_file(by=cast.fiona, file=bring(cast, ideas, ROWS))


def test_what_is_answered_in_full_stays_with_the_reason(cast, file):
    for row in file.brought.all():
        actions.support(by=cast.nurse, contribution=row)
    with pytest.raises(PermissionDenied, match="nobody has answered"):
        actions.take_back_file(by=cast.fiona, file=file)


def test_the_page_says_what_would_go_and_what_would_stay(cast, client, file, answered):
    client.force_login(cast.fiona.user)
    page = client.get(file.get_absolute_url()).content.decode()
    for words in ("2 would go.", "5 would stay.", "because it is theirs too"):
        assert words in page
    sent = client.post(reverse("phases:take_back_file", args=[file.pk]), follow=True)
    assert "Taken back: 2 of 7." in sent.content.decode()
    assert "2 of them were taken back afterwards." in sent.content.decode()
    assert Contribution.objects.filter(withdrawn_at=None).count() == 6


def test_software_takes_no_file_back_and_a_facilitator_hears_how_much_went(
    cast, api, file, tool
):
    refused = api(tool[1], "post", "file-take-back", file)
    assert refused.status_code == 403
    said = api(cast.fiona, "post", "file-take-back", file).json()
    assert (said["taken_back"], said["state"]) == (7, "done")
