"""Earlier words are kept and can be compared, by whoever may read the words of now."""

import re
from difflib import SequenceMatcher

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from phases import actions
from phases.models import Version
from phases.rules import differences as rule
from phases.rules.differences import Piece, differences
from projects.models import LogEntry

BEFORE = "Someone to ring in the first night."
AFTER = "Someone to ring in the first week."


def reword(cast, need, *texts):
    for text in texts:
        need.refresh_from_db()
        actions.edit(by=cast.carer, contribution=need, text=text, edition=need.edition)
    need.refresh_from_db()


def versions(client, need, api=None):
    start = "/api/v1" if api else ""
    return client.get(f"{start}/contributions/{need.pk}/versions/")


def seen(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page.content.decode()).split())


# ------------------------------------------------------------------ the rule


def test_words_that_went_and_came_are_told_apart_from_those_that_stayed():
    assert differences("A bench by the river", "Two benches by the river") == [
        Piece("gone", "A bench"),
        Piece("new", "Two benches"),
        Piece("same", " by the river"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, AFTER),
        ("", "Something"),
        ("line one\nline two\n", "line one\n\nline 2"),
        ("نحتاج مَن نتصل به ليلًا", "نحتاج مَن نتصل به ليلًا ونهارًا"),
        (" a  b ", "a b"),
        ("the " * 2400, "the the a " * 1600),
    ],
)
def test_no_letter_is_lost_between_two_versions(before, after):
    pieces = differences(before, after)
    assert "".join(each.words for each in pieces if each.kind != "new") == before
    assert "".join(each.words for each in pieces if each.kind != "gone") == after


def test_a_vowel_mark_does_not_cut_a_word_in_two():
    assert differences("مَن", "مِن") == [Piece("gone", "مَن"), Piece("new", "مِن")]


def test_one_word_said_two_thousand_times_keeps_nobody_waiting(monkeypatch):
    compared = []

    def watched(junk, old, new, *, autojunk):
        compared.append(len(old))
        return SequenceMatcher(junk, old, new, autojunk=autojunk)

    monkeypatch.setattr(rule, "SequenceMatcher", watched)
    assert [one.kind for one in differences("a " * 2500, "a " * 2499)] == [
        "gone",
        "new",
    ]
    assert max(compared) < 10, "by lines, not by words"


# ------------------------------------------------------------------ who, when, what


def test_every_earlier_wording_is_kept_with_who_changed_it_and_when(cast, need):
    reword(cast, need, AFTER, "Someone to ring, day and night.")
    kept = Version.objects.filter(contribution=need).order_by("edition")
    assert [(one.edition, one.text) for one in kept] == [(1, BEFORE), (2, AFTER)]
    assert {one.replaced_by for one in kept} == {cast.carer}
    assert LogEntry.objects.filter(event="phases.edited").count() == 2


def test_a_change_by_a_facilitator_names_the_facilitator(cast, board):
    words = actions.Words("need", "A bench")
    made = actions.contribute(
        by=cast.fiona, activity=board, words=words, author=cast.offline
    )
    actions.edit(by=cast.frank, contribution=made, text="Two benches", edition=1)
    assert made.versions.get().replaced_by == cast.frank


def test_everyone_reads_what_was_changed_word_by_word(client, cast, need):
    reword(cast, need, AFTER)
    client.force_login(cast.nurse.user)
    page = versions(client, need)
    assert page.status_code == 200
    html = page.content.decode()
    assert re.findall(r"<del>.*?</del>", html), html
    told = seen(page)
    assert "Taken out: night End of what was taken out." in told
    assert "Put in: week End of what was put in." in told
    assert "Version 2" in told
    assert "Version 1" in told
    assert BEFORE in told


def test_words_for_ears_do_not_turn_the_direction_of_what_people_wrote(
    client, cast, need
):
    """`dir="auto"` passes over what stands in bdi."""
    reword(cast, need, "كرسي عند الباب")
    client.force_login(cast.nurse.user)
    html = versions(client, need).content.decode()
    for marked in re.findall(r"<(?:ins|del)>(.*?)</(?:ins|del)>", html):
        assert re.match(r'<bdi class="ds-sr-only" lang="en">', marked)


def test_what_people_wrote_is_never_code_on_the_page(client, cast, need):
    reword(cast, need, "<script>alert(1)</script> & more")
    client.force_login(cast.nurse.user)
    assert "<script>alert" not in versions(client, need).content.decode()


def test_what_was_never_changed_says_so(client, cast, need):
    client.force_login(cast.nurse.user)
    page = seen(versions(client, need))
    assert "It was never changed." in page
    assert BEFORE in page


def test_the_api_tells_the_same(client, cast, need):
    reword(cast, need, AFTER)
    client.force_login(cast.nurse.user)
    [told] = versions(client, need, api=True).json()["results"]
    assert (told["edition"], told["text"]) == (1, BEFORE)
    assert told["replaced_by"] == str(cast.carer.pk)
    assert told["group"] == "Family carers"
    assert {"kind": "gone", "words": " night"} in told["changed"]


@pytest.mark.parametrize("api", [False, True])
def test_hiding_hides_the_earlier_words_as_well(client, cast, need, api):
    reword(cast, need, AFTER)
    actions.hide(by=cast.frank, said=need, ground="private", because="It names one.")
    for who, status in (("nurse", 403), ("carer", 200), ("fiona", 200)):
        client.force_login(getattr(cast, who).user)
        answer = versions(client, need, api)
        assert answer.status_code == status, who
        assert (BEFORE in answer.content.decode()) is (status == 200)


@pytest.mark.parametrize("api", [False, True])
def test_taking_back_takes_the_earlier_words_back_as_well(client, cast, need, api):
    reword(cast, need, AFTER)
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    for who, status in (("fiona", 403), ("carer", 200)):
        client.force_login(getattr(cast, who).user)
        assert versions(client, need, api).status_code == status, who


def test_what_is_erased_takes_its_versions_with_it(cast, need):
    reword(cast, need, AFTER)
    need.delete()
    assert not Version.objects.exists()


@pytest.mark.parametrize("api", [False, True])
def test_many_versions_cost_as_many_queries_as_few(client, cast, need, api):
    client.force_login(cast.nurse.user)
    reword(cast, need, "One")
    asked = []
    for texts in ([], [f"Wording {number}" for number in range(24)]):
        reword(cast, need, *texts)
        with CaptureQueriesContext(connection) as queries:
            page = versions(client, need, api)
        asked.append(len(queries))
        assert page.status_code == 200
    assert asked[0] == asked[1] <= 15
    html = page.content.decode()
    assert BEFORE not in html  # it is on the next page
