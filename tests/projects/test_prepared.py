"""What is worked out once answers as if it were asked anew."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import translation

from decisions.models import Decision
from participants.models import Constituency, Participant
from projects import clock
from projects.models import LogEntry, Pilot, Project
from projects.paging import page
from projects.prepared import prepared
from projects.queries import by_name
from tests.cast import make_pilot


@prepared
def places(project, state):
    rows = Participant.objects.filter(project=project, state=state)
    return rows.select_related("constituency").order_by("name")


@prepared
def some(keys):
    return Constituency.objects.filter(pk__in=keys).values_list("name", flat=True)


@prepared
def log(project):
    return LogEntry.objects.filter(project=project)


@prepared
def pilots(keys):
    return Pilot.objects.filter(pk__in=keys).order_by(by_name())


def test_other_ids_get_their_own_answers(cast):
    there, none = cast.project, Project(name="Elsewhere")
    assert [one.name for one in places(none, "active")] == []
    plain = Participant.objects.filter(project=there, state="active").order_by("name")
    assert places(there, "active") == places(there.pk, "active") == list(plain)
    assert places(there, "left") == []
    assert places.first(there, "left") is None
    with pytest.raises(Http404):
        places.get(there, "left")


def test_lists_may_be_long_short_or_empty(cast):
    groups = list(cast.groups.values())
    for many in (3, 1, 0, 2):
        names = {one.name for one in groups[:many]}
        assert set(some([one.pk for one in groups[:many]])) == names


def test_rows_know_the_thing_they_were_asked_about(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        (first, *_others) = places(cast.project, "active")
        assert first.project is cast.project
        assert first.constituency.side in ("community", "institution")


def test_pages_of_a_kept_question_are_the_same_pages(cast):
    wanted = [page(LogEntry.objects.filter(project=cast.project), "at", None, size=2)]
    found = [page(log.given(cast.project), "at", None, size=2)]
    while wanted[-1].next:
        rows = LogEntry.objects.filter(project=cast.project)
        wanted.append(page(rows, "at", wanted[-1].next, size=2))
        found.append(page(log.given(cast.project), "at", found[-1].next, size=2))
    assert found == wanted
    assert len(found) > 2
    back = page(log.given(cast.project), "at", found[-1].previous, size=2)
    assert back.rows == found[-2].rows


def test_more_can_be_written_at_once_than_a_statement_takes_values(cast):
    def line(number):
        return LogEntry(project=cast.project, event="participants.left", facts={})

    before = LogEntry.objects.count()
    made = LogEntry.objects.bulk_create(map(line, range(10_000)))
    assert LogEntry.objects.count() == before + 10_000
    assert len(LogEntry.objects.in_bulk([one.pk for one in made])) == 10_000


def test_a_question_may_only_use_the_id_of_a_thing(cast):
    @prepared
    def nosy(place):
        return Participant.objects.filter(name=place.name)

    with pytest.raises(Participant.DoesNotExist):
        nosy(cast.carer)


def test_an_id_that_makes_no_difference_is_a_mistake(cast):
    @prepared
    def deaf(project):
        return Project.objects.all()

    with pytest.raises(TypeError, match="deaf does not use 1 ids"):
        deaf(cast.project)


@pytest.mark.django_db
def test_names_are_sorted_for_each_reader():
    made = [make_pilot(name).pk for name in ("zoë", "åse")]
    for reader, order in (("en", "ÅZ"), ("da", "ZÅ"), ("en", "ÅZ")):
        with translation.override(reader):
            assert "".join(one.name[0] for one in pilots(made)) == order


def test_canary_a_question_with_a_clock_of_its_own_is_noticed(cast):
    """By what every test does with every kept question (tests/conftest.py)."""

    @prepared
    def late(project):
        now = clock.now() + timedelta(days=1)
        return Decision.objects.filter(project=project, closes_at__lt=now)

    with pytest.raises(AssertionError, match="late"):
        late(cast.project)
