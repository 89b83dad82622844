"""A PostgreSQL and a Redis of the drills' own: to be killed, and started again."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
from redis import Redis

from tools import services
from tools.children import Child, Children
from tools.places import CHECKOUT

OURS: dict[str, Callable[..., str]] = {
    "postgres": services.own_postgres,
    "redis": services.own_redis,
}


def kill(children: Children, name: str) -> None:
    """SIGKILL for a process and all of its own; gone when this returns."""
    for child in [one for one in children.all if one.name == name]:
        children.all.remove(child)
        family = []
        with suppress(psutil.NoSuchProcess):  # it may have died by itself
            parent = psutil.Process(child.process.pid)
            family = [parent, *parent.children(recursive=True)]
        for one in family:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        child.process.wait()
        psutil.wait_procs(family)


class Servers:
    """As `make run` has them: what they acknowledged is on the disk."""

    def __init__(self, children: Children, folder: Path) -> None:
        self._children, self._folder = children, folder
        self.addresses = {name: self.start(name) for name in OURS}
        self._prepare()

    @property
    def env(self) -> dict[str, str]:
        """What a process of the site needs, to be at home here."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "coprod.settings",
            "DATABASE_URL": self.addresses["postgres"],
            "REDIS_URL": self.addresses["redis"],
            "STATIC_ROOT": str(self._folder / "static"),
        }

    def start(self, name: str) -> str:
        return OURS[name](self._children, self._folder, self._folder, lasting=True)

    def kill(self, name: str) -> None:
        kill(self._children, name)

    def mend(self) -> None:
        """Start what a drill left dead."""
        for name in OURS:
            if not self._running(name):
                self.start(name)

    def begin_anew(self) -> None:
        """A database as after the migrations, and an empty Redis."""
        name = f"drill_{uuid4().hex[:8]}"
        with self._administration() as administration:
            administration.execute(f"CREATE DATABASE {name} TEMPLATE coprod")
        with Redis.from_url(self.addresses["redis"]) as redis:
            redis.flushall()
        place, _, _name = self.addresses["postgres"].rpartition("/")
        self.addresses["postgres"] = f"{place}/{name}"

    def _running(self, name: str) -> list[Child]:
        return [child for child in self._children.all if child.name == name]

    def _administration(self) -> "psycopg.Connection":
        return psycopg.connect(
            f"host={self._folder} user=coprod dbname=postgres", autocommit=True
        )

    def _prepare(self) -> None:
        """Migrate once; every drill begins with a copy."""
        for words in (["migrate"], ["collectstatic", "--no-input"]):
            command = [sys.executable, "manage.py", *words, "--verbosity", "0"]
            subprocess.run(command, env=self.env, cwd=CHECKOUT, check=True)
