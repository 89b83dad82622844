"""A cast that is put back is as good as one that was made."""

import re

import pytest
from django.db import transaction
from django.utils import timezone

from participants.models import Participant, User
from tests.cast import Cast, make_cast
from tests.conftest import CAST
from tests.remembered import VALUE, rows

pytestmark = pytest.mark.django_db
ID = re.compile("[0-9a-f]{8}-[0-9a-f-]{27}")


def written_by(make):
    """How many rows of each table, and the ids and moments in them."""
    with transaction.atomic():
        cast = make()
        found = {table: lines for table, lines in rows().items() if lines}
        assert Participant.objects.get(pk=cast.carer.pk).project == cast.project
        transaction.set_rollback(True)
    values = set(VALUE.findall("".join(map("".join, found.values()))))
    return {table: len(lines) for table, lines in found.items()}, values


def test_it_stands_in_as_many_rows_under_other_ids():
    made, _values = written_by(make_cast)
    (once, first), (again, second) = written_by(CAST.again), written_by(CAST.again)
    assert made == once == again
    assert {one for one in first & second if ID.fullmatch(one)} == set()


def test_it_came_about_just_now(cast):
    passed = timezone.now() - cast.fiona.joined_at
    assert 0 < passed.total_seconds() < 60


def test_what_a_test_does_to_it_is_gone_with_the_test():
    with transaction.atomic():
        carers(CAST.again()).name = "Mallory"
        transaction.set_rollback(True)
    assert carers(CAST.again()).name == "Carer"


def carers(cast: Cast) -> User:
    account = cast.carer.user
    assert account
    return account
