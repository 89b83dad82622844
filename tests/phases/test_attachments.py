"""Pictures and papers beside what was said: in words too, and never without it."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from phases import actions, permissions
from phases.actions import attaching
from phases.models import Attachment, Commission, Contribution
from projects.access import YES
from projects.files.kinds import Clean
from projects.models import Job, LogEntry
from tests.clock import days_pass, work_off
from tests.phases.enclosing import CHAIR, attached, png
from tests.phases.go_aheads import closed


@pytest.fixture(autouse=True)
def own_shelf(settings, tmp_path):
    """On a disk, as a deployment has it."""
    kept = "django.core.files.storage.FileSystemStorage"
    default = {"BACKEND": kept, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": default}


@pytest.fixture
def picture(cast, need) -> Attachment:
    return attached(cast.carer, need)


def fetch(client, attachment, *, api=False):
    name = "api:attachment-file" if api else "phases:attachment"
    answer = client.get(reverse(name, args=[attachment.pk]))
    answer.body = b"".join(answer)
    for close in answer._resource_closers:  # alone: the rest would end the database's
        close()
    return answer


# ------------------------------------------------------------------ kept, and gone


def test_a_picture_is_there_at_once_and_lies_in_the_storage_soon(client, picture):
    before = fetch(client, picture).body
    assert not default_storage.exists(picture.file.name)
    work_off()
    picture.refresh_from_db()
    assert bytes(picture.content) == b""
    assert default_storage.exists(picture.file.name)
    assert fetch(client, picture).body == before


def test_what_was_acknowledged_outlives_a_storage_that_fails(
    client, picture, monkeypatch
):
    def full(*_args, **_more):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "save", full)
        with pytest.raises(OSError, match="No space"):
            work_off()
        assert fetch(client, picture).status_code == 200
    Job.objects.update(wake_at="2000-01-01T00:00Z")
    work_off()
    assert default_storage.exists(picture.file.name)


def test_putting_away_twice_is_putting_away_once(picture):
    content = bytes(picture.content)
    picture.put_away()
    picture.content = content  # as after a crash before the row was written
    picture.put_away()
    assert default_storage.listdir("attachments")[1] == [f"{picture.pk}.png"]


def test_a_lost_file_is_not_there_rather_than_a_failure(client, picture):
    work_off()
    default_storage.delete(picture.file.name)
    assert fetch(client, picture).status_code == 404


@pytest.mark.parametrize("put_away", [False, True])
def test_what_is_erased_takes_its_files_with_it(need, picture, put_away):
    if put_away:
        work_off()
    need.delete()
    work_off()
    assert not Attachment.objects.exists()
    assert not default_storage.exists(picture.file.name)


def test_canary_without_the_trigger_a_file_stays_behind(need, picture):
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER a_file_goes_with_its_row ON phases_attachment")
    need.delete()
    work_off()
    assert default_storage.exists(picture.file.name)


def test_what_is_removed_can_be_put_back_for_a_day(client, cast, picture):
    actions.remove_attachment(by=cast.carer, attachment=picture)
    assert fetch(client, picture).status_code == 403
    work_off()
    actions.put_back_attachment(by=cast.carer, attachment=picture)
    assert fetch(client, picture).status_code == 200
    days_pass(2)
    work_off()
    assert fetch(client, picture).status_code == 200, "it was put back"


def test_what_stays_removed_for_a_day_is_gone_with_its_file(client, cast, picture):
    work_off()
    actions.remove_attachment(by=cast.carer, attachment=picture)
    days_pass(1.1)
    work_off()
    assert fetch(client, picture).status_code == 404
    assert not default_storage.exists(picture.file.name)


# ------------------------------------------------------------------ who and when


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("carer", ""),
        ("nurse", "belongs to whoever wrote it"),
        ("fiona", "belongs to whoever wrote it"),
        ("observer", "You are here as an observer"),
    ],
)
def test_whoever_wrote_it_adds_pictures(cast, need, who, why):
    person = getattr(cast, who)
    assert why in permissions.may_attach(person, need).reason
    if why:
        with pytest.raises(PermissionDenied, match=why):
            attached(person, need)
    assert bool(permissions.may_attach(person, need)) is not bool(why)


def test_a_closed_phase_takes_no_picture_and_lets_one_be_removed(cast, need, picture):
    closed(cast, need.activity.phase)
    found = Contribution.objects.get(pk=need.pk)
    assert "has ended" in permissions.may_attach(cast.carer, found).reason
    picture = Attachment.objects.get()
    actions.remove_attachment(by=cast.carer, attachment=picture)
    picture.refresh_from_db()
    assert (
        "has ended" in permissions.may_put_back_attachment(cast.carer, picture).reason
    )


def test_words_taken_back_take_their_files_with_them(cast, need, picture):
    work_off()
    actions.withdraw_contribution(by=cast.carer, contribution=need)
    days_pass(1.1)
    work_off()
    assert not Attachment.objects.exists()
    assert not default_storage.exists(picture.file.name)


def test_a_picture_can_be_removed_where_its_words_must_stay(
    client, cast, need, picture
):
    Contribution.objects.update(status=Contribution.Status.CHOSEN)
    client.force_login(cast.carer.user)
    page = client.get(need.get_absolute_url()).content.decode()
    remove = reverse("phases:remove_attachment", args=[picture.pk])
    assert f'action="{remove}"' in page
    client.post(remove)
    assert fetch(client, picture).status_code == 403
    assert not permissions.may_withdraw_contribution(
        cast.carer, Contribution.objects.get()
    )


@pytest.mark.parametrize(
    "change",
    [actions.remove_attachment, actions.put_back_attachment, None],
    ids=["removed", "put_back", "added"],
)
def test_another_file_makes_another_list_to_decide_on(cast, need, change):
    """Whoever voted had another picture before them."""
    picture = attached(cast.carer, need)
    if change is actions.put_back_attachment:
        actions.remove_attachment(by=cast.carer, attachment=picture)
    draft = actions.draft_priorities(
        by=cast.fiona, cycle=need.activity.phase.cycle, text="Nights.", chosen=[need]
    )
    if change:
        change(by=cast.carer, attachment=picture)
    else:
        attached(cast.carer, need)
    assert Commission.objects.get().edition == draft.edition + 1


@pytest.fixture
def five(cast, need, monkeypatch) -> list[Attachment]:
    """However they got there: looking into each takes a process."""
    with monkeypatch.context() as quick:
        quick.setattr(attaching, "clean", lambda content: Clean(content, "image/png"))
        return [attached(cast.carer, need) for _each in range(5)]


def test_there_are_five_at_most(cast, need, five):
    first = five[0]
    with pytest.raises(PermissionDenied, match="There are five already"):
        attached(cast.carer, need)
    actions.remove_attachment(by=cast.carer, attachment=first)
    attached(cast.carer, need)
    with pytest.raises(PermissionDenied, match="There are five already"):
        actions.put_back_attachment(by=cast.carer, attachment=first)


def test_two_at_once_are_asked_again_under_the_lock(cast, need, five, monkeypatch):
    """The first answer was given before the file was looked into."""
    asked = []

    def first_yes(who, contribution):
        asked.append(1)
        return YES if len(asked) == 1 else permissions.may_attach(who, contribution)

    monkeypatch.setattr(attaching, "may_attach", first_yes)
    with pytest.raises(PermissionDenied, match="There are five already"):
        attached(cast.carer, need)


@pytest.mark.parametrize("words", ["", "   "])
def test_no_picture_without_words_for_who_cannot_see_it(cast, need, words):
    with pytest.raises(ValidationError, match="cannot see it"):
        actions.attach(
            by=cast.carer, contribution=need, sent=actions.Enclosed(png(), words)
        )
    with pytest.raises(IntegrityError, match="what_is_attached_is_told_in_words"):
        Attachment.objects.create(
            contribution=need, by=cast.carer, media_type="image/png"
        )


@pytest.mark.parametrize(
    ("state", "sees"),
    [
        ("hidden", {"carer": 200, "fiona": 200, "nurse": 403, "stranger": 403}),
        ("withdrawn", {"carer": 403, "fiona": 403, "nurse": 403, "stranger": 403}),
        ("members", {"carer": 200, "nurse": 200, "observer": 200, "stranger": 404}),
    ],
)
def test_a_file_is_seen_by_who_sees_what_it_belongs_to(
    client, cast, need, picture, state, sees
):
    if state == "hidden":
        actions.hide(by=cast.frank, said=need, ground="private", because="A face.")
    elif state == "withdrawn":
        actions.withdraw_contribution(by=cast.carer, contribution=need)
    else:
        type(cast.project).objects.update(visibility="members")
    for who, status in sees.items():
        person = getattr(cast, who)
        client.force_login(getattr(person, "user", person))
        for api in (False, True):
            assert fetch(client, picture, api=api).status_code == status, who


def test_canary_a_file_without_its_rule_is_noticed(
    client, cast, need, picture, monkeypatch
):
    actions.hide(by=cast.frank, said=need, ground="private", because="A face.")
    monkeypatch.setattr(permissions, "may_read_attachment", lambda *_: YES)
    client.force_login(cast.nurse.user)
    assert fetch(client, picture).status_code == 200
    assert fetch(client, picture, api=True).status_code == 200


def test_each_step_is_on_the_log_without_a_word_of_it(cast, need, picture):
    actions.remove_attachment(by=cast.carer, attachment=picture)
    actions.put_back_attachment(by=cast.carer, attachment=picture)
    found = LogEntry.objects.filter(event__startswith="phases.attach")
    assert {entry.event for entry in found} == {
        "phases.attached",
        "phases.attachment_removed",
        "phases.attachment_put_back",
    }
    facts = {"contribution": str(need.pk), "attachment": str(picture.pk)}
    assert all(entry.facts == facts for entry in found)


# ------------------------------------------------------------------ handed out


@pytest.mark.parametrize("api", [False, True])
def test_a_file_is_saved_and_never_run_on_our_ground(client, cast, picture, api):
    client.force_login(cast.nurse.user)
    answer = fetch(client, picture, api=api)
    name = f"attachments-{str(picture.pk)[:8]}.png"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert answer["Cache-Control"] == "private, no-cache"


def test_who_has_the_bytes_gets_them_once_and_is_asked_each_time(
    client, cast, need, picture
):
    client.force_login(cast.nurse.user)
    address = reverse("phases:attachment", args=[picture.pk])
    held = {"If-None-Match": fetch(client, picture)["ETag"]}
    assert client.get(address, headers=held).status_code == 304
    actions.hide(by=cast.frank, said=need, ground="private", because="A face.")
    assert client.get(address, headers=held).status_code == 403


# ------------------------------------------------------------------ pages and API


def send(client, need, content, name="phases:attach", headers=None, **more):
    said = {"file": SimpleUploadedFile("IMG_0001.jpg", content), **more}
    return client.post(reverse(name, args=[need.pk]), said, headers=headers)


def test_someone_adds_removes_and_puts_back_on_the_page(client, cast, need):
    client.force_login(cast.carer.user)
    page = send(client, need, png(), description=CHAIR)
    assert page.url == need.get_absolute_url()
    made = Attachment.objects.get()
    html = client.get(page.url).content.decode()
    assert f'src="{made.get_absolute_url()}" alt="{CHAIR}"' in html
    assert "IMG_0001" not in html
    client.post(reverse("phases:remove_attachment", args=[made.pk]))
    html = client.get(page.url).content.decode()
    assert made.get_absolute_url() not in html.replace("/put-back/", "")
    assert "Put it back" in html
    client.post(reverse("phases:put_back_attachment", args=[made.pk]))
    assert "Put it back" not in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("content", "description", "why"),
    [
        (b"<svg/>", CHAIR, "not a picture"),
        (b"", CHAIR, "not a picture"),
        (png()[:60], CHAIR, "damaged"),
        (png(), "", "required"),
        (b"\x00" * (10 * 1024 * 1024 + 1), CHAIR, "larger than 10 MB"),
    ],
    ids=["svg", "empty", "torn", "wordless", "large"],
)
def test_a_refused_file_says_why_on_page_and_api(
    client, cast, need, content, description, why
):
    client.force_login(cast.carer.user)
    for name in ("phases:attach", "api:attachments"):
        answer = send(client, need, content, name, description=description)
        assert answer.status_code == 422
        said = answer.content.decode()
        assert why in said or "may not be blank" in said
    assert CHAIR in said or not description or name.startswith("api")
    assert not Attachment.objects.exists()


def test_who_sends_file_after_file_is_asked_to_wait(client, cast, need, settings):
    """What is refused counts too: looking into it cost as much."""
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}
    settings.ACCOUNT_RATE_LIMITS = {"attach": "2/d/user"}
    client.force_login(cast.carer.user)
    for name in ("phases:attach", "api:attachments"):
        assert send(client, need, b"<svg/>", name, description=CHAIR).status_code == 422
    page = send(client, need, png(), description=CHAIR)
    assert "Wait ten minutes" in page.content.decode()
    key = {"Idempotency-Key": str(uuid4())}
    refused = send(
        client, need, png(), "api:attachments", description=CHAIR, headers=key
    )
    assert (refused.status_code, refused["Retry-After"]) == (429, "600")
    assert not Attachment.objects.exists()
    settings.ACCOUNT_RATE_LIMITS = {}  # later, the same key works
    made = send(client, need, png(), "api:attachments", description=CHAIR, headers=key)
    assert made.status_code == 201


def test_a_telephones_picture_of_twelve_million_dots_is_taken(client, cast, need):
    sent = BytesIO()
    Image.effect_noise((4000, 3000), 30).save(sent, "JPEG", quality=60)
    client.force_login(cast.carer.user)
    answer = send(client, need, sent.getvalue(), description=CHAIR)
    assert answer.status_code == 302
    made = Attachment.objects.get()
    assert (made.width, made.height) == (2000, 1500)
    assert made.size < 1_500_000


def test_software_lists_adds_and_removes(client, cast, need):
    client.force_login(cast.carer.user)
    made = send(client, need, png(), "api:attachments", description=CHAIR)
    assert made.status_code == 201
    said = made.json()
    assert (said["media_type"], said["width"], said["description"]) == (
        "image/png",
        40,
        CHAIR,
    )
    assert client.get(said["file"], headers={"Accept": "image/*"}).status_code == 200
    address = reverse("api:attachments", args=[need.pk])
    assert client.get(address).json() == [said]
    gone = client.delete(reverse("api:attachment", args=[said["id"]]))
    assert gone.status_code == 204
    assert client.get(address).json() == []


def test_five_files_cost_as_many_queries_as_one(client, cast, need):
    client.force_login(cast.carer.user)
    asked = []
    for more in (1, 4):
        for _each in range(more):
            attached(cast.carer, need)
        with CaptureQueriesContext(connection) as captured:
            for name in ("api:attachments", "phases:contribution"):
                client.get(reverse(name, args=[need.pk]))
        asked.append(len(captured))
        read = [one["sql"] for one in captured.captured_queries]
        assert not any('"phases_attachment"."content"' in sql for sql in read)
    assert asked[0] == asked[1]
