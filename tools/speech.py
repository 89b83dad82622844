"""What these commands say: short lines, and one clear line when something is wrong."""

import errno
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

Command = list[str | Path]
CAUGHT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
REMEDIES = {
    errno.EACCES: "make it yours with sudo chown, or run this as its owner",
    errno.EPERM: "make it yours with sudo chown, or run this as its owner",
    errno.EROFS: "use a folder that can be written to",
    errno.ENOSPC: "free some space on this disk",
}
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


class StopError(Exception):
    """Something is wrong that a person can put right: one line, with the remedy."""


def say(line: str) -> None:
    print(line, flush=True)


def run(
    command: Sequence[str | Path],
    *,
    otherwise: str,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    who: pwd.struct_passwd | None = None,
) -> None:
    """Take a step in silence; when it fails show what it said, then stop with why."""
    done = subprocess.run(
        command,
        env=env,
        cwd=cwd,
        user=who.pw_uid if who else None,
        group=who.pw_gid if who else None,
        extra_groups=[] if who else None,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        print("\n".join(said[-25:]), file=sys.stderr)
        raise StopError(otherwise)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in CAUGHT:
        signal.signal(number, signal.SIG_IGN)  # one is enough: now clean up in peace
    raise KeyboardInterrupt


def main(command: Callable[[], int]) -> None:
    """Run a command of this folder; a stop is one line, never a traceback."""
    for number in CAUGHT:
        signal.signal(number, _interrupt)
    try:
        code = command()
    except StopError as stop:
        if str(stop):
            print(f"\n✗ {stop}", file=sys.stderr, flush=True)
        code = 1
    except OSError as error:
        if error.errno not in REMEDIES:
            raise
        what = f"{error.filename}: {error.strerror}"
        print(f"\n✗ {what}. Remedy: {REMEDIES[error.errno]}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        say("\nStopped.")
        code = 130
    sys.exit(code)
