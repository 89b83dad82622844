"""No process is left behind, whatever happens."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tools.children import Children
from tools.speech import StopError

ROOT = Path(__file__).parent.parent.parent
SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable, "-u", "-c",
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print('ready'); time.sleep(600)",
]  # fmt: skip
PARENT = """
import sys, time
from pathlib import Path
from tools.children import Children
with Children(Path(sys.argv[1])) as children:
    sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    child = children.start("sleeper", sleep)
    print(child.process.pid, flush=True)
    time.sleep(600)
"""


def gone(pid: int) -> bool:
    """Wait, within reason, for a process to be no more."""
    try:
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE:
            process.wait(10)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        pass
    return not psutil.pid_exists(pid) or (
        psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    )


def test_all_are_ended_at_the_end(tmp_path):
    with Children(tmp_path) as children:
        pids = [children.start(name, SLEEP).process.pid for name in ("one", "two")]
    assert all(gone(pid) for pid in pids)


def test_one_that_will_not_end_is_killed_with_what_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.children.PATIENCE", 0.2)
    with Children(tmp_path) as children:
        child = children.start("stubborn", STUBBORN)
        children.wait_for(lambda: "ready" in child.log.read_text(), "It did not start")
        family = [child.process.pid, *_descendants(child.process.pid)]
    assert len(family) == 2
    assert all(gone(pid) for pid in family)


def test_when_one_ends_all_end_and_it_is_said_which_and_why(tmp_path):
    failing = [sys.executable, "-c", "raise SystemExit('no such folder')"]
    with Children(tmp_path) as children:
        other = children.start("web", SLEEP).process.pid
        children.start("worker", failing)
        with pytest.raises(StopError) as told:
            children.watch()
    assert "worker has ended (exit code 1)" in str(told.value)
    assert "no such folder" in str(told.value)
    assert gone(other)


def test_a_parent_killed_outright_leaves_nobody(tmp_path):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, tmp_path],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout
    with parent.stdout:
        child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert gone(child)


def test_what_does_not_come_up_is_said(tmp_path):
    with Children(tmp_path) as children:
        children.start("web", SLEEP)
        with pytest.raises(StopError, match="did not start in 0 seconds"):
            children.wait_for(lambda: False, "The web did not start", seconds=0)


def _descendants(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]
