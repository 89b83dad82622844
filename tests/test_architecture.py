"""Imports point one way, and nothing grows out of sight.

Between apps imports point to the left, inside an app downwards. Modules of one
package may import each other, but not in a circle. Reads the syntax trees, so an
import inside a function counts as well. There is no list of exemptions. The canaries
prove that each rule can turn this red.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ["projects", "participants", "decisions", "phases", "evaluation", "coprod"]
LINES = [  # a module imports only from lines below its own
    {"urls", "apps"},
    {"views", "api", "admin", "tasks", "management", "pages"},
    {"forms", "serializers"},
    {"actions"},
    {"lists"},
    {"exports", "mail"},
    {"permissions"},
    {"queries"},
    {"roles"},
    {"acts", "events", "methods"},
    {"endpoint"},
    {"log", "trying"},
    {"access", "outbox", "paging", "clock", "numbers", "languages", "editions"},
    {"addresses", "files", "locks", "outgoing", "prepared"},
    {"models"},
    {"rules", "statistics"},
]
LEVEL = {name: -depth for depth, line in enumerate(LINES) for name in line}
OPEN = {  # what another app may import; the rest of an app is its own business
    "access", "actions", "acts", "addresses", "clock", "editions", "endpoint",
    "events", "files", "languages", "lists", "locks", "log", "methods", "models",
    "numbers", "outbox", "outgoing", "paging", "permissions", "prepared", "queries",
    "roles", "rules", "statistics", "trying",
}  # fmt: skip
FREE = {"coprod", "migrations"}  # coprod mounts everything; migrations are history
BANNED = {"utils", "helpers", "services", "signals", "mixins", "constants", "schedule"}
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION, PARAMETERS = 300, 30, 6


def imports_of(source: str) -> Iterator[tuple[str, str]]:
    """Every (app, module.path) of ours that a source imports, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = ["relative.import"]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for app, _, rest in (name.partition(".") for name in names):
            if app in {*APPS, "relative"}:
                yield app, rest


def problems(app: str, module: str, source: str) -> Iterator[str]:
    if module in BANNED or (app != "coprod" and module not in LEVEL):
        yield f"{app}/{module}.py: no such kind of file"
        return
    for other, path in imports_of(source):
        name = path.partition(".")[0]
        arrow = f"{app}.{module} → {other}.{name}"
        if other == "relative":
            yield f"{app}.{module}: relative import"
        elif other == app:
            inside = name == module and "." in path  # a sibling in one package
            if app != "coprod" and not inside and LEVEL.get(name, 0) >= LEVEL[module]:
                yield f"{arrow}: upwards or sideways"
        elif APPS.index(other) > APPS.index(app):
            yield f"{arrow}: imports point left"
        elif app not in FREE and name not in OPEN:
            yield f"{arrow}: private to its app"


def module_of(path: Path) -> str:
    """phases/methods/board.py belongs to the line of its package."""
    return path.relative_to(ROOT).with_suffix("").parts[1]


def ours(*, also_init: bool = False) -> list[Path]:
    found = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
    return [
        path
        for path in found
        if "migrations" not in path.parts
        and (also_init or path.name != "__init__.py")
        and path.relative_to(ROOT).parts[1] != "__init__.py"
    ]


@pytest.mark.parametrize("path", ours(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path):
    app = path.relative_to(ROOT).parts[0]
    assert not list(problems(app, module_of(path), path.read_text()))


@pytest.mark.parametrize(
    ("app", "module", "source"),
    [
        ("projects", "models", "from participants.models import User"),
        ("projects", "log", "def f():\n    from decisions import acts"),
        ("decisions", "actions", "from phases.actions import open_phase"),
        ("phases", "actions", "from phases import tasks"),
        ("phases", "actions", "from phases.tasks import tell_facilitators"),
        ("phases", "acts", "from phases.actions import open_phase"),
        ("phases", "permissions", "import phases.actions"),
        ("phases", "views", "from phases.api import ContributionsApi"),
        ("phases", "models", "from phases.queries import phase_for"),
        ("evaluation", "actions", "from phases.forms import ContributionForm"),
        ("evaluation", "tasks", "from phases.tasks import tell_facilitators"),
        ("evaluation", "views", "from coprod.pages import desk"),
        ("phases", "views", "from .models import Phase"),
        ("phases", "utils", ""),
        ("phases", "schedule", ""),
    ],
)
def test_canary_a_wrong_import_is_seen(app, module, source):
    assert list(problems(app, module, source))


def test_what_the_design_allows_is_allowed():
    right = "from decisions.acts import Act\nfrom projects import log, outbox\n"
    assert not list(problems("phases", "acts", right))
    assert not list(problems("phases", "tasks", "from phases import actions"))
    sibling = "from decisions.actions.proposing import hold"
    assert not list(problems("decisions", "actions", sibling))


# ------------------------------------------------------------- no circles inside


def circle_in(sources: dict[str, str]) -> list[str]:
    """The modules of a circle among dotted module → source, or none."""
    graph = {
        module: {
            name
            for app, path in imports_of(source)
            for name in (f"{app}.{path}", f"{app}.{path}".rpartition(".")[0])
            if name in sources and name != module
        }
        for module, source in sources.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_module_imports_itself_in_the_end():
    sources = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text()
        for path in ours()
    }
    assert not circle_in(sources)


def test_canary_a_circle_is_seen():
    assert circle_in(
        {
            "phases.actions.a": "from phases.actions.b import x",
            "phases.actions.b": "from phases.actions.a import y",
        }
    )


# ------------------------------------------------------------------------- sizes


def too_large(source: str) -> Iterator[str]:
    if len(source.splitlines()) > LINES_OF_A_MODULE:
        yield "the module is too long"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = node.args
            named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
            given = [a for a in named if a.arg not in ("self", "cls")]
            if len(given) > PARAMETERS:
                yield f"{node.name} takes too much"
            if body_lines(node) > LINES_OF_A_FUNCTION:
                yield f"{node.name} is too long"


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the end."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize(
    "path", ours(also_init=True), ids=lambda path: str(path.relative_to(ROOT))
)
def test_nothing_is_too_large_to_take_in(path):
    assert not list(too_large(path.read_text()))


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * 301,
        "def f():\n" + "    x = 1\n" * 31,
        "def f(a, b, c, d, e, f, g): ...",
    ],
)
def test_canary_what_is_too_large_is_seen(source):
    assert list(too_large(source))
