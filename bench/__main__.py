"""What a page costs as a project grows: it should follow the page, not the project."""

import sys
import time
from dataclasses import dataclass
from statistics import median

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

django.setup()

from phases.models import Activity, Contribution  # noqa: E402  (needs the set-up above)
from projects.models import LogEntry  # noqa: E402
from tests.cast import Cast, make_cast  # noqa: E402
from tests.phases import go_aheads  # noqa: E402

SIZES = (20, 20_000)
TIMES = 15


@dataclass(frozen=True)
class Cost:
    """What one answer cost: statements, and the median of many tries in ms."""

    queries: int
    milliseconds: float


def main() -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    call_command("migrate", verbosity=0)
    cast = make_cast()
    board = Activity.objects.get(project=cast.project, method="board")
    go_aheads.opened(cast, "co_commission")
    costs = []
    for size in SIZES:
        grow(cast, board, size)
        costs.append({name: cost(cast, path) for name, path in pages(cast, board)})
    sys.stdout.write(table(costs) + "\n")
    return 1 if any(more.queries > less.queries for less, more in pairs(costs)) else 0


def grow(cast: Cast, board: Activity, size: int) -> None:
    """Fill the board and the log up to so many rows."""
    have = Contribution.objects.filter(activity=board).count()
    Contribution.objects.bulk_create(
        Contribution(
            activity=board,
            project=cast.project,
            author=cast.carer,
            kind="need",
            text=f"Someone to ring in the first night, number {number}.",
            support=number % 50,
            support_community=number % 50,
        )
        for number in range(have, size)
    )
    LogEntry.objects.bulk_create(
        LogEntry(
            project=cast.project,
            event="phases.contributed",
            actor=cast.carer.pk,
            side="community",
            constituency=cast.carer.constituency_id,
            facts={},
        )
        for _number in range(have, size)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(cast: Cast, board: Activity) -> list[tuple[str, str]]:
    project = cast.project.pk
    return [
        ("front page", reverse("front")),
        ("my projects", reverse("my_projects")),
        ("project", reverse("project", args=[project])),
        ("board", board.get_absolute_url()),
        ("log", reverse("log", args=[project])),
        ("decisions", reverse("decisions:decisions", args=[project])),
        ("projects, API", reverse("api:projects")),
    ]


def cost(cast: Cast, path: str) -> Cost:
    client = Client()
    assert cast.carer.user  # noqa: S101  (for the types: she has an account)
    client.force_login(cast.carer.user, settings.AUTHENTICATION_BACKENDS[0])
    client.get(path)  # templates are read once
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    queries = len(asked)  # now: the next request forgets them
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    taken = []
    for _time in range(TIMES):
        began = time.perf_counter()
        client.get(path)
        taken.append((time.perf_counter() - began) * 1000)
    return Cost(queries, median(taken))


def pairs(costs: list[dict[str, Cost]]) -> list[tuple[Cost, Cost]]:
    few, many = costs
    return [(few[name], many[name]) for name in few]


def table(costs: list[dict[str, Cost]]) -> str:
    few, many = costs
    lines = [
        f"| page | queries at {SIZES[0]:,} | at {SIZES[1]:,} | ms | ms |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {few[name].queries} | {many[name].queries} "
        f"| {few[name].milliseconds:.0f} | {many[name].milliseconds:.0f} |"
        for name in few
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
