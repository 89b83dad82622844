"""make test: every test against real servers and a real browser, on a bare machine."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools import apt, install, services
from tools.places import CHECKOUT, PYTHON
from tools.speech import CI, Command, main, run, say

PACKAGES = ("redis-server", "chromium", "gettext", "fonts-noto-core")
NO_BROWSER = (
    "every test in a browser: there is no Chromium. Remedy: sudo apt install chromium "
    "(Debian) or sudo snap install chromium (Ubuntu)"
)
NO_DATA = "every test on real data: there is no folder {} (COPROD_REAL_DATA=DIR)"


def command(which: str = "not drill") -> int:
    """All but the drills, or the drills alone."""
    apt.ensure(*PACKAGES)
    install.python("base", "dev", *(["local"] if services.needs_wheels() else []))
    install.front_end()
    run([PYTHON, "-m", "tools.messages", "compile"], otherwise="A .po file is broken.")
    real = Path(os.environ.get("COPROD_REAL_DATA") or CHECKOUT.parent / "shared/data")
    left_out = _left_out(real)
    with services.throwaway() as addresses, tempfile.TemporaryDirectory() as static:
        env = {
            "SECRET_KEY": "for tests only",
            "COPROD_DEMO": "1",
            **os.environ,
            **addresses,
            "COPROD_REAL_DATA": str(real.resolve()),
            "STATIC_ROOT": static,
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps an event loop
        }
        pytest: Command = [PYTHON, "-m", "pytest", *_arguments(which, left_out)]
        code = subprocess.run(pytest, env=env, cwd=CHECKOUT, check=False).returncode
    for reason in left_out.values():
        say(f"\n!!! NOT RUN: {reason}")
    return code or (1 if CI and "browser" in left_out else 0)


def _left_out(real: Path) -> dict[str, str]:
    """The markers this machine cannot serve, each with why."""
    reasons = {}
    if apt.chromium() is None:
        reasons["browser"] = NO_BROWSER
    if not real.is_dir():
        reasons["real"] = NO_DATA.format(real)
    return reasons


def _arguments(which: str, left_out: Iterable[str]) -> list[str]:
    """Ours first, so that what a person gives has the last word."""
    processes = min(len(os.sched_getaffinity(0)), 8)
    # Tests of a file share what is costly to set up, so they stay in one process.
    ours = ["-n", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"]
    markers = " and ".join([which, *(f"not {marker}" for marker in left_out)])
    return [*ours, "-m", markers, *shlex.split(os.environ.get("ARGS", ""))]


if __name__ == "__main__":
    main(command)
