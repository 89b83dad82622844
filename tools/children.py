"""The processes a command starts, and its promise to leave none behind."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tools.speech import StopError

PATIENCE = 15  # seconds for a child to end by itself
PARENT_DEATH = 1  # prctl's PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Kind:
    """How a process is started and ended."""

    serves: bool = False  # others lean on it: it goes when they have gone
    farewell: signal.Signals = signal.SIGTERM
    who: pwd.struct_passwd | None = None  # nobody: as ourselves


APP = Kind()


@dataclass(frozen=True)
class Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path
    kind: Kind

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return "\n".join(f"  {line}" for line in lines[-15:])


class Children:
    """Started one by one, ended together, whatever happens between."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.all: list[Child] = []

    def __enter__(self) -> Self:
        self.logs.mkdir(exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for serves in (False, True):
            _end([child for child in self.all if child.kind.serves is serves])
        self.all.clear()

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        kind: Kind = APP,
    ) -> Child:
        """Start a process in a session of its own: Ctrl-C reaches us, and we end it."""
        log = self.logs / f"{name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=cwd,
                start_new_session=True,
                preexec_fn=_dies_with_us(kind.farewell),
                user=kind.who.pw_uid if kind.who else None,
                group=kind.who.pw_gid if kind.who else None,
                extra_groups=[] if kind.who else None,
            )
        self.all.append(Child(name, process, log, kind))
        return self.all[-1]

    def check(self) -> None:
        """Say which one ended, if one did."""
        for child in self.all:
            if (code := child.process.poll()) is not None:
                how = f"exit code {code}" if code >= 0 else signal.Signals(-code).name
                raise StopError(
                    f"{child.name} has ended ({how}), so everything stops. "
                    f"Its last words, from {child.log}:\n{child.last_words()}"
                )

    def wait_for(
        self, ready: Callable[[], bool], what: str, seconds: int = 120
    ) -> None:
        """Wait until something is so; sooner if a child dies of it."""
        end = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > end:
                raise StopError(
                    f"{what} in {seconds} seconds. See the logs in {self.logs}"
                )
            time.sleep(0.05)

    def watch(self) -> None:
        """Stay until one ends or somebody interrupts."""
        while True:
            self.check()
            time.sleep(0.3)


def _dies_with_us(farewell: signal.Signals) -> Callable[[], None] | None:
    """If we are killed outright, the kernel says farewell to the children for us."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def ask_the_kernel() -> None:
        libc.prctl(PARENT_DEATH, farewell)

    return ask_the_kernel


def _end(children: Sequence[Child]) -> None:
    """Ask all, wait for all, then leave nobody."""
    for child in children:
        child.process.send_signal(child.kind.farewell)
    end = time.monotonic() + PATIENCE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(end - time.monotonic(), 0))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)  # what it left behind
        child.process.wait()
