"""The demonstration as `make run` starts it: prepared, told, and served by gunicorn."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from playwright.sync_api import Browser, Page, StorageState
from psycopg import sql

from tests.browser.person import Person
from tools.children import Children
from tools.places import CHECKOUT, unused_port
from tools.run import PROCESSES

VISITOR = "A visitor"
PEOPLE = (  # as the page of the demonstration offers them
    VISITOR,
    "A family carer",
    "A nurse",
    "A resident",
    "An evaluator",
    "A facilitator of the community side",
    "A pilot administrator",
)
STORY = 600  # seconds until the story is given up; on an idle machine it takes 30


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """On a database of its own. Gives its address."""
    port = unused_port()
    with _database() as database, Children(folder / "log") as children:
        env = {
            **os.environ,
            "COPROD_DEMO": "1",
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "coprod.settings",
            "SITE_ADDRESS": f"http://localhost:{port}",
            "STATIC_ROOT": str(folder / "static"),
            "MEDIA_ROOT": str(folder / "files"),
        }
        (folder / "static").mkdir()
        _prepare(env)
        command = [sys.executable, "-m", *PROCESSES["web"]]
        command += ["--bind", f"127.0.0.1:{port}"]
        children.start("web", command, env=env, cwd=CHECKOUT)
        children.wait_for(lambda: _answers(port), "The web did not answer")
        yield env["SITE_ADDRESS"]


@contextmanager
def _database() -> Iterator[str]:
    """A new one beside that of the tests, gone afterwards."""
    server, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    name = f"demo_{os.getpid()}"
    with psycopg.connect(**_server(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))


def _server() -> dict[str, Any]:
    told = settings.DATABASES["default"]
    words = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {word: told[key] for word, key in words.items() if told.get(key)}
    return {"dbname": "postgres", **given}


def _prepare(env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tools.prepare"]
    done = subprocess.run(
        command,
        env=env,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=STORY,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def signed_in(browser: Browser, address: str, who: str) -> StorageState:
    """The cookies of somebody of the story, by their one click."""
    context = browser.new_context(base_url=address)
    if who != VISITOR:
        page = context.new_page()
        page.goto("/demo/")
        heading = page.get_by_role("heading", name=who, exact=True)
        card = page.locator(".cp-card").filter(has=heading)
        card.get_by_role("button").click()
        page.wait_for_url("**/my/")
    state = context.storage_state()
    context.close()
    return state


def half_way_in(page: Page, link: str) -> list[str]:
    """Someone on their way through the steps of joining. The steps after the first."""
    visitor = Person(page)
    visitor.opens(link)
    if page.get_by_role("radio").count():  # the link leaves the group open
        visitor.chooses_first("")
    visitor.presses("Next: what you need")
    needs = page.url
    visitor.chooses("On a phone or computer")
    visitor.presses("Next: agree")
    return [needs, page.url]


def about_to_start(page: Page) -> list[str]:
    """Someone on their way to a project of their own. The screens after the first."""
    starter = Person(page)
    starter.opens("/projects/start/?lang=en")  # whatever their profile says
    starter.writes("Name", "A bench by the river")
    starter.writes("What it is for", "So that one can rest on the way to the shops.")
    starter.writes("What can be decided here", "Where it stands.")
    elsewhere = "What cannot be decided here, and who decides it"
    starter.writes(elsewhere, "The path: the council.")
    starter.chooses("Everyone can read it")
    starter.presses("Next: who takes part")
    groups = page.url
    starter.chooses_first("This is my own group")
    starter.presses("Next: check")
    return [groups, page.url]
