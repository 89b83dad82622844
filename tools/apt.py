"""What Debian and Ubuntu give, put in by root where it is missing."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.speech import CI, StopError, say

POLICY = Path("/usr/sbin/policy-rc.d")


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def _noto() -> bool:
    folders = Path("/usr/share/fonts").rglob("NotoSansArabic-Regular.ttf")
    return next(folders, None) is not None


def _ensurepip() -> bool:
    importlib.invalidate_caches()  # it may have come a moment ago
    return importlib.util.find_spec("ensurepip") is not None


PRESENT: dict[str, Callable[[], object]] = {
    "redis-server": lambda: (
        shutil.which("redis-server") or shutil.which("valkey-server")
    ),
    "chromium": chromium,
    "gettext": lambda: shutil.which("xgettext"),
    "fonts-noto-core": _noto,  # Arabic and Cyrillic
    "python3-venv": _ensurepip,
}


def ensure(*packages: str) -> list[str]:
    """Install what is missing, if we are root. Gives what is missing still."""
    missing = [name for name in packages if not PRESENT[name]()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {', '.join(missing)} …")
        with _no_autostart():
            _apt("update")
            for name in missing:  # one by one: what one release lacks, it lacks alone
                _apt("install", "--yes", "--no-install-recommends", name)
        missing = [name for name in missing if not PRESENT[name]()]
    return missing


def insist(*packages: str) -> None:
    """The same, for what a command cannot do without."""
    if missing := ensure(*packages):
        names = " ".join(missing)
        raise StopError(f"{names} is missing. Remedy: sudo apt install {names}")


def _apt(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and CI:
        say(done.stdout[-2000:] + done.stderr[-2000:])


@contextmanager
def _no_autostart() -> Iterator[None]:
    """Debian starts a server when it installs one; ours are started by ourselves."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)
