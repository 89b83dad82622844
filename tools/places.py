"""Where things lie on this machine, and who may reach them."""

import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from tools.speech import StopError

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
SOCKET_ROOM = 107 - len("/coprod-12345678/.s.PGSQL.5432.lock")


def account() -> pwd.struct_passwd | None:
    """Who PostgreSQL runs as when we are root, which it refuses; else ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StopError(
        "PostgreSQL will not run as root. Remedy: useradd --system postgres"
    )


def reachable(path: Path) -> bool:
    """Whether that account gets as far as this path."""
    who = account()
    if who is None:
        return os.access(path, os.X_OK)
    done = subprocess.run(
        ["test", "-x", path], user=who.pw_uid, group=who.pw_gid, extra_groups=[],
        check=False,
    )  # fmt: skip
    return done.returncode == 0


def give(path: Path) -> None:
    """Make a folder the account's own, closed to everybody else."""
    path.mkdir(exist_ok=True)
    if who := account():
        os.chown(path, who.pw_uid, who.pw_gid)
    path.chmod(0o700)


def data_folder() -> Path:
    """What `make run` keeps. In the checkout, unless PostgreSQL could not get there."""
    given = os.environ.get("DATA")
    folder = Path(given).resolve() if given else CHECKOUT / ".local"
    if not given and account() and not reachable(CHECKOUT):
        name = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
        folder = Path("/var/lib") / f"coprod-{name}"
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o711)
    except OSError as error:
        raise StopError(
            f"Cannot write to {folder} ({error.strerror}). Remedy: sudo chown -R "
            f"{pwd.getpwuid(os.geteuid()).pw_name} {folder}, or make run DATA=DIR"
        ) from error
    if not reachable(folder):
        raise StopError(
            f"PostgreSQL's own account cannot reach {folder}. Remedy: open the folders "
            "above it to all (chmod o+x), or make run DATA=DIR"
        )
    return folder


def hold(folder: Path) -> IO[str]:
    """One `make run` per data folder; the kernel lets go when the holder dies."""
    lock = (folder / "lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        raise StopError(
            f"Coprod already runs from this folder (process {holder}). "
            "Remedy: use it, or stop it there with Ctrl-C."
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def throwaway_folder() -> Path:
    """A short-lived folder with a short name: a socket's path is 107 bytes at most."""
    for parent in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/run")):  # noqa: S108  (only to pick one)
        if len(str(parent)) <= SOCKET_ROOM and os.access(parent, os.W_OK):
            folder = Path(tempfile.mkdtemp(prefix="coprod-", dir=parent))
            give(folder)
            if reachable(folder):
                return folder
            shutil.rmtree(folder)
    raise StopError("No temporary folder can be used. Remedy: make run TMPDIR=/tmp")


def unused_port() -> int:
    """One that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
