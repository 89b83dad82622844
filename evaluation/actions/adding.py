"""One statement adds answers to the sums, wherever it finds them.

Answers alike are taken together first, and only what is left is laid out by slice and
choice: the work is one look at each answer, whatever people are compared by.
"""

from uuid import UUID

from django.db import connection

WAITING = """WITH people AS (
    DELETE FROM evaluation_uncounted AS waiting USING evaluation_response AS response
    WHERE response.id = waiting.response_id AND waiting.ctid = ANY(ARRAY(
        SELECT ctid FROM evaluation_uncounted WHERE round_id = %(round)s LIMIT %(most)s
    ))
    RETURNING response.*
)"""  # by ctid: each row is found at once, however many more are waiting
EVERYBODY = """WITH people AS NOT MATERIALIZED (
    SELECT * FROM evaluation_response WHERE round_id = %(round)s
)"""
SUMS = """, alike AS (
    SELECT NULL::uuid AS item_id, NULL::numeric AS number,
        ARRAY[]::varchar[] AS choices, source, side, constituency_id, attributes,
        count(*) AS n, sum(weight) AS w, sum(weight::numeric * weight) AS w2
    FROM people
    GROUP BY source, side, constituency_id, attributes
    UNION ALL
    SELECT item_id, number,
        CASE WHEN kind = 'scale' AND number IS NOT NULL
            THEN ARRAY[trunc(number)::varchar] ELSE answer.choices END,
        source, side, constituency_id, attributes,
        count(*), sum(weight), sum(weight::numeric * weight)
    FROM people
    JOIN evaluation_answer AS answer ON answer.response_id = people.id
    JOIN evaluation_item AS item ON item.id = answer.item_id
    GROUP BY item_id, kind, number, answer.choices,
        source, side, constituency_id, attributes
), laid_out AS (
    SELECT item_id, slice, choice, n, w, w2,
        CASE choice WHEN '' THEN coalesce(number, 0) * 1000000 ELSE 0 END AS x
    FROM alike,
        unnest(CASE source
            -- an answer by link stands apart: nobody knows whose, or whether once
            WHEN 'link' THEN ARRAY['link']
            ELSE ARRAY['all', 'side:' || nullif(side, ''), 'group:' || constituency_id]
                || ARRAY(
                    SELECT key || ':' || value FROM jsonb_each_text(attributes)
                )
        END) AS slice,
        unnest(ARRAY['']::varchar[] || choices) AS choice
    WHERE slice IS NOT NULL
), sums AS (
    SELECT item_id, slice, choice, sum(n) AS n, sum(w) AS w, sum(w2) AS w2,
        sum(w * x) AS wx, sum(w * x * x) AS wx2
    FROM laid_out
    GROUP BY item_id, slice, choice
)"""
MERGED = """, merged AS (
    INSERT INTO evaluation_aggregate AS kept
        (round_id, item_id, slice, choice, n, w, w2, wx, wx2)
    SELECT %(round)s, * FROM sums
    ON CONFLICT (round_id, item_id, slice, choice) DO UPDATE SET
        n = kept.n + EXCLUDED.n,
        w = kept.w + EXCLUDED.w,
        w2 = kept.w2 + EXCLUDED.w2,
        wx = kept.wx + EXCLUDED.wx,
        wx2 = kept.wx2 + EXCLUDED.wx2
) SELECT count(*) FROM people"""
# PostgreSQL takes all answers for different and would sort them; they are much alike.
PLAN = """
SET LOCAL jit = off;
SET LOCAL enable_sort = off;
SET LOCAL enable_incremental_sort = off;
SET LOCAL max_parallel_workers_per_gather = 0
"""


def add_waiting(round_id: UUID, most: int) -> int:
    """Add some of what is waiting, and have it wait no longer: both or neither."""
    return _add(WAITING, round=round_id, most=most)


def add_everybody(round_id: UUID) -> int:
    """Add every response of a round."""
    return _add(EVERYBODY, round=round_id)


def _add(people: str, **values: UUID | int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(PLAN)
        cursor.execute(f"{people}{SUMS}{MERGED}", values)
        [(added,)] = cursor.fetchall()
    return int(added)
