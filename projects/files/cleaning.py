"""Makes a file that somebody sent harmless, in a process of its own.

In the request, not in a worker: whoever sends a picture learns at once whether it was
taken, and nothing that was not made harmless is ever kept. In a process of its own,
because decoders are written in C: one that crashes, hangs or eats memory costs this
upload, not the web worker and the three other people it is answering.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from projects.files.kinds import Clean, RefusedError, check

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"LANG": "C.UTF-8"}  # nothing of ours: no key, no address of a database
PATIENCE = 15  # seconds
AT_ONCE = BoundedSemaphore(1)  # in one web process: its other threads stay free
TURN = 1  # second to wait for it


def clean(content: bytes) -> Clean:
    """The file made anew.

    Raises RefusedError with the code of a reason.
    """
    check(content)
    if not AT_ONCE.acquire(timeout=TURN):
        raise RefusedError("busy")
    try:
        head, _, body = _apart(content).partition(b"\n")
    finally:
        AT_ONCE.release()
    said = json.loads(head)
    if "refused" in said:
        raise RefusedError(said["refused"])
    return Clean(content=body, **said)


def _apart(content: bytes) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "projects.files"],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env=ENVIRONMENT,
            timeout=PATIENCE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise RefusedError("unreadable") from error
    return done.stdout
