"""make backup and make restore say in one line what is wrong."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools.test_launch import NOT_HANDED_ON, ROOT
from tools import places

KEEP = """
from tools import install, keeping, speech
install.python = lambda *groups: None  # it stands installed
speech.main(keeping.command)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    folder = places.throwaway_folder()
    yield folder
    shutil.rmtree(folder)


def make(what: str, data: Path, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in NOT_HANDED_ON}
    return subprocess.run(
        [sys.executable, "-c", KEEP, what],
        cwd=ROOT,
        env={**kept, "DATA": str(data), **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_folder_the_remedy_is_said(data):
    done = make("backup", data)
    assert done.returncode == 1
    assert done.stderr.strip() == ("✗ Say which folder. Remedy: make backup DIR=FOLDER")


def test_while_it_runs_it_is_left_alone(data, tmp_path):
    with places.hold(data):
        done = make("backup", data, DIR=str(tmp_path / "today"))
    assert "already runs" in done.stderr
    assert not (tmp_path / "today").exists()


def test_a_missing_setting_is_one_line():
    kept = {k: v for k, v in os.environ.items() if k != "SECRET_KEY"}
    done = subprocess.run(
        [sys.executable, "manage.py", "backup", "today"],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "SECRET_KEY" in line
    assert "docs/running.md" in line
