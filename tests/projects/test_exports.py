"""A list is taken along as a spreadsheet: by whoever may read it, and nobody else."""

import os
from datetime import datetime, timedelta
from uuid import UUID
from xml.etree.ElementTree import ParseError

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl.utils.escape import unescape

from coprod.celery import app
from participants import actions as join
from phases import actions as work
from phases.models import Activity, Contribution
from projects import actions, outbox, queries
from projects.actions import exporting
from projects.files import spreadsheets
from projects.models import Export, Job, LogEntry, Project
from tests.clock import days_pass, work_off
from tests.phases import go_aheads
from tests.projects.exporting import asked, column, lies, read, sheet_of

WORDS = "Somebody to ring in the first night."


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    """On a disk, as a deployment has it."""
    kept = "django.core.files.storage.FileSystemStorage"
    default = {"BACKEND": kept, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def board(cast) -> Activity:
    go_aheads.opened(cast, "co_commission")
    return Activity.objects.select_related("phase__cycle", "project__pilot").get()


@pytest.fixture
def said(cast, board) -> Contribution:
    return say(cast, board, WORDS)


@pytest.fixture
def closed_to_others(cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")


def say(cast, board, text) -> Contribution:
    words = work.Words("need", text)
    return work.contribute(by=cast.carer, activity=board, words=words)


def fetch(client, export, *, api=False):
    name = "api:export-file" if api else "projects:export_file"
    answer = client.get(reverse(name, args=[export.pk]))
    answer.body = b"".join(answer)
    for close in answer._resource_closers:  # alone: the rest would end the database's
        close()
    return answer


def made(who, board):
    export = asked(who, board)
    work_off()
    export.refresh_from_db()
    assert export.is_ready, export.get_why_display()
    return sheet_of(export)


# ------------------------------------------------------------------ from page to file


def test_whoever_reads_a_list_takes_it_along(client, cast, said):
    client.force_login(cast.carer.user)
    page = client.get(said.activity.get_absolute_url()).content.decode()
    assert "Download as a spreadsheet" in page
    sent = {"name": "contributions", "about": said.activity_id}
    waiting = client.post(reverse("projects:ask_for_list"), sent)
    assert "Being made" in client.get(waiting["Location"]).content.decode()
    work_off()
    ready = client.get(waiting["Location"]).content.decode()
    export = Export.objects.get()
    assert reverse("projects:export_file", args=[export.pk]) in ready
    answer = fetch(client, export)
    assert answer["Content-Disposition"].startswith('attachment; filename="contrib')
    sheet = read(answer.body)
    assert column(sheet, "Words") == [WORDS]
    assert column(sheet, "Group") == ["Family carers"]
    assert sheet.freeze_panes == "A2"


def test_software_takes_it_along(client, api, tool, said):
    _place, token = tool
    sent = {"list": "contributions", "about": str(said.activity_id)}
    where = reverse("api:exports")
    found = client.post(where, sent, "application/json", headers=token)
    assert found.status_code == 202
    assert found.json()["state"] == "making"
    work_off()
    client.defaults["HTTP_AUTHORIZATION"] = token["authorization"]
    [listed] = client.get(where).json()["results"]
    assert (listed["state"], listed["rows"], listed["done"]) == ("ready", 1, 1)
    answer = fetch(client, Export.objects.get(), api=True)
    assert column(read(answer.body), "Words") == [WORDS]


def test_it_says_what_the_page_says(cast, board, said):
    other = say(cast, board, "A lift home.")
    work.support(by=cast.nurse, contribution=said)
    work.withdraw_contribution(by=cast.carer, contribution=other)
    hidden = say(cast, board, "My neighbour drinks.")
    work.hide(by=cast.frank, said=hidden, ground="private", because="It names one.")
    sheet = made(cast.carer, board)
    assert column(sheet, "Words") == [WORDS]
    assert column(sheet, "From the institution") == [1]
    assert column(sheet, "Where it stands") == ["Not yet looked at"]


def test_a_visitor_is_asked_to_sign_in(client, said):
    page = client.get(said.activity.get_absolute_url()).content.decode()
    assert "Download as a spreadsheet" not in page
    sent = {"name": "contributions", "about": said.activity_id}
    assert client.post(reverse("projects:ask_for_list"), sent).status_code == 302
    assert not Export.objects.exists()


def test_how_far_it_is_can_be_seen_while_it_is_made(client, cast, said, monkeypatch):
    seen = []
    monkeypatch.setattr(outbox, "tell", lambda pk, progress: seen.append(progress))
    export = asked(cast.carer, said.activity)
    work_off()
    assert seen == [outbox.Progress(0, 1)]
    monkeypatch.undo()
    outbox.tell(export.pk, outbox.Progress(3, 8))
    assert outbox.progress_of(export.pk) == outbox.Progress(3, 8)
    Export.objects.update(state="making")
    client.force_login(cast.carer.user)
    page = client.get(export.get_absolute_url()).content.decode()
    assert "3 of 8 rows are written" in page


# ------------------------------------------------------------------ what people type


HOSTILE = [
    '=HYPERLINK("https://evil.example")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "https://evil.example",
    "12",
    "<r><t>a</t></r></is></c><c><v>1</v></c>&x;</r>",
    "</t></is>&amp;",
    "_x0041_ is not an A",
    "tab\there, bell\x07, end\x1f",
    "\ufffe\uffff",
    " before and after ",
    "\u202eright\u202c \u0645\u0631\u062d\u0628\u0627 👩‍👩‍👧",
]


def test_whatever_people_type_stays_words(cast, board):
    pks = [say(cast, board, "x").pk for _text in HOSTILE]
    for pk, text in zip(pks, HOSTILE, strict=True):
        Contribution.objects.filter(pk=pk).update(text=text)
    [words] = [
        each for each in made(cast.carer, board).iter_cols() if each[0].value == "Words"
    ]
    assert {cell.data_type for cell in words} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in words)
    assert [unescape(cell.value).strip() for cell in words[:0:-1]] == [
        text.strip() for text in HOSTILE
    ]


def test_canary_a_cell_that_would_be_markup_is_noticed(cast, said, monkeypatch):
    monkeypatch.setattr(spreadsheets, "_words", str)
    Contribution.objects.update(text=HOSTILE[7])
    with pytest.raises((ParseError, AssertionError)):
        assert column(made(cast.carer, said.activity), "Words") == [HOSTILE[7]]


@pytest.mark.parametrize("letter", ["a", "ع", "👩"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(cast, said, letter):
    Contribution.objects.update(text=letter * 40_000)
    [found] = column(made(cast.carer, said.activity), "Words")
    assert found.endswith(f"{letter}…")
    assert 32_766 <= len(found.encode("utf-16-le")) / 2 <= 32_767


def test_moments_are_moments_as_the_pilot_tells_them(cast, said):
    Contribution.objects.update(made_at="2026-07-01T12:30Z")
    [found] = column(made(cast.carer, said.activity), "When")
    assert found == datetime(2026, 7, 1, 13, 30)  # noqa: DTZ001  (London, in summer)


def test_arabic_reads_from_right_to_left(cast, said):
    with translation.override("ar"):
        export = asked(cast.carer, said.activity)
    work_off()
    sheet = sheet_of(export)
    assert sheet.sheet_view.rightToLeft
    with translation.override("ar"):
        assert sheet.cell(1, 3).value == translation.gettext("Words") != "Words"
    assert not made(cast.carer, said.activity).sheet_view.rightToLeft


# ------------------------------------------------------------------ who, and until when


def test_nobody_else_gets_it(client, cast, said):
    export = asked(cast.carer, said.activity)
    work_off()
    for other in (cast.nurse.user, cast.fiona.user, cast.admin, cast.root):
        client.force_login(other)
        for name in ("export", "export_file"):
            where = reverse(f"projects:{name}", args=[export.pk])
            assert client.get(where).status_code == 404
        assert fetch(client, export, api=True).status_code == 404
        assert client.get(reverse("api:exports")).json()["results"] == []


def test_whoever_may_not_read_a_list_cannot_ask_for_it(
    client, cast, said, closed_to_others
):
    client.force_login(cast.stranger)
    sent = {"name": "contributions", "about": said.activity_id}
    assert client.post(reverse("projects:ask_for_list"), sent).status_code == 404
    for wrong in ({"name": "secrets"}, {"about": "x"}, {"name": ""}):
        answer = client.post(reverse("projects:ask_for_list"), sent | wrong)
        assert answer.status_code == 404
    assert not Job.objects.filter(task="projects.make_export").exists()


def left_with_a_list(client, cast, board) -> int:
    """What somebody finds who left while a list of theirs was there."""
    export = asked(cast.carer, board)
    work_off()
    client.force_login(cast.carer.user)
    assert fetch(client, export).status_code == 200
    join.leave(by=cast.carer)
    statuses = {fetch(client, export, api=api).status_code for api in (False, True)}
    return max(statuses) if len(statuses) == 1 else 0


def test_who_left_cannot_fetch_it_any_more(client, cast, said, closed_to_others):
    assert left_with_a_list(client, cast, said.activity) == 404


def test_canary_a_file_handed_out_unasked_is_noticed(
    client, cast, said, closed_to_others, monkeypatch
):
    monkeypatch.setattr("projects.views.lists.fetched", queries.export_for)
    monkeypatch.setattr("projects.api.exports.fetched", queries.export_for)
    assert left_with_a_list(client, cast, said.activity) == 200


def test_who_left_before_it_was_made_gets_none(client, cast, said, closed_to_others):
    export = asked(cast.carer, said.activity)
    join.leave(by=cast.carer)
    work_off()
    export.refresh_from_db()
    assert (export.state, export.rows) == ("refused", 0)
    assert not lies(export)
    client.force_login(cast.carer.user)
    page = client.get(export.get_absolute_url()).content.decode()
    assert "You can no longer read this list." in page


def test_an_app_fetches_what_it_asked_for_and_nothing_else(client, cast, said, tool):
    """It acts for a person, but in one pilot; the page is for all of them."""
    place, token = tool
    export = asked(place, said.activity)  # without the software’s own token
    work_off()
    client.defaults["HTTP_AUTHORIZATION"] = token["authorization"]
    assert fetch(client, export, api=True).status_code == 404


def test_taking_names_along_stands_on_the_log(cast):
    people = {"name": "people", "about": cast.project.pk}
    export = actions.ask_for_list(by=cast.fiona.user, **people)
    actions.ask_for_list(by=cast.fiona.user, **people)  # the same one
    with pytest.raises(PermissionDenied, match="Only facilitators"):
        actions.ask_for_list(by=cast.carer.user, **people)
    line = LogEntry.objects.get(event="participants.names_taken")
    assert line.actor == cast.fiona.pk
    work_off()
    sheet = sheet_of(export)
    assert "Mr Offline" in column(sheet, "Name")
    assert "@" not in str(list(sheet.values))


def test_a_role_taken_away_takes_its_lists_along(client, cast):
    people = {"name": "people", "about": cast.project.pk}
    export = actions.ask_for_list(by=cast.frank.user, **people)
    work_off()
    role = {"role": "member", "edition": cast.frank.edition}
    join.change_role(by=cast.coordinator, place=cast.frank, **role)
    client.force_login(cast.frank.user)
    assert fetch(client, export).status_code == 403


def test_after_two_days_it_is_gone_with_its_file(client, cast, said):
    export = asked(cast.carer, said.activity)
    work_off()
    days_pass(1.9)
    actions.forget_exports()
    assert Export.objects.exists()
    days_pass(0.2)
    actions.forget_exports()
    work_off()
    assert not Export.objects.exists()
    assert not lies(export)
    client.force_login(cast.carer.user)
    assert fetch(client, export).status_code == 404


def test_before_it_is_ready_there_is_nothing_to_fetch(client, cast, said):
    export = asked(cast.carer, said.activity)
    client.force_login(cast.carer.user)
    answer = fetch(client, export)
    assert answer.status_code == 403
    assert "There is no file yet" in answer.body.decode()


# ------------------------------------------------------------------ one's own, together


def page_of(client, who) -> str:
    client.force_login(who.user)
    page: str = client.get(reverse("projects:exports")).content.decode()
    return page


def test_people_find_their_spreadsheets_from_their_profile(client, cast, said):
    client.force_login(cast.carer.user)
    profile = client.get(reverse("participants:profile")).content.decode()
    assert reverse("projects:exports") in profile
    assert "No spreadsheet yet" in page_of(client, cast.carer)
    export = asked(cast.carer, said.activity)
    waiting = page_of(client, cast.carer)
    assert "Being made" in waiting
    assert reverse("projects:throw_away", args=[export.pk]) not in waiting
    work_off()
    ready = page_of(client, cast.carer)
    assert f"What people said: <bdi>{said.activity.title}</bdi>" in ready
    assert reverse("projects:export_file", args=[export.pk]) in ready
    export.refresh_from_db()
    assert (export.made_at + timedelta(days=2)).isoformat() in ready
    assert "No spreadsheet yet" in page_of(client, cast.nurse)
    client.force_login(cast.carer.user)
    page = client.get(export.get_absolute_url()).content.decode()
    assert reverse("projects:exports") in page


@pytest.mark.parametrize("api", [False, True])
def test_what_is_thrown_away_is_gone_with_its_file(client, cast, said, api):
    export = asked(cast.carer, said.activity)
    client.force_login(cast.carer.user)
    assert throw_away(client, export, api=api).status_code == 403
    work_off()
    assert lies(export)
    assert throw_away(client, export, api=api).status_code in (204, 302)
    assert "No spreadsheet yet" in page_of(client, cast.carer)
    work_off()
    assert not lies(export)


def throw_away(client, export, *, api):
    if api:
        return client.delete(reverse("api:export", args=[export.pk]))
    return client.post(reverse("projects:throw_away", args=[export.pk]))


def test_the_page_costs_as_many_queries_for_many_as_for_few(client, cast, said):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(client, cast.carer)
        return len(queries)

    asked(cast.carer, said.activity)
    page_of(client, cast.carer)
    few = cost()
    for code in ("ar", "da", "fi", "ru"):
        work_off()
        with translation.override(code):
            asked(cast.carer, said.activity)
    assert Export.objects.count() == 5
    assert cost() == few <= 15


# ------------------------------------------------------------------ once, and no more


def test_asking_twice_shows_the_one_that_is_being_made(cast, said):
    first, again = (asked(cast.carer, said.activity) for _ in range(2))
    assert first == again
    assert work_off() >= 1
    assert Export.objects.count() == 1
    second = asked(cast.carer, said.activity)
    assert second != first
    assert list(Export.objects.all()) == [second]  # of the same list, only the newest
    assert asked(cast.nurse, said.activity).by == cast.nurse.user


def test_one_person_does_not_keep_all_workers_busy(cast, said):
    for language in ("en", "fi"):
        with translation.override(language):
            asked(cast.carer, said.activity)
    with translation.override("da"), pytest.raises(PermissionDenied):
        asked(cast.carer, said.activity)
    assert Export.objects.count() == 2
    work_off()
    with translation.override("da"):
        asked(cast.carer, said.activity)


def test_made_again_after_a_crash_it_is_the_same_file(cast, said):
    export = asked(cast.carer, said.activity)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Export, "save", _fall_over)
        with pytest.raises(RuntimeError):
            work_off()
    assert lies(export)
    assert Export.objects.get().state == "making"
    Job.objects.filter(tries=1).update(wake_at="2000-01-01T00:00Z")
    work_off()
    assert default_storage.listdir("exports")[1] == [f"{export.pk}.xlsx"]
    actions.make_export(export.pk)  # and what is done is not done again
    assert column(sheet_of(export), "Words") == [WORDS]


def _fall_over(*_args, **_more):
    raise RuntimeError("The lamp went out.")


# ------------------------------------------------------------------ not for ever


def relay_and_worker() -> None:
    """As both do it: what fails is kept for another try."""
    outbox.wake_due(lambda task, job: app.tasks[task].apply(args=(str(job),)))


def waiting_for_nothing(client, cast, board, minutes) -> str:
    """What somebody reads so many minutes after asking, if the list never gets made."""
    export = asked(cast.carer, board)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(spreadsheets, "write", _fall_over)
        relay_and_worker()
        days_pass(minutes / 24 / 60)
        relay_and_worker()
    client.force_login(cast.carer.user)
    page: str = client.get(export.get_absolute_url()).content.decode()
    return page


def test_what_fails_is_tried_again_and_until_when_is_said(client, cast, said):
    page = waiting_for_nothing(client, cast, said.activity, 14)
    assert "Being made" in page
    assert Export.objects.get().given_up_at.isoformat() in page
    job = Job.objects.get(task="projects.make_export")
    assert (job.tries, job.done_at) == (2, None)
    Job.objects.filter(pk=job.pk).update(wake_at="2000-01-01T00:00Z")
    relay_and_worker()
    assert Export.objects.get().is_ready


def test_what_fails_for_a_quarter_of_an_hour_says_so(client, cast, said):
    page = waiting_for_nothing(client, cast, said.activity, 16)
    assert "It did not work" in page
    assert "We tried for 15 minutes." in page
    assert "Try again" in page
    sent = {"name": "contributions", "about": said.activity_id}
    again = client.post(reverse("projects:ask_for_list"), sent)
    work_off()
    assert "Save the spreadsheet" in client.get(again["Location"]).content.decode()
    assert Export.objects.count() == 1


def test_canary_a_list_nobody_gives_up_is_noticed(client, cast, said, monkeypatch):
    monkeypatch.setattr(actions, "give_up_export", lambda _pk: None)
    page = waiting_for_nothing(client, cast, said.activity, 16)
    assert "Being made" in page


def test_without_any_worker_that_makes_lists_it_is_given_up_all_the_same(cast, said):
    """Or with one that is killed each time: neither writes down that it tried."""
    export = asked(cast.carer, said.activity)
    giving_up = Job.objects.get(task="projects.give_up_export")
    actions.give_up_export(UUID(giving_up.subject))
    export.refresh_from_db()
    assert (export.state, export.why) == ("failed", "gave_up")
    work_off()  # one comes back, too late
    export.refresh_from_db()
    assert export.has_failed
    assert not lies(export)


def test_a_list_that_is_there_is_not_given_up(cast, said):
    export = asked(cast.carer, said.activity)
    work_off()
    days_pass(1)
    work_off()
    export.refresh_from_db()
    assert export.is_ready


def test_what_a_killed_worker_left_goes_with_the_next_list(
    cast, said, tmp_path, monkeypatch
):
    """Whoever is at work at this moment keeps what they have."""
    scratch = tmp_path / "scratch"
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    left, at_work, foreign = (
        scratch / name for name in ("coprod-list-a", "coprod-list-b", "other")
    )
    for folder in (left, at_work, foreign):
        folder.mkdir(parents=True)
        (folder / "rows").write_text("Somebody to ring.")
    for folder in (left, foreign):
        os.utime(folder, (0, 0))
    made(cast.carer, said.activity)
    assert sorted(scratch.glob("*")) == [at_work, foreign]


def test_a_list_that_is_too_long_says_so(client, cast, said, monkeypatch):
    say(cast, said.activity, "A lift home.")
    monkeypatch.setattr(exporting, "MOST", 1)
    export = asked(cast.carer, said.activity)
    work_off()
    client.force_login(cast.carer.user)
    page = client.get(export.get_absolute_url()).content.decode()
    assert "This list is too long for one spreadsheet." in page


def test_many_rows_cost_as_many_queries_as_few(cast, board, said):
    def cost() -> int:
        export = asked(cast.carer, board)
        with CaptureQueriesContext(connection) as queries:
            actions.make_export(export.pk)
        return len(queries)

    few = cost()
    for number in range(5):
        say(cast, board, f"Need {number}")
    assert cost() == few <= 10
