"""make check: everything that can be known without running a test."""

import os
import secrets
import subprocess
import tempfile

from tools import apt, install, services
from tools.places import CHECKOUT, PYTHON, VENV
from tools.speech import Command, main, say

BIN = VENV / "bin"
MANAGE: Command = [PYTHON, "manage.py"]
CHECKS: dict[str, Command] = {
    "ruff": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
    "types": [BIN / "mypy", "."],
    "templates": [BIN / "djlint", "templates", "--lint", "--quiet"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "messages": [PYTHON, "-m", "tools.messages", "check"],
}


def command() -> int:
    apt.insist("gettext")
    install.python("base", "dev", *(["local"] if services.needs_wheels() else []))
    install.front_end()
    with services.throwaway() as addresses, tempfile.TemporaryDirectory() as static:
        env = production(addresses, static)
        failed = [
            name for name, check in CHECKS.items() if not _passes(name, check, env)
        ]
    if failed:
        say(f"\n✗ {', '.join(failed)}")
    return 1 if failed else 0


def production(addresses: dict[str, str], static: str) -> dict[str, str]:
    """What a deployment would set: the strictest settings are the ones checked."""
    return {
        **{key: value for key, value in os.environ.items() if key != "COPROD_DEMO"},
        **addresses,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "SITE_ADDRESS": "https://coprod.example.org",
        "ALLOWED_HOSTS": "coprod.example.org",
        "STATIC_ROOT": static,
    }


def _passes(name: str, check: Command, env: dict[str, str]) -> bool:
    done = subprocess.run(
        check, env=env, cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    say(f"{'✓' if done.returncode == 0 else '✗'} {name}")
    if done.returncode:
        say((done.stdout + done.stderr).strip())
    return done.returncode == 0


if __name__ == "__main__":
    main(command)
