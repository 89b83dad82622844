"""What adding up a million answered questionnaires costs, against bare SQL.

Bare SQL is the same GROUP BY over the same rows, with nothing taken, kept or promised,
and the planner told the same. Ours is whole: the tasks as a worker runs them, one after
the other. Each is asked warm, in turns. `make bench ARGS=answers`
"""

import logging
import sys
import time
from collections.abc import Callable
from statistics import median
from uuid import UUID

import django
from django.core.management import call_command
from django.db import connection, transaction

django.setup()

from bench.servers import say  # noqa: E402  (they need the set-up above)
from bench.world import KINDS, ask  # noqa: E402
from coprod.rewind import work_off  # noqa: E402
from evaluation import actions  # noqa: E402
from evaluation.actions import adding  # noqa: E402
from evaluation.models import Aggregate, Round  # noqa: E402
from projects import outbox  # noqa: E402
from tests.cast import make_cast  # noqa: E402

MANY, NEW, TIMES = 1_000_000, 100_000, 3
MOST_NEW, MOST_GROWTH, MOST_REBUILD = 2.0, 1.2, 1.5
TABLES = ("evaluation_answer", "evaluation_response", "evaluation_uncounted")

# Written as the product writes them: what came together lies together. Without the
# triggers that would look up each key: we know that it is there.
FILL = """
SET LOCAL session_replication_role = replica;
CREATE TEMP TABLE fresh ON COMMIT DROP AS
    SELECT i, (lpad(to_hex(hashint8(i / 2000) & 2147483647), 8, '0')
        || right(md5(i::text), 24))::uuid AS id
    FROM generate_series(%(first)s, %(first)s + %(many)s - 1) AS i;
INSERT INTO evaluation_response (id, round_id, source, side, constituency_id,
    attributes, weight, key, given_on)
SELECT fresh.id, %(round)s, 'import', g.side, g.id,
    jsonb_build_object('sex', (ARRAY['woman', 'man'])[1 + i %% 2],
        'age', (ARRAY['16-24', '25-44', '45-64', '65+'])[1 + i %% 4]),
    500000 + i::bigint * 7919 %% 1000003, md5(i::text), now()
FROM fresh JOIN (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS at, count(*) OVER () AS of
    FROM participants_constituency WHERE project_id = %(project)s
) AS g ON i %% g.of = g.at ORDER BY i;
INSERT INTO evaluation_answer (id, response_id, item_id, number, choices, text)
SELECT (lpad(to_hex(i * 10 + position), 32, '0'))::uuid, fresh.id, item.id,
    CASE kind WHEN 'scale' THEN 1 + i * (3 + position) %% 5
        WHEN 'number' THEN i * 31 %% 101 END,
    CASE kind WHEN 'single' THEN (ARRAY['a', 'b', 'c'])[1 + i %% 3 : 1 + i %% 3]
        WHEN 'multiple' THEN (ARRAY['a', 'b', 'c'])[1 : 1 + i %% 3] ELSE '{}' END, ''
FROM fresh, evaluation_item AS item WHERE questionnaire_id = %(asked)s
ORDER BY i, position;
INSERT INTO evaluation_uncounted (response_id, round_id)
SELECT id, %(round)s FROM fresh ORDER BY i;
"""
JUST_READ = """WITH people AS (
    SELECT response.* FROM evaluation_response AS response
    JOIN bench_new ON bench_new.id = response.id
)"""
ADDED = " SELECT count(*), sum(n), sum(w), sum(w2), sum(wx), sum(wx2) FROM sums"


def main() -> int:
    logging.disable(logging.INFO)  # every task tells that it is done
    call_command("migrate", verbosity=0)
    asked = ask(make_cast())
    alone = [added(asked, 0) for _time in range(TIMES)]
    empty()
    fill(asked, 0, MANY)
    tidy()
    actions.recount(asked.pk)
    on_top = [added(asked, MANY + NEW * number) for number in range(TIMES)]
    passed = told_new(alone, on_top)
    return 0 if passed & rebuilt(asked) else 1


def added(asked: Round, there: int) -> tuple[float, float]:
    """Seconds that ours and bare SQL take for new answers on top of so many."""
    if not there:
        empty()
    fill(asked, there, NEW)
    run("DROP TABLE IF EXISTS bench_new")
    run("CREATE TABLE bench_new AS SELECT response_id AS id FROM evaluation_uncounted")
    tidy()
    bare(JUST_READ)
    ours = seconds(lambda: count(asked))
    return ours, seconds(lambda: bare(JUST_READ))


def rebuilt(asked: Round) -> bool:
    """All of it again, one by one; the sums have to be the same to the last digit."""
    before = sums()
    whole = adding.EVERYBODY % {"round": f"'{asked.pk}'"}
    pairs = [
        (seconds(lambda: actions.recount(asked.pk)), seconds(lambda: bare(whole)))
        for _time in range(TIMES)
    ]
    ours, least = (median(each) for each in zip(*pairs, strict=True))
    same = sums() == before
    say(
        f"Rebuilding {MANY + TIMES * NEW:,} × {len(KINDS)}: {ours:.1f} s, "
        f"{ours / least:.2f} × bare SQL (≤ {MOST_REBUILD}); "
        f"{'the same to the last digit' if same else 'NOT THE SAME'}."
    )
    return same and ours / least <= MOST_REBUILD


def told_new(
    alone: list[tuple[float, float]], on_top: list[tuple[float, float]]
) -> bool:
    times = median(ours / least for ours, least in on_top)
    first, later = (median(ours for ours, _ in each) for each in (alone, on_top))
    say(
        f"Adding {NEW:,} × {len(KINDS)} new on top of {MANY:,}: {later:.1f} s, "
        f"{times:.2f} × bare SQL (≤ {MOST_NEW}), "
        f"{later / first:.2f} × on top of none (≤ {MOST_GROWTH})."
    )
    return times <= MOST_NEW and later / first <= MOST_GROWTH


@transaction.atomic
def fill(asked: Round, first: int, many: int) -> None:
    values: dict[str, UUID | int] = {
        "first": first,
        "many": many,
        "round": asked.pk,
        "project": asked.project_id,
        "asked": asked.questionnaire_id,
    }
    for statement in FILL.rstrip("; \n").split(";"):  # with values one at a time
        run(statement, values)


def empty() -> None:
    run(f"TRUNCATE {', '.join(TABLES)}, evaluation_aggregate")


def tidy() -> None:
    for table in TABLES:
        run(f"VACUUM ANALYZE {table}")
    run("CHECKPOINT")


def count(asked: Round) -> None:
    with transaction.atomic():
        outbox.put("evaluation.count", asked.pk)
    work_off()


@transaction.atomic
def bare(people: str) -> None:
    run(adding.PLAN)
    run(f"{people}{adding.SUMS}{ADDED}")


def run(sql: str, values: dict[str, UUID | int] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def sums() -> list[tuple[object, ...]]:
    fields = ("item", "slice", "choice", "n", "w", "w2", "wx", "wx2")
    return list(
        Aggregate.objects.order_by("item", "slice", "choice").values_list(*fields)
    )


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
