"""What people said elsewhere comes in by file: checked, chosen, stored once."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants.models import Participant
from phases import actions, queries
from phases.actions import importing
from phases.models import Activity, Contribution, ContributionFile
from phases.permissions import may_edit, may_import, may_see_file
from projects.models import LogEntry
from projects.queries import faults_after
from tests.clock import work_off
from tests.phases.go_aheads import closed

GOOD = "id,text,group\n" + "".join(
    f"{number},Idea number {number},Family carers\n" for number in range(30)
)
MIXED = "id,text,group\n1,A bench,Family carers\n2,,Family carers\n3,A lamp,Cyclists\n"
MAPPING = {
    "text": "WHAT",
    "group": {"column": "WHO", "values": {"c": "Family carers", "n": "Managers"}},
    "status": {"column": "FATE", "values": {"1": "accepted", "0": "rejected"}},
    "in_language": "ca",
    "separator": ";",
}
FATES = "WHAT;WHO;FATE\nUn banc;c;1\nUna font;c;0\nUn arbre;n;1\n"


def bring(cast, activity, content=GOOD, mapping=None, by="fiona"):
    sent = actions.SentFile("said.csv", content.encode(), mapping or {})
    file = actions.import_contributions(
        by=getattr(cast, by), activity=activity, sent=sent
    )
    work_off()
    file.refresh_from_db()
    return file


def store(cast, file, *, good_only=False):
    actions.store_file(by=cast.fiona, file=file, good_only=good_only)
    work_off()
    file.refresh_from_db()
    return file


def problems(file):
    return [
        (one.line, one.column, one.value, one.reason)
        for one in faults_after(file.problems.all())
    ]


def test_a_good_file_is_checked_and_then_stored_in_pieces(cast, ideas, monkeypatch):
    monkeypatch.setattr(importing, "PIECE", 7)
    file = bring(cast, ideas)
    assert (file.state, file.rows, file.good) == ("checked", 30, 30)
    assert not Contribution.objects.exists(), "nothing is stored before somebody says"
    store(cast, file)
    assert (file.state, file.stored, file.known) == ("done", 30, 0)
    assert Contribution.objects.filter(activity=ideas).count() == 30
    assert Activity.objects.get(pk=ideas.pk).pieces == 30
    entry = LogEntry.objects.get(event="phases.file_brought_in")
    assert (entry.facts["rows"], entry.actor) == (30, cast.fiona.pk)


def test_each_row_keeps_where_it_came_from(cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    first = Contribution.objects.get(text="Un banc")
    assert first.author is None, "nobody here said it"
    assert first.origin == cast.groups["Family carers"]
    assert (first.entered_by, first.language) == (cast.fiona, "ca")
    assert (first.kind, first.status) == ("idea", "accepted")


def test_the_file_itself_is_forgotten_once_it_is_stored(cast, ideas):
    assert bytes(store(cast, bring(cast, ideas)).content) == b""


def test_the_same_file_twice_adds_nothing(cast, ideas):
    store(cast, bring(cast, ideas))
    again = store(cast, bring(cast, ideas))
    assert (again.stored, again.known) == (0, 30)
    assert Contribution.objects.count() == 30
    assert Activity.objects.get(pk=ideas.pk).pieces == 30


def test_without_names_of_rows_the_same_file_still_adds_nothing(cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    again = store(cast, bring(cast, ideas, FATES, MAPPING))
    assert (again.stored, again.known, Contribution.objects.count()) == (0, 3, 3)


def test_a_longer_file_with_names_adds_only_what_is_new(cast, ideas):
    store(cast, bring(cast, ideas))
    more = store(cast, bring(cast, ideas, f"{GOOD}99,One more,Family carers\n"))
    assert (more.stored, more.known) == (1, 30)


def test_the_database_too_lets_a_row_in_only_once(cast, ideas):
    store(cast, bring(cast, ideas))
    row = Contribution.objects.latest("made_at")
    row.pk = None
    with pytest.raises(IntegrityError, match="one_row_of_a_file_comes_in_once"):
        row.save(force_insert=True)


def test_every_bad_row_is_named_with_line_and_reason(cast, ideas):
    file = bring(cast, ideas, MIXED)
    assert (file.rows, file.good, file.bad) == (3, 1, 2)
    assert problems(file) == [
        (3, "text", "", "This row says nothing."),
        (4, "group", "Cyclists", "There is no group of this name."),
    ]


@pytest.mark.parametrize(
    ("head", "row", "reason"),
    [
        ("text,group,kind", "A bench,Family carers,need", "kind does not belong"),
        ("text,group,status", "A bench,Family carers,chosen", "cannot be said by"),
        ("text,group,status", "A bench,Family carers,done", "cannot be said by"),
        ("text,group,status", "A bench,Family carers,not_now", "needs a reason"),
        ("text,group,language", "A bench,Family carers,English", "short name of a"),
        ("text,group", "A bench,", "which group it comes from"),
        ("text,group,id", "A bench,Family carers,", "no name of its own"),
        ("text,group", "A bench,Family carers,7", "more or fewer cells"),
        ("text,group", f"{'a' * 5001},Family carers", "too long"),
    ],
)
def test_a_row_that_does_not_fit_says_why(cast, ideas, head, row, reason):
    file = bring(cast, ideas, f"{head}\n{row}\n")
    assert reason in problems(file)[0][3]
    assert file.good == 0


@pytest.mark.parametrize(
    ("content", "mapping", "reason"),
    [
        ("", {}, "no rows"),
        ("text,group\n", {}, "no rows"),
        ("what,who\n1,2\n", {}, "no such column"),
        ("text,group\nA,B\n", {"text": "WHAT", "group": "group"}, "no such column"),
        ("text,group\nA,B\n", {"txt": "text"}, "mapping"),
        ("text,group\nA,B\n", {"text": "text"}, "mapping"),
        ("text,text\nA,B\n", {}, "same name"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    cast, ideas, content, mapping, reason
):
    file = bring(cast, ideas, content, mapping)
    assert (file.state, bytes(file.content)) == ("refused", b"")
    [(line, _column, _value, why)] = problems(file)
    assert reason in why
    assert line == 0


def test_a_picture_is_refused_at_the_door(cast, ideas):
    sent = actions.SentFile("a.csv", b"\x89PNG\r\n\x1a\n\x00", {})
    with pytest.raises(ValidationError, match="picture"):
        actions.import_contributions(by=cast.fiona, activity=ideas, sent=sent)


def test_all_or_only_the_good_rows_as_chosen(cast, ideas):
    file = bring(cast, ideas, MIXED)
    with pytest.raises(PermissionDenied, match="only the good rows"):
        store(cast, file)
    assert not Contribution.objects.exists()
    store(cast, file, good_only=True)
    assert (file.stored, Contribution.objects.count()) == (1, 1)
    with pytest.raises(PermissionDenied, match="dealt with already"):
        store(cast, file, good_only=True)


def test_a_file_can_be_set_aside_and_is_forgotten(cast, ideas):
    file = bring(cast, ideas, MIXED)
    actions.set_aside_file(by=cast.frank, file=file)
    file.refresh_from_db()
    assert (file.state, bytes(file.content)) == ("refused", b"")
    with pytest.raises(PermissionDenied, match="dealt with already"):
        actions.set_aside_file(by=cast.frank, file=file)


def test_no_file_can_say_that_something_was_chosen_here(cast, ideas):
    """What was settled elsewhere has a status of its own; the rest takes a decision."""
    store(cast, bring(cast, ideas, FATES, MAPPING))
    with pytest.raises(IntegrityError, match="what_was_settled_elsewhere_came_by"):
        Contribution.objects.update(file=None, author=cast.carer)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("fiona", True), ("frank", True), ("carer", False), ("evaluator", False)],
)
def test_facilitators_bring_in_files(cast, ideas, who, allowed):
    person = getattr(cast, who)
    assert bool(may_import(person, ideas)) is allowed
    assert bool(may_see_file(person, bring(cast, ideas))) is allowed


def test_a_closed_phase_takes_no_file_and_lets_a_begun_one_end(cast, ideas):
    waiting, begun = bring(cast, ideas), bring(cast, ideas, FATES, MAPPING)
    actions.store_file(by=cast.fiona, file=begun, good_only=False)
    closed(cast, ideas.phase)
    activity = Activity.objects.get(pk=ideas.pk)
    assert "has ended" in may_import(cast.fiona, activity).reason
    with pytest.raises(PermissionDenied, match="has ended"):
        actions.store_file(by=cast.fiona, file=waiting, good_only=False)
    work_off()
    assert Contribution.objects.count() == 3


def test_a_group_with_other_capitals_is_the_same_group(cast, ideas):
    store(cast, bring(cast, ideas, "text,group\nA bench,family CARERS\n"))
    said = Contribution.objects.latest("made_at")
    assert said.group == cast.groups["Family carers"]


def test_what_a_group_said_elsewhere_is_reworded_by_nobody(cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    said = Contribution.objects.latest("made_at")
    for who in (cast.fiona, cast.carer, cast.nurse):
        assert not may_edit(who, said)


def test_what_is_withdrawn_or_hidden_is_not_in_the_figures(cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    tree = Contribution.objects.get(text="Un arbre")
    actions.hide(by=cast.frank, said=tree, ground="advertising", because="It sells.")
    found = queries.outcomes_of(ideas)
    [carers] = found.lines
    assert (str(carers.group), carers.total, carers.accepted) == ("Family carers", 2, 1)


def test_figures_put_what_members_said_beside_what_came_by_file(cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    words = actions.Words("idea", "A pond")
    actions.contribute(by=cast.carer, activity=ideas, words=words)
    found = queries.outcomes_of(ideas)
    assert [(str(one.group), one.total, one.accepted) for one in found.lines] == [
        ("Family carers", 3, 1),
        ("Managers", 1, 1),
    ]
    assert (found.whole.total, found.whole.accepted, found.whole.in_100) == (4, 2, 50)


# ------------------------------------------------------------------ pages and API


def page(client, name, thing):
    return client.get(reverse(f"phases:{name}", args=[thing.pk])).content.decode()


def send(client, activity, content=GOOD, name="phases:upload", **more):
    file = SimpleUploadedFile("said.csv", content.encode())
    address = reverse(name, args=[activity.pk])
    return client.post(address, {"file": file, **more})


def test_a_facilitator_brings_in_a_file_on_its_pages(client, cast, ideas):
    client.force_login(cast.fiona.user)
    assert "Bring in a file" in page(client, "activity", ideas)
    assert "Family carers" in page(client, "import", ideas)
    sent = send(client, ideas, MIXED)
    file = ContributionFile.objects.get()
    assert sent.url == file.get_absolute_url()
    assert "Being checked" in page(client, "file", file)
    work_off()
    checked = page(client, "file", file)
    assert "3 rows, 1 good." in checked
    assert "There is no group of this name." in checked
    assert "Store only the 1 good row" in checked
    assert "Cyclists" in page(client, "file_problems_csv", file)
    client.post(reverse("phases:store_file", args=[file.pk]), {"keep": "good"})
    assert "0 of 1 row is in" in page(client, "file", file)
    work_off()
    assert "1 row was added" in page(client, "file", file)
    listed = page(client, "activity", ideas)
    assert "A bench" in listed
    assert "from a file" in listed


def test_a_refused_file_comes_back_with_its_mapping_kept(client, cast, ideas):
    client.force_login(cast.fiona.user)
    mapping = SimpleUploadedFile("m.json", json.dumps(MAPPING).encode())
    back = send(client, ideas, "PK\x03\x04", mapping=mapping)
    assert back.status_code == 422
    html = back.content.decode()
    assert "This is a spreadsheet" in html
    assert 'name="kept"' in html
    again = send(client, ideas, FATES, kept=json.dumps(MAPPING))
    assert again.status_code == 302
    work_off()
    assert ContributionFile.objects.get().good == 3


def test_the_empty_file_and_the_example_are_taken_back_in(client, cast, ideas):
    client.force_login(cast.fiona.user)
    sheet = page(client, "contribution_sheet", ideas)
    file = bring(cast, ideas, f"{sheet}1,A bench,,Family carers,,,\n")
    assert (file.state, file.good) == ("checked", 1)
    actions.read_columns(page(client, "columns_example", ideas))


def test_everyone_reads_what_became_of_it_by_group(client, cast, ideas):
    store(cast, bring(cast, ideas, FATES, MAPPING))
    client.force_login(cast.nurse.user)
    html = " ".join(page(client, "outcomes", ideas).split())
    assert "Accepted elsewhere" in html
    assert "Family carers" in html
    lines = page(client, "outcomes_csv", ideas).splitlines()
    assert lines[0].endswith('accepted,"accepted, in 100"')
    assert "Family carers,Community,2,1,1,1,50.00" in lines
    told = client.get(reverse("api:outcomes", args=[ideas.pk])).json()
    carers = told["lines"][0]
    assert (carers["group"], carers["in_100"]) == ("Family carers", 50.0)
    assert {"status": "accepted", "number": 1} in carers["counts"]


def test_an_empty_activity_says_so_instead_of_figures(client, cast, ideas):
    client.force_login(cast.nurse.user)
    assert "Nothing here yet" in page(client, "outcomes", ideas)


def test_other_software_brings_in_a_file_as_the_page_does(client, cast, ideas):
    client.force_login(cast.fiona.user)
    made = send(client, ideas, MIXED, name="api:files")
    assert (made.status_code, made.json()["state"]) == (202, "checking")
    work_off()
    where = reverse("api:file", args=[made.json()["id"]])
    assert client.get(where).json()["good"] == 1
    wrong = client.get(f"{where}problems/").json()["results"]
    assert [one["code"] for one in wrong] == ["no_words", "unknown_group"]
    kind = {"content_type": "application/json"}
    assert client.post(f"{where}store/", {}, **kind).status_code == 403
    stored = client.post(f"{where}store/", {"good_only": True}, **kind)
    assert stored.json()["state"] == "storing"
    bad = send(client, ideas, GOOD, name="api:files", mapping="{")
    assert bad.status_code == 422


@pytest.mark.parametrize("name", ["outcomes", "activity", "import"])
def test_many_rows_cost_as_many_queries_as_few(client, cast, ideas, name):
    client.force_login(cast.fiona.user)
    store(cast, bring(cast, ideas, FATES, MAPPING))
    page(client, name, ideas)
    asked = []
    for content in (None, GOOD):
        if content:
            store(cast, bring(cast, ideas, content))
        with CaptureQueriesContext(connection) as queries_made:
            page(client, name, ideas)
        asked.append(len(queries_made))
    assert asked[0] == asked[1]


def test_places_of_people_and_imports_keep_apart(cast, ideas):
    """Bringing in what a group said gives nobody a place."""
    before = Participant.objects.count()
    store(cast, bring(cast, ideas))
    assert Participant.objects.count() == before
