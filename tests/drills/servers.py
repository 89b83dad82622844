"""A PostgreSQL and a Redis of the drills' own: to be killed, and started again."""

import os
import subprocess
import sys
from collections.abc import Callable
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
        }

    def start(self, name: str) -> str:
        return OURS[name](self._children, self._folder, self._folder, lasting=True)

    def kill(self, name: str) -> None:
        """SIGKILL for it and all its children; gone when this returns."""
        [child] = self._running(name)
        self._children.all.remove(child)
        parent = psutil.Process(child.process.pid)
        family = [parent, *parent.children(recursive=True)]
        for one in family:
            one.kill()
        child.process.wait()
        psutil.wait_procs(family)

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
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=self.env, cwd=CHECKOUT, check=True)
