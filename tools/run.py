"""make run: from a bare machine to a demonstration that works, in one command."""

import os
import secrets
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from tools import install, places, services
from tools.children import Children
from tools.places import CHECKOUT, PYTHON, VENV
from tools.speech import Command, StopError, main, say

PROCESSES = {
    "web": [
        "gunicorn", "coprod.wsgi", "--preload", "--workers", "2", "--threads", "4",
        "--no-control-socket",
    ],
    "worker": [
        "celery", "-A", "coprod", "worker", "--queues", "celery,relay",
        "--concurrency", "2",
    ],
    "long": [
        "celery", "-A", "coprod", "worker", "--queues", "long", "--concurrency", "2",
        "--hostname", "long@%h",
    ],
    "beat": ["celery", "-A", "coprod", "beat"],
}  # fmt: skip
SIGN_IN = """
  Coprod runs at    {address}
  Sign in           one click at {address}demo/ : a resident, a carer, a nurse,
                    a facilitator of each side, a pilot administrator
  Logs              {logs}
  Stop              Ctrl-C
"""
WITHOUT_DEMO = """
  Coprod runs at    {address}
  Sign in           with a code sent by e-mail (EMAIL_URL says how it is sent)
  Logs              {logs}
  Stop              Ctrl-C
"""


def command() -> int:
    port = free_port()
    data = places.data_folder()
    with ExitStack() as stack:
        stack.enter_context(places.hold(data))
        install.python("base", *(["local"] if services.needs_wheels() else []))
        install.front_end()
        sockets = places.throwaway_folder()
        stack.callback(shutil.rmtree, sockets, ignore_errors=True)
        children = stack.enter_context(Children(data / "log"))
        env = start(children, data, sockets, port, lasting=True)
        words = SIGN_IN if _is_on(env["COPROD_DEMO"]) else WITHOUT_DEMO
        say(words.format(address=f"{env['SITE_ADDRESS']}/", logs=children.logs))
        return _stay(children)


def start(
    children: Children, data: Path, sockets: Path, port: int, *, lasting: bool
) -> dict[str, str]:
    """Start everything, wait until each part has shown that it works."""
    say("Starting PostgreSQL and Redis …")
    addresses = services.start(children, data, sockets, lasting=lasting)
    env = environment(data, port) | addresses
    say("Preparing the database …")
    prepared = subprocess.run(
        [PYTHON, "-m", "tools.prepare"], env=env, cwd=CHECKOUT, check=False
    )
    if prepared.returncode:
        raise StopError  # it has said why
    say("Starting web, workers and beat …")
    _start(children, env, port, data)
    _prove(children, env, port)
    return env


def free_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise StopError(f"PORT={given} is no port. Remedy: make run PORT=8001")
    port = int(given)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise StopError(
                f"Port {port} is for root only. Remedy: make run PORT=8000"
            ) from None
        except OSError:
            raise StopError(
                f"Port {port} is in use. Remedy: stop what uses it, or "
                f"make run PORT={port + 1}"
            ) from None
    return port


def environment(data: Path, port: int) -> dict[str, str]:
    """The demonstration's settings; whatever the environment says goes first."""
    static = data / "static"
    static.mkdir(exist_ok=True)
    return {
        "COPROD_DEMO": "1",
        "SECRET_KEY": _secret_key(data / "secret_key"),
        "SITE_ADDRESS": f"http://localhost:{port}",
        "CONTACT_EMAIL": "hello@coprod.example",
        "STATIC_ROOT": str(static),
        "MEDIA_ROOT": str(data / "files"),
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "coprod.settings",
        "PYTHONUNBUFFERED": "1",
    }


def _is_on(setting: str) -> bool:
    """As settings read it."""
    return setting.lower() in {"1", "true", "yes", "on", "ok", "y"}


def _secret_key(file: Path) -> str:
    """Kept, so that people stay signed in from one run to the next."""
    file.touch(mode=0o600)
    if not file.read_text():
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def _start(children: Children, env: dict[str, str], port: int, data: Path) -> None:
    """The processes of a deployment; docker-compose.yml starts the same."""
    own: dict[str, Command] = {
        "web": ["--bind", f"127.0.0.1:{port}"],
        "beat": ["--schedule", data / "beat"],
    }
    for name, (program, *words) in PROCESSES.items():
        command = [VENV / "bin" / program, *words, *own.get(name, [])]
        children.start(name, command, env=env, cwd=CHECKOUT)


def _prove(children: Children, env: dict[str, str], port: int) -> None:
    """The web answers and workers do a task, or we do not say that it runs."""
    proof = subprocess.Popen([PYTHON, "-m", "tools.prove"], env=env, cwd=CHECKOUT)
    try:
        children.wait_for(lambda: _answers(port), "The web did not answer")
        children.wait_for(
            lambda: proof.poll() is not None, "The workers did not answer"
        )
    finally:
        proof.kill()
    if proof.wait():
        raise StopError(f"A worker does no work. Remedy: read {children.logs}")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _stay(children: Children) -> int:
    try:
        children.watch()
    except KeyboardInterrupt:
        say("\nStopping …")
    return 0


if __name__ == "__main__":
    main(command)
