"""Rules and statistics are pure: an outside verifier can run them with Python alone.

They import the standard library, their own package and the ground below it. One module
may use scipy, for distributions nobody should write twice.
"""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ["decisions.rules", "evaluation.statistics", "phases.rules", "projects.rules"]
GROUND = "projects.rules."  # pure itself, and below them all
WITH_SCIPY = {"evaluation/statistics/student.py"}
OUTSIDE = {"os", "io", "pathlib", "socket", "sqlite3", "subprocess", "urllib", "http"}


def foreign(package, name, source):
    """Every import that is neither the standard library's nor the package's own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["." * node.level + (node.module or "")]
        else:
            continue
        for module in modules:
            top = module.partition(".")[0]
            own = f"{module}.".startswith((f"{package}.", GROUND))
            known = top in sys.stdlib_module_names and top not in OUTSIDE
            if not (own or known or (top == "scipy" and name in WITH_SCIPY)):
                yield f"{name}: {module or '.'}"


def sources():
    for package in PURE:
        for path in sorted((ROOT / package.replace(".", "/")).rglob("*.py")):
            yield package, str(path.relative_to(ROOT)), path.read_text()


def test_rules_and_statistics_need_nothing_but_python():
    read = list(sources())
    assert len(read) > 8
    assert [found for each in read for found in foreign(*each)] == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.db import models",
        "import projects.log",
        "from decisions.models import Decision",
        "from evaluation import statistics",
        "from . import types",
        "import scipy.stats",
        "from pathlib import Path",
        "def f():\n    import requests",
    ],
)
def test_canary_a_foreign_import_is_seen(source):
    assert list(foreign("decisions.rules", "decisions/rules/types.py", source))
