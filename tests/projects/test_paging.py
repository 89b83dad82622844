"""Pages by keyset: every row once, however many tie, and the deepest page as fast."""

import pytest
from django.db import connection
from django.http import Http404

from projects.models import LogEntry
from projects.paging import page
from projects.queries import log_page

TIES, MORE = 3000, 500


@pytest.fixture
def many(cast):
    """Thousands of lines at one moment, and some after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO projects_logentry"
            " (id, project_id, event, at, side, role, facts)"
            " SELECT gen_random_uuid(), %s, 'participants.left',"
            " timestamptz '2026-01-01' + greatest(0, n - %s) * interval '1 minute',"
            " 'community', '', '{}' FROM generate_series(1, %s) n",
            [cast.project.pk, TIES, TIES + MORE],
        )
        cursor.execute("ANALYZE projects_logentry")
    return cast.project


def walk(project, cursor=None, direction="next"):
    pages = [log_page(project, cursor)]
    while cursor := getattr(pages[-1], direction):
        pages.append(log_page(project, cursor))
    return pages


def test_three_thousand_ties_are_each_visited_once_both_ways(many):
    there = walk(many)
    seen = [row.pk for found in there for row in found.rows]
    assert seen == list(many.log.order_by("-at", "-pk").values_list("pk", flat=True))
    back = walk(many, there[-1].previous, "previous")
    assert [found.rows for found in reversed(back)] == [f.rows for f in there[:-1]]


def test_the_deepest_page_is_read_from_the_index(many, django_assert_num_queries):
    cursor = walk(many)[-2].next
    with django_assert_num_queries(1) as queries:
        log_page(many, cursor)
    with connection.cursor() as sql:
        sql.execute("EXPLAIN " + queries[0]["sql"])
        plan = "\n".join(line for (line,) in sql.fetchall())
    assert "log_newest" in plan
    assert "Index Cond" in plan
    assert "ROW(" in plan
    assert "Sort" not in plan


def test_a_damaged_or_foreign_link_is_not_found(many):
    good = log_page(many, None).next or ""
    with pytest.raises(Http404):
        log_page(many, good[:-2] + "zz")
    with pytest.raises(Http404):
        page(LogEntry.objects.all(), "event", good)
