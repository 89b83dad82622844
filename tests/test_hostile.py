"""Whatever is sent or written, a page is an answer, and only ever a page of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template import base
from django.test import RequestFactory, override_settings

from coprod.forms import Renderer
from tests.conftest import STORAGES
from tests.hostile import Forms, bodies, forms_of
from tests.injected import (
    Numbered,
    name_of,
    pages_for,
    texts,
    traces,
    write_everywhere,
)
from tests.matrix.asking import HANDLER, Key, ask, keys
from tests.matrix.world import home
from tests.test_matrix import SETTINGS

PEOPLE = (
    *("fiona", "coordinator", "citizen", "evaluator"),
    *("admin", "superuser", "anonymous"),
)
OTHERS = ("/admin/login", "/demo/")  # Django's own; what signs in or lets time pass
UNSEEN = {  # on none of these pages; a new text stands on one, or here
    "admin.LogEntry.object_repr": "nobody administered anything here",
    "decisions.Challenge.reason": "a decision that nobody doubted is shown",
    "decisions.Remark.text": "a decision that nobody talked about is shown",
    "evaluation.Answer.text": "nobody answered in words here",
    "evaluation.Item.choices": "no question with choices is asked here",
    "participants.IdentityProvider.names": "read in other languages",
    "participants.Invitation.email": "only counted",
    "participants.Notice.words": "sent in letters",
    "phases.Comment.hidden_because": "what it hides is not on the page that is shown",
    "phases.Version.text": "nobody changed their words here",
    "projects.Webhook.address": "of another home than the one that is shown",
    "usersessions.UserSession.user_agent": "nobody came with a device here",
}
pytestmark = pytest.mark.django_db


@dataclass
class Walk:
    """The pages each of them finds, while code stands in every text of the site."""

    code: Numbered
    written: set[str]
    held: dict[str, Key]
    pages: dict[str, dict[str, str]]

    def forms(self) -> Iterator[tuple[Key, Forms]]:
        for who, pages in self.pages.items():
            found = Forms()
            for where, page in pages.items():
                found |= forms_of(where, page)
            ours = {one: found[one] for one in found if not one.startswith(OTHERS)}
            yield self.held[who], ours


@pytest.fixture(scope="module")
def walk(django_db_setup, django_db_blocker) -> Iterator[Walk]:
    ours = {"DEBUG_PROPAGATE_EXCEPTIONS": False, "STORAGES": STORAGES}
    with (
        override_settings(**SETTINGS | ours),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        world, code = home(), Numbered()
        held = keys(world)
        written = write_everywhere(code)
        found = {who: pages_for(world, held[who]) for who in PEOPLE}
        yield Walk(code, written, held, found)
        transaction.set_rollback(True)


# ------------------------------------------------------------------ what is written


def test_code_in_a_text_stays_a_text_on_every_page(walk):
    found = {
        f"{where} as {who}: {trace}"
        for who, pages in walk.pages.items()
        for where, page in pages.items()
        for trace in traces(page)
    }
    assert found == set()


def test_every_text_that_people_write_was_looked_at(walk):
    shown = {
        text
        for pages in walk.pages.values()
        for page in pages.values()
        for text in walk.code.on(page)
    }
    every = {name_of(one) for _model, fields in texts() for one in fields}
    assert every - shown == set(UNSEEN)


def test_canary_a_text_taken_for_ones_own_is_noticed(walk, monkeypatch):
    monkeypatch.setattr(base, "conditional_escape", str)
    where = next(iter(walk.pages["citizen"]))
    assert traces(ask(walk.held["citizen"], "GET", where, {}).body.decode())


# ------------------------------------------------------------------ what is sent


def faults(walk: Walk, times: int) -> list[str]:
    """A status of 500 or more, or a page that shows our inside."""
    found, done = [], set[str]()
    for key, forms in walk.forms():
        for where, names in forms.items():
            if where in done:
                continue
            done.add(where)
            for body in bodies(names, times, seed=where):
                status, content = send(key, where, body)
                if status >= 500 or b"Traceback" in content:
                    found.append(f"{where} {status} {body[:300]!r}")
                    break
    assert len(done) > 80, sorted(done)
    return found


def send(key: Key, where: str, body: bytes) -> tuple[int, bytes]:
    factory = RequestFactory(headers=key if isinstance(key, dict) else None)
    if isinstance(key, str):
        factory.cookies["sessionid"] = key
    cache.clear()
    with transaction.atomic():
        request = factory.generic(
            "POST", where, body, "application/x-www-form-urlencoded"
        )
        answer: Any = HANDLER(request.environ)
        content = b"" if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, content


def test_no_form_breaks(walk):
    assert faults(walk, times=4) == []


@pytest.mark.drill
def test_no_form_breaks_in_a_hundred_ways(walk):
    assert faults(walk, times=100) == []


def test_canary_a_form_that_breaks_is_noticed(walk, monkeypatch):
    def broken(*_args: object, **_words: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(Renderer, "render", broken)
    assert faults(walk, times=2)
