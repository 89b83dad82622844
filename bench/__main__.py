"""What pages cost as a project grows, as ratios: it should follow the page alone.

Everything is asked of a real web server over lasting connections, in turns: a page of a
project with 100 ideas, the kernel's page (bench/kernel.py), and the same page of a
project with 10,000. So all three see the same machine in the same minute.
"""

import gzip
import logging
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from threading import Thread

import django
import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

django.setup()

from bench import servers, world  # noqa: E402  (they need the set-up above)
from bench.servers import Door, say  # noqa: E402
from bench.world import World  # noqa: E402
from participants.models import Participant  # noqa: E402
from phases.models import Contribution, Support  # noqa: E402
from projects.paging import page  # noqa: E402

SIZES = (100, 10_000)
TIMES = 60
MOST_QUERIES, MOST_TIMES, MOST_GROWTH = 15, 10, 1.2
MOST_SUPPORT, WRITERS = 4, 20
MOST_MEGABYTES, MOST_KILOBYTES, REQUESTS = 160, 150, 1_000
CSRF = "a" * 32


@dataclass(frozen=True)
class Cost:
    """What one page costs: statements, and how many times the kernel's page."""

    name: str
    few: int  # statements where there are few ideas
    many: int
    milliseconds: float
    times: float
    growth: float | None  # None: the page belongs to no one project


def main() -> int:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    logging.disable(logging.INFO)  # every request here, where queries are counted
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    small = world.make()
    large = world.beside(small)
    for town, size in zip((small, large), SIZES, strict=True):
        world.grow(town, size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    with servers.both() as (site, kernel, process):
        door = signed_in(large.cast.carer, site)
        found = list(measured(small, large, door, Door(kernel)))
        say(table(found))
        broken = [
            *over(found),
            *supporting(large, site, kernel),
            *weight(large, door, process),
        ]
    for limit in broken:
        say(f"Over the limit: {limit}.")
    return 1 if broken else 0


def signed_in(who: Participant, port: int) -> Door:
    client = browser(who)
    client.cookies["csrftoken"] = CSRF
    cookies = "; ".join(f"{name}={c.value}" for name, c in client.cookies.items())
    headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "Accept-Encoding": "gzip"}
    return Door(port, headers)


def browser(who: Participant) -> Client:
    client = Client()
    assert who.user  # noqa: S101  (for the types: everyone here has an account)
    client.force_login(who.user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def measured(small: World, large: World, ours: Door, kernel: Door) -> Iterator[Cost]:
    least = f"/one/{latest(large).pk}/"
    both = zip(pages(small), pages(large), strict=True)
    for (name, path), (_name, longer) in both:
        asked = (ours, path), (kernel, least), (ours, longer)
        turns = servers.in_turns(asked, TIMES)
        yield Cost(
            name,
            queries(small, path),
            queries(large, longer),
            milliseconds=median(much for _little, _kernel, much in turns),
            times=median(much / kernel for _little, kernel, much in turns),
            growth=None
            if path == longer
            else median(much / little for little, _kernel, much in turns),
        )


def latest(town: World) -> Contribution:
    return Contribution.objects.filter(activity=town.ideas).latest("made_at")


def pages(town: World) -> Iterator[tuple[str, str]]:
    ideas, project = town.ideas.get_absolute_url(), town.project.pk
    yield "front page, 200 projects", reverse("front")
    yield "my projects", reverse("my_projects")
    yield "project", reverse("project", args=[project])
    yield "ideas, newest", ideas
    yield "ideas, last page", f"{ideas}?page={last_page(town)}"
    yield "ideas, most supported", f"{ideas}?order=support"
    yield "one idea", latest(town).get_absolute_url()
    yield "log", reverse("log", args=[project])
    yield "decisions", reverse("decisions:decisions", args=[project])
    yield "projects, API", reverse("api:projects")
    yield "ideas, API", reverse("api:contributions", args=[town.ideas.pk])


def last_page(town: World) -> str:
    """Where a reader arrives who follows "next" to the end."""
    rows = Contribution.objects.filter(activity=town.ideas)
    end = rows.order_by("made_at", "pk").values_list("pk", flat=True)[:21]
    first_of_these = page(rows.filter(pk__in=list(end)), "made_at", None, size=1)
    return first_of_these.next or ""


def queries(town: World, path: str) -> int:
    client = browser(town.cast.carer)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def supporting(town: World, site: int, kernel: int) -> Iterator[str]:
    """One click against the least upsert; then everybody at once, counted exactly."""
    with connection.cursor() as cursor:
        cursor.execute("create table bench_idea (id int primary key, support int)")
        cursor.execute(
            "insert into bench_idea select i, 0 from generate_series(0,999) i"
        )
        cursor.execute("create table bench_support (idea int, person int)")
        cursor.execute("create unique index on bench_support (idea, person)")
    ideas = list(Contribution.objects.filter(activity=town.ideas)[: TIMES + 1])
    ours, least = signed_in(town.cast.carer, site), Door(kernel)
    pairs = [
        (put(ours, support_of(idea)), put(least, f"/support/{number}/1/"))
        for number, idea in enumerate(ideas[:TIMES])
    ]
    times = median(one for one, _other in pairs) / median(other for _, other in pairs)
    exact = together(town, site, ideas[TIMES])
    say(
        f"Support: {times:.1f} × the kernel's upsert (≤ {MOST_SUPPORT}); "
        f"{WRITERS} at once counted {'exactly' if exact else 'WRONGLY'}."
    )
    if not exact:
        yield "support of many at once is not counted exactly"
    if times > MOST_SUPPORT:
        yield f"support takes {times:.1f} × the kernel's upsert"


def support_of(idea: Contribution) -> str:
    return reverse("api:support", args=[idea.pk])


def put(door: Door, path: str) -> float:
    began = time.perf_counter()
    status, body = door.ask("PUT", path)
    if status not in {200, 201, 204}:
        raise SystemExit(f"PUT {path} answers {status}: {body[:300]!r}")
    return (time.perf_counter() - began) * 1000


def together(town: World, site: int, idea: Contribution) -> bool:
    """Each of them three times, as nervous people click."""
    Support.objects.filter(contribution=idea).delete()
    Contribution.objects.filter(pk=idea.pk).update(
        support=0, support_community=0, support_institution=0
    )
    doors = [signed_in(one, site) for one in town.people[:WRITERS]]
    clicks = [
        Thread(target=lambda d=door: [d.ask("PUT", support_of(idea)) for _ in "123"])
        for door in doors
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join()
    idea.refresh_from_db()
    rows = Support.objects.filter(contribution=idea).count()
    return idea.support == rows == WRITERS


def weight(town: World, door: Door, process: int) -> Iterator[str]:
    """A worker's memory after mixed requests; the first page's size on the way."""
    paths = [path for _name, path in pages(town)]
    for number in range(REQUESTS):
        door.milliseconds(paths[number % len(paths)])
    workers = psutil.Process(process).children()
    megabytes = max(one.memory_info().rss for one in workers) / 2**20
    kilobytes = first_load(door) / 1024
    say(
        f"A web worker after {REQUESTS:,} requests: {megabytes:.0f} MB "
        f"(≤ {MOST_MEGABYTES}). First page with its files: {kilobytes:.0f} KB "
        f"(≤ {MOST_KILOBYTES})."
    )
    if megabytes > MOST_MEGABYTES:
        yield f"a web worker weighs {megabytes:.0f} MB"
    if kilobytes > MOST_KILOBYTES:
        yield f"the first page weighs {kilobytes:.0f} KB"


def first_load(door: Door) -> int:
    """Bytes over the wire: the front page and every file it names."""
    _status, body = door.ask("GET", "/")
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    files = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', html))
    answers = [door.ask("GET", name.decode())[1] for name in sorted(files)]
    return len(body) + sum(map(len, answers))


def over(found: list[Cost]) -> Iterator[str]:
    """The pages that cost too much, or more in a larger project, by name."""
    for one in found:
        if one.many != one.few or one.many > MOST_QUERIES:
            yield f"{one.name}: {one.few} queries, later {one.many}"
        if one.times > MOST_TIMES:
            yield f"{one.name}: {one.times:.1f} × the one-query view"
        if one.growth and one.growth > MOST_GROWTH:
            yield f"{one.name}: grows to {one.growth:.2f} times"


def table(found: list[Cost]) -> str:
    lines = [
        f"| page | queries at {SIZES[0]:,} | at {SIZES[1]:,} | ms "
        f"| × one-query view (≤ {MOST_TIMES}) | growth (≤ {MOST_GROWTH}) |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.name} | {one.few} | {one.many} | {one.milliseconds:.1f} "
        f"| {one.times:.1f} | {f'{one.growth:.2f}' if one.growth else '–'} |"
        for one in found
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
