"""Letters: once each, to those who want them, in their language."""

from uuid import uuid4

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy

from participants.actions import leave, notify, send_notice, set_consents
from participants.models import Notice, Participant, User
from projects import clock
from projects.models import Job
from tests.clock import work_off
from tests.participants.ways_in import html_of, last_letter

WORDS = {"question": gettext_lazy("Facilitator")}  # any string that has a translation


def tell(place, kind="decision_opens", about=None):
    return notify(
        participant=place,
        kind=kind,
        about=about or uuid4(),
        link="/decisions/1/",
        words={**WORDS, "closes_at": clock.now(), "reason": "It names a neighbour."},
    )


@pytest.fixture
def reminded(cast):
    set_consents(by=cast.carer, kinds=["reminders"])
    return cast.carer


def test_a_letter_says_what_it_is_about_and_leads_there(reminded, settings):
    settings.SITE_ADDRESS = "https://coprod.example"
    tell(reminded)
    work_off()
    letter = last_letter()
    assert letter.to == ["carer@example.org"]
    assert "The first fourteen days" in letter.subject
    assert "https://coprod.example/decisions/1/" in letter.body
    assert "Turn them off here" in letter.body
    assert f"/projects/{reminded.project_id}/my-place/" in str(letter.body)


@pytest.mark.parametrize("kind", ["decision_opens", "decision_closes_soon"])
def test_reminders_go_only_to_those_who_asked(cast, kind):
    tell(cast.nurse, kind)
    work_off()
    assert not mail.outbox
    set_consents(by=cast.nurse, kinds=["reminders"])
    tell(cast.nurse, kind)
    work_off()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", ["hidden", "added"])
def test_what_concerns_someone_themselves_is_always_told(cast, kind):
    tell(cast.nurse, kind)
    work_off()
    assert len(mail.outbox) == 1


def test_nobody_is_told_twice(reminded):
    about = uuid4()
    assert tell(reminded, about=about)
    assert not tell(reminded, about=about)
    work_off()
    notice = Notice.objects.get()
    send_notice(notice.pk)
    Job.objects.filter(task="participants.send_notice").update(done_at=None)
    work_off()
    assert len(mail.outbox) == 1


def test_a_letter_that_could_not_leave_is_tried_again(reminded, monkeypatch):
    tell(reminded)
    with monkeypatch.context() as broken:
        broken.setattr("participants.mail.EmailMultiAlternatives.send", _no_post)
        with pytest.raises(OSError, match="post office"):
            work_off()
    assert Notice.objects.get().sent_at is None
    Job.objects.filter(task="participants.send_notice").update(wake_at=clock.now())
    work_off()
    assert len(mail.outbox) == 1


def _no_post(*_args, **_options):
    raise OSError("post office closed")


def test_a_letter_keeps_its_id_however_often_it_is_sent(reminded):
    tell(reminded)
    work_off()
    notice = Notice.objects.get()
    assert str(notice.pk) in last_letter().extra_headers["Message-ID"]


def test_the_letter_is_in_the_language_of_its_reader(reminded):
    Participant.objects.filter(pk=reminded.pk).update(language="ar")
    reminded.refresh_from_db()
    tell(reminded)
    work_off()
    assert '<html lang="ar" dir="rtl">' in html_of(last_letter())


def test_what_people_wrote_cannot_become_markup(cast):
    Participant.objects.filter(pk=cast.nurse.pk).update(name="<b>Nurse</b>")
    cast.nurse.refresh_from_db()
    tell(cast.nurse, "hidden")
    work_off()
    assert "<b>Nurse</b>" in str(last_letter().body)
    assert "<b>" not in html_of(last_letter())


def test_a_name_cannot_add_a_header(cast):
    type(cast.project).objects.update(name="Days\nBcc: everyone@example.org")
    cast.nurse.refresh_from_db()
    tell(cast.nurse, "hidden")
    work_off()
    assert "\n" not in last_letter().subject
    assert last_letter().recipients() == ["nurse@example.org"]


def test_the_words_are_forgotten_once_sent(reminded):
    tell(reminded)
    work_off()
    assert Notice.objects.get().words == {}


def test_no_letters_to_who_left_or_has_no_account(cast):
    assert not tell(cast.offline, "hidden")
    tell(cast.nurse, "hidden")
    leave(by=cast.nurse)
    tell(cast.carer, "hidden")
    User.objects.filter(pk=cast.carer.user_id).update(is_active=False)
    work_off()
    assert not mail.outbox
