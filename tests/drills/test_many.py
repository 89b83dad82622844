"""More of each is more containers: neither web nor worker holds anything of its own."""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from evaluation.models import Response
from phases.actions import Words, contribute
from phases.models import Contribution, Support
from tests.api.conftest import open_board
from tests.cast import make_cast
from tests.drills.servers import Servers
from tests.drills.site import Site, Visitor, site
from tests.drills.survey import SAID, carers, counted, drained, rounds
from tools.children import Children
from tools.places import CHECKOUT
from tools.run import PROCESSES

WEBS, OF_EACH, WORKERS = 3, 2, 4
PEOPLE, ROUNDS, AT_ONCE = 20, 8, 12
WELL = {200, 201, 204}
TOKEN = {"Authorization": "Bearer only-for-prometheus"}
METRICS = {"METRICS_TOKEN": "only-for-prometheus"}


class Spread:
    """A proxy without memory: every request goes to whichever web."""

    def __init__(self, webs: list[Site]) -> None:
        self._webs = webs
        self.told: Counter[int] = Counter()

    def ask(self, *what: Any) -> tuple[int, Any]:
        status, told = random.choice(self._webs).ask(*what)
        self.told[status] += 1
        return status, told


@contextmanager
def workers(folder: Path, servers: Servers) -> Iterator[None]:
    """As in a deployment: the commands of `make run`, and one clock."""
    with Children(folder) as children:
        for name, times in (
            ("worker", WORKERS // 2),
            ("long", WORKERS // 2),
            ("beat", 1),
        ):
            program, *words = PROCESSES[name]
            for number in range(times):
                own = ["--hostname", f"{name}{number}@drill", "--concurrency", "1"]
                if name == "beat":
                    own = ["--schedule", str(folder / "schedule")]
                command = [sys.executable, "-m", program, *words, *own]
                children.start(
                    f"{name}{number}", command, env=servers.env, cwd=CHECKOUT
                )
        yield


def requests_counted(webs: list[Site]) -> float:
    """What all webs together tell Prometheus of the API."""
    total = 0.0
    for web in webs:
        status, told = web.ask("GET", "/metrics", None, TOKEN)
        assert status == 200
        total += sum(
            sample.value
            for family in text_string_to_metric_families(told)
            for sample in family.samples
            if sample.name == "coprod_request_seconds_count"
            and sample.labels["route"].startswith("api/")
        )
    return total


def test_three_webs_and_four_workers_are_as_exact_as_one_of_each(servers, tmp_path):
    with ExitStack() as stack:
        webs = [
            stack.enter_context(
                site(tmp_path / str(number), servers.env | METRICS, processes=OF_EACH)
            )
            for number in range(WEBS)
        ]
        stack.enter_context(workers(tmp_path / "team", servers))
        cast, spread = make_cast(), Spread(webs)
        visitors, asked = carers(cast, spread, PEOPLE), rounds(cast, ROUNDS)
        words = Words("need", "Someone to ring in the first night.")
        need = contribute(by=cast.carer, activity=open_board(cast), words=words)
        where = f"/api/v1/activities/{need.activity_id}/contributions/"

        def visit(visitor: Visitor, round: str) -> None:
            visitor.insist(round, SAID)
            visitor.ask("GET", where)
            visitor.ask("PUT", f"/api/v1/contributions/{need.pk}/support/")
            visitor.insist(where, {"kind": "need", "text": "A bench."})

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda pair: visit(*pair), product(visitors, asked)))
        drained()
        visits = PEOPLE * ROUNDS
        assert spread.told.keys() <= WELL, spread.told
        assert spread.told.total() == requests_counted(webs) == 4 * visits
    assert (Response.objects.count(), counted()) == (visits, visits)
    assert Contribution.objects.filter(text="A bench.").count() == visits
    need.refresh_from_db()
    assert Support.objects.filter(contribution=need).count() == need.support == PEOPLE
    lines = [
        json.loads(line)
        for log in tmp_path.glob("*/web/web.log")
        for line in log.read_text().splitlines()
    ]
    assert sum(line.get("status") in WELL for line in lines) >= 4 * visits
