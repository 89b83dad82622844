"""Each queue has its own room: what takes long keeps nobody’s letter waiting."""

from collections.abc import Mapping

import pytest
from django.db import transaction
from django.db.models import Q

from coprod.celery import queues
from projects import outbox
from projects.tasks import jobs_by_queue

LIST, LETTER = "projects.make_export", "participants.send_notice"


def woken(full: str, among: Mapping[str, Q | None]) -> list[str]:
    """What is sent while one queue is full, and spreadsheets were asked for first."""
    with transaction.atomic():
        for number in range(outbox.QUEUE):
            outbox.put(LIST, number)
        outbox.put(LETTER, 1)
    sent: list[str] = []
    for queue, jobs in among.items():
        waiting = outbox.QUEUE if queue == full else 0
        outbox.wake_due(lambda task, _job: sent.append(task), waiting, jobs)
    return sent


@pytest.mark.django_db
def test_a_letter_does_not_wait_behind_spreadsheets():
    assert woken("long", jobs_by_queue()) == [LETTER]


@pytest.mark.django_db
def test_nor_does_a_spreadsheet_wait_behind_letters():
    assert set(woken("celery", jobs_by_queue())) == {LIST}


@pytest.mark.django_db
def test_canary_one_room_for_all_is_noticed():
    assert LETTER not in woken("", {"celery": None})


def test_every_job_goes_into_one_queue():
    assert set(jobs_by_queue()) == set(queues())
