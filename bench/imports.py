"""What bringing in a million answered questionnaires costs: `make bench ARGS=imports`.

Twenty files of 50,000 rows, the most that a file may have, through a worker and a relay
as production runs them. How much memory a process of the worker ever took, the kernel
remembers for us.
"""

import os
import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import psutil
from django.core.management import call_command

django.setup()

from bench.servers import say  # noqa: E402  (they need the set-up above)
from bench.world import KINDS, ask  # noqa: E402
from evaluation import actions  # noqa: E402
from evaluation.models import Aggregate, ImportBatch, Round  # noqa: E402
from participants.models import Participant  # noqa: E402
from projects.models import Job  # noqa: E402
from tests.cast import make_cast  # noqa: E402
from tools.children import Child, Children  # noqa: E402
from tools.places import CHECKOUT  # noqa: E402

FILES, ROWS = 20, 50_000
MOST_MEGABYTES = 300
PATIENCE = 3600
CREW = {
    "worker": ("worker", "--queues", "celery,long,relay", "--concurrency", "1"),
    "beat": ("beat", "--schedule", "{folder}/beat"),
}


def main() -> int:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    round = ask(cast)
    began = time.perf_counter()
    with TemporaryDirectory() as folder, Children(Path(folder)) as children:
        worker = start(children)
        for number in range(FILES):
            bring_in(children, cast.evaluator, round, file(number))
        children.wait_for(nothing_to_do, "Some work is not done", PATIENCE)
        taken, megabytes = time.perf_counter() - began, peak(worker)
    counted = Aggregate.objects.get(round=round, item=None, slice="all").n
    say(
        f"Bringing in {FILES} × {ROWS:,} × {len(KINDS)} and adding up: "
        f"{taken / 60:.0f} minutes, {FILES * ROWS / taken:.0f} rows a second. "
        f"{counted:,} are in the sums. The worker took {megabytes:.0f} MB at most "
        f"(≤ {MOST_MEGABYTES})."
    )
    return 0 if counted == FILES * ROWS and megabytes <= MOST_MEGABYTES else 1


def start(children: Children) -> Child:
    """The worker; beat goes with it."""
    made = [
        children.start(
            name,
            [
                *(sys.executable, "-m", "celery", "-A", "coprod"),
                *(word.format(folder=children.logs) for word in words),
            ],
            env=dict(os.environ),
            cwd=CHECKOUT,
        )
        for name, words in CREW.items()
    ]
    return made[0]


def bring_in(
    children: Children, by: Participant, round: Round, sent: actions.SentFile
) -> None:
    batch = actions.import_answers(by=by, round=round, file=sent)
    wait_until(children, batch, ImportBatch.State.CHECKED)
    actions.store_import(by=by, batch=batch, good_only=False)
    wait_until(children, batch, ImportBatch.State.DONE)


def nothing_to_do() -> bool:
    return not Job.objects.filter(done_at=None).exists()


def wait_until(children: Children, batch: ImportBatch, state: str) -> None:
    rows = ImportBatch.objects.filter(pk=batch.pk, state=state)
    children.wait_for(rows.exists, f"{batch} is not {state}", PATIENCE)


def file(number: int) -> actions.SentFile:
    """Rows with a name of their own and an answer to each question."""
    lines = [",".join(["id", *(f"q{at}" for at in range(len(KINDS)))])]
    lines += [row(at) for at in range(number * ROWS, (number + 1) * ROWS)]
    return actions.SentFile(f"{number}.csv", "\n".join(lines).encode(), {})


def row(at: int) -> str:
    scales = [1 + at * (3 + position) % 5 for position in range(7)]
    return ",".join(map(str, [at, *scales, 1 + at % 100, "abc"[at % 3], "abc"[at % 2]]))


def peak(worker: Child) -> float:
    """The most that any process of it ever held, in MB."""
    main = psutil.Process(worker.process.pid)
    held = [
        re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{each.pid}/status").read_text())
        for each in (main, *main.children())
    ]
    return max(int(most) for [most] in held) / 1024


if __name__ == "__main__":
    sys.exit(main())
