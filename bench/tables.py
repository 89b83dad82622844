"""What a list as a spreadsheet costs, against the least that writes the same cells.

The least is one SELECT and XlsxWriter in constant memory: no rule, no language, no job,
and every value as it comes. Ours is whole: asked for, and made by the task as a worker
runs it, until the file lies in the storage. In turns. `make bench ARGS=tables`
"""

import logging
import sys
import time
from collections.abc import Callable
from statistics import median
from tempfile import TemporaryFile

import django
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

django.setup()

from xlsxwriter import Workbook  # noqa: E402  (they need the set-up above)

from bench import world  # noqa: E402
from bench.servers import say  # noqa: E402
from bench.world import World  # noqa: E402
from coprod.rewind import work_off  # noqa: E402
from phases.models import Contribution  # noqa: E402
from projects.actions import ask_for_list  # noqa: E402
from projects.models import Export, Job  # noqa: E402
from projects.tasks import make_export  # noqa: E402

SIZES, TIMES = (100, 10_000), 7
MOST_QUERIES, MOST_TIMES = 10, 2.5
COLUMNS = (  # as many as ours
    *("made_at", "kind", "text", "language", "author__constituency__side"),
    *("author__constituency__name", "channel", "status", "status_because", "support"),
    *("support_community", "support_institution", "comments_kept", "pk"),
)
Seconds = tuple[float, float]  # on the clock, and of the processor


def main() -> int:
    logging.disable(logging.INFO)  # every task tells that it is done
    call_command("migrate", verbosity=0)
    town = world.make()
    passed, asked = True, []
    for size in SIZES:
        world.grow(town, size)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        asked.append(queries(town))
        passed &= measured(town, size, asked[-1])
    return 0 if passed and asked[0] == asked[1] <= MOST_QUERIES else 1


def measured(town: World, size: int, asked: int) -> bool:
    pairs = [
        (seconds(lambda: ours(town)), seconds(lambda: least(town)))
        for _time in range(TIMES)
    ]
    wall, work = (
        [(ours[kind], kernel[kind]) for ours, kernel in pairs] for kind in (0, 1)
    )
    on_the_clock, worked = (median(a / b for a, b in each) for each in (wall, work))
    say(
        f"{size:,} ideas as a spreadsheet: {median(one for one, _ in wall):.2f} s, "
        f"{on_the_clock:.2f} × the plain writer on the clock, {worked:.2f} × its work "
        f"(≤ {MOST_TIMES} at {SIZES[-1]:,}); {asked} queries (≤ {MOST_QUERIES})."
    )
    return size < SIZES[-1] or max(on_the_clock, worked) <= MOST_TIMES


def ours(town: World) -> None:
    ask(town)
    work_off()


def ask(town: World) -> Export:
    by = town.cast.carer.user
    assert by  # noqa: S101  (for the types: everyone here has an account)
    return ask_for_list(by=by, name="contributions", about=town.ideas.pk)


def least(town: World) -> None:
    rows = Contribution.objects.filter(activity=town.ideas).order_by("-made_at", "-pk")
    with TemporaryFile() as file:
        book = Workbook(file, {"constant_memory": True})
        sheet = book.add_worksheet()
        for number, row in enumerate(rows.values_list(*COLUMNS).iterator(2000)):
            for at, value in enumerate(row):
                is_number = isinstance(value, int)
                sheet.write(number, at, value if is_number else str(value))
        book.close()


def queries(town: World) -> int:
    """All that the job takes, from its claim until it is done."""
    export = ask(town)
    job = Job.objects.get(subject=export.pk, task="projects.make_export")
    with CaptureQueriesContext(connection) as asked:
        make_export(str(job.pk))
    export.refresh_from_db()
    if not export.is_ready:
        raise SystemExit(f"It is not made: {export.why}")
    frame = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not one["sql"].startswith(frame) for one in asked.captured_queries)


def seconds(work: Callable[[], object]) -> Seconds:
    wall, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - worked


if __name__ == "__main__":
    sys.exit(main())
