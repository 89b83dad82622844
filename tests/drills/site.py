"""The site over HTTP, on the drills' own servers, and the people who use it."""

import http.client
import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import uuid4

from participants.models import User
from tests.drills.servers import kill
from tests.matrix.asking import session_of
from tools.children import Children
from tools.places import CHECKOUT, unused_port

PROCESSES, THREADS = 3, 8
PATIENCE = 120  # seconds until somebody who insists gives up
CSRF = "c" * 32
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Said = Mapping[str, object] | bytes | None
NOT_YET = {409, 429}  # the same is being answered, or too many at once


class Asked(Protocol):
    """Whatever answers requests: one site, or several behind a proxy."""

    def ask(
        self, method: str, path: str, said: Said, headers: Mapping[str, str]
    ) -> tuple[int, Any]: ...


class Site:
    """The web as a deployment has it; to be killed, and started again."""

    def __init__(
        self, children: Children, env: Mapping[str, str], entry: str, processes: int
    ) -> None:
        self._children, self._env, self._entry = children, env, entry
        self._processes = processes
        self.port = unused_port()
        self.start()

    def start(self) -> None:
        command = [
            *(sys.executable, "-m", "gunicorn", self._entry, "--preload"),
            *("--workers", str(self._processes), "--threads", str(THREADS)),
            *("--bind", f"127.0.0.1:{self.port}", "--no-control-socket"),
        ]
        env = {**self._env, "TMPDIR": str(self._children.logs)}  # what it leaves
        self._children.start("web", command, env=env, cwd=CHECKOUT)
        self._children.wait_for(self.answers, "The web did not answer")

    def kill(self) -> None:
        kill(self._children, "web")

    def answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return self.ask("GET", "/healthz")[0] == 200
        return False

    def ask(
        self,
        method: str,
        path: str,
        said: Said = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, Any]:
        """One request on a connection of its own: its status, and what it says."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = dict(headers or {})
            line.request(method, path, written(said, named), named)
            answer = line.getresponse()
            body = answer.read()
        finally:
            line.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, json.loads(body) if is_json else body.decode(
            errors="replace"
        )


def written(said: Said, headers: Mapping[str, str]) -> str | bytes:
    """As it is, as JSON, or as a form sends it."""
    if isinstance(said, bytes):
        return said
    if "form" in headers.get("Content-Type", ""):
        return urlencode(said or {}, doseq=True)
    return json.dumps(said)


class Visitor:
    """Somebody with a session."""

    def __init__(self, site: Asked, user: User | None) -> None:
        assert user, "Without an account there is no session."
        self._site = site
        self._headers = {
            "Cookie": f"sessionid={session_of(user)}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
        }

    def ask(
        self, method: str, path: str, said: Said = None, **headers: str
    ) -> tuple[int, Any]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._site.ask(method, path, said, self._headers | named)

    def insist(self, path: str, said: Said) -> tuple[int, Any]:
        """Send the same until it is acknowledged, as an app with a bad line does."""
        key, end = str(uuid4()), time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                status, told = self.ask("POST", path, said, Idempotency_Key=key)
                if status < 500 and status not in NOT_YET:
                    return status, told
            time.sleep(0.2)
        raise TimeoutError(f"{path} was not acknowledged.")


@contextmanager
def site(
    folder: Path,
    env: Mapping[str, str],
    entry: str = "coprod.wsgi",
    processes: int = PROCESSES,
) -> Iterator[Site]:
    folder.mkdir(exist_ok=True)
    with Children(folder / "web") as children:
        web = Site(children, env, entry, processes)
        yield web
        web.kill()
