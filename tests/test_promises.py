"""What the code promises and a reader cannot see from one place: who may use what.

Each rule names words that only some modules may use, with the reason. Ruff looks after
the rest (among its rules are bandit's, under S): see pyproject.toml.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOUSE = (
    *("coprod", "projects", "participants", "decisions", "phases", "evaluation"),
    *("templates",),
)


@dataclass(frozen=True)
class Rule:
    """What is looked for, in which files, and where alone it may stand."""

    why: str
    breaks: Callable[[str], bool]  # of a source
    bad: str
    good: str
    only_in: tuple[str, ...] = ()
    where: str = r"\.py$"


def uses(words: str) -> Callable[[str], bool]:
    return lambda source: not set(words.split()).isdisjoint(used(source))


def has(pattern: str) -> Callable[[str], bool]:
    return lambda source: re.search(pattern, source) is not None


PAGES, TEMPLATES = r"\.html$", r"\.(html|txt)$"
EDGES = r"/(views|api|pages|forms|serializers|templatetags)(/.*)?\.py$"
RULES = {
    "markup": Rule(
        "What people typed must stay escaped.",
        uses("mark_safe SafeText html_safe"),
        bad="from django.utils.safestring import mark_safe as m\nm(text)",
        good="format_html('<b>{}</b>', text)",
        only_in=("coprod/templatetags/look.py",),
    ),
    "forms from elsewhere": Rule(
        "No form of ours is taken from another site.",
        uses("csrf_exempt"),
        bad="@csrf_exempt\ndef view(request): ...",
        good="@require_POST\ndef view(request): ...",
    ),
    "messages": Rule(
        "A message may be lost: work for later is an outbox row.",
        uses("delay apply_async send_task"),
        bad="count.delay(1)",
        good="outbox.put('evaluation.count', round=round.pk)",
        only_in=("projects/tasks.py",),
    ),
    "going out": Rule(
        "Every request to the outside goes through the guarded door.",
        uses(
            "socket requests httpx httpcore urllib3 urlopen HTTPConnection "
            "HTTPSConnection"
        ),
        bad="import requests\nrequests.get(url)",
        good="outgoing.send(address, body, headers)",
        only_in=(
            "projects/outgoing.py",
            "coprod/oidc/transport.py",
        ),  # leads allauth to it
    ),
    "statements": Rule(
        "A statement of our own making is where injection begins.",
        uses("raw extra RawSQL"),
        bad="Project.objects.raw(f'SELECT {name}')",
        good="Project.objects.filter(name=name)",
        only_in=("coprod/oidc/transport.py",),  # the raw body of an answer
    ),
    "cursors": Rule(
        "Few places speak to the database directly, each for a stated reason.",
        uses("connection connections"),
        bad="from django.db import connection\nconnection.cursor()",
        good="rows.filter(pk=pk)",
        only_in=(
            *("coprod/health.py", "coprod/rewind.py", "projects/clock.py"),
            *("phases/queries/searching.py", "coprod/backups.py"),
            "evaluation/actions/adding.py",  # sums in one statement
            *("phases/actions/supporting.py", "projects/log.py"),  # so are these counts
            "projects/prepared.py",  # a compiler takes the connection of its thread
            "coprod/database/base.py",  # it is the connection
        ),
    ),
    "grants": Rule(
        "Django lets a superuser do everything; grants are read from projects.access.",
        uses("has_perm has_perms get_objects_for_user user_passes_test"),
        bad="if user.has_perm('projects.change_project', project): ...",
        good="if GRANT in grants(user, project): ...",
    ),
    "all-powerful": Rule(
        "Being superuser opens the administration and nothing else.",
        uses("is_superuser"),
        bad="if user.is_superuser: return YES",
        good="return no(_('Only facilitators may do this.'))",
        only_in=(
            *("participants/admin/", "participants/permissions/pilots.py"),
            *("participants/actions/grants.py", "participants/actions/pilots.py"),
            "evaluation/admin/",
            *("participants/queries/pilots.py", "participants/models/accounts.py"),
            "coprod/story/beginnings.py",
        ),
    ),
    "addresses of people": Rule(
        "Who asks is told by one function that knows how many proxies to believe.",
        uses("REMOTE_ADDR HTTP_X_FORWARDED_FOR"),
        bad="request.META['REMOTE_ADDR']",
        good="client_ip(request)",
    ),
    "settings": Rule(
        "The environment is read in one place.",
        uses("environ getenv"),
        bad="import os\nos.getenv('KEY')",
        good="settings.KEY",
        only_in=(
            *("coprod/settings.py", "coprod/celery.py", "coprod/wsgi.py"),
            "coprod/backups.py",
        ),
    ),
    "programs": Rule(
        "A request starts no program but the one that looks into what was sent.",
        uses("subprocess Popen system"),
        bad="import subprocess\nsubprocess.run(['convert'])",
        good="image.save(target)",
        only_in=("coprod/backups.py", "projects/files/cleaning.py"),
    ),
    "frozen objects": Rule(
        "What was sent in is data, never objects or code.",
        uses("pickle marshal shelve eval exec"),
        bad="import pickle\npickle.loads(body)",
        good="json.loads(body)",
    ),
    "chance": Rule(
        "What must not be guessed comes from secrets.",
        uses("random randint randrange"),
        bad="from random import randint\ncode = randint(0, 9)",
        good="code = secrets.randbelow(10)",
    ),
    "writing at the edges": Rule(
        "Every change is an action: it asks its rule and writes to the log.",
        uses("save create bulk_create bulk_update update_or_create get_or_create"),
        bad="project.save()",
        good="actions.rename(by=by, project=project, name=name)",
        where=EDGES,
    ),
    "waiting": Rule(
        "A request or a job that sleeps holds a process that somebody needs.",
        uses("sleep"),
        bad="time.sleep(1)",
        good="outbox.put('later', wake_at=at)",
    ),
    "cut-off rows": Rule(
        "Pages are cut by keyset: an offset costs what it skips, and skips what moved.",
        uses("Paginator LimitOffsetPagination PageNumberPagination CursorPagination"),
        bad="Paginator(rows, 20)",
        good="page(rows, 'number', cursor)",
    ),
}
IN_TEMPLATES = {
    "unescaped": Rule(
        "What people typed must stay escaped.",
        has(r"\|\s*(safe|safeseq)\b"),
        bad="{{ text|safe }}",
        good="{{ text|linebreaks }}",
        where=TEMPLATES,
    ),
    "escaping switched off": Rule(
        "Only in plain text, which no browser reads as a page.",
        has(r"\{%\s*autoescape\s+off"),
        bad="{% autoescape off %}{{ text }}{% endautoescape %}",
        good="{{ text }}",
        where=PAGES,
    ),
    "forms without a token": Rule(
        "A form that changes something says that it is ours.",
        has(r'<form\b[^>]*method="post"[^>]*>(?!(?s:(?:(?!</form>).)*csrf_token))'),
        bad='<form method="post"><button>Go</button></form>',
        good='<form method="post">{% csrf_token %}<button>Go</button></form>',
        where=TEMPLATES,
    ),
    "things from elsewhere": Rule(
        "A page tells no other site that it was read.",
        has(r"(?:src|srcset|poster)=[\"'](?:https?:)?//"),
        bad='<img src="https://tracker.example/1.png" alt="">',
        good='<img src="{% static \'map.svg\' %}" alt="">',
        where=TEMPLATES,
    ),
    "new windows": Rule(
        "Where a link opens is the reader's business.",
        has(r"target=[\"']_blank"),
        bad='<a href="/" target="_blank">Home</a>',
        good='<a href="/">Home</a>',
        where=TEMPLATES,
    ),
    "scripts in links": Rule(
        "A link leads to a place.",
        has(r"href=[\"']\s*javascript:"),
        bad='<a href="javascript:go()">Go</a>',
        good='<a href="/go/">Go</a>',
        where=TEMPLATES,
    ),
}


def used(source: str) -> Iterator[str]:
    """What a module imports, calls, decorates with, reads off something or looks up."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case (
                ast.Call(func=ast.Name(id=name))
                | ast.Attribute(attr=name)
                | ast.keyword(arg=str(name))
            ):
                yield name
            case (
                ast.FunctionDef(decorator_list=marks)
                | ast.ClassDef(decorator_list=marks)
            ):
                yield from (mark.id for mark in marks if isinstance(mark, ast.Name))
            case ast.Import(names=names):
                yield from (part for one in names for part in one.name.split("."))
            case ast.ImportFrom(module=module, names=names):
                yield from (module or "").split(".")
                yield from (one.name for one in names)
            case ast.Subscript(slice=ast.Constant(value=str() as key)):
                yield key


def files(rule: Rule) -> Iterator[Path]:
    """The modules or templates that it speaks of, but for those it lets be."""
    for path in sorted(path for room in HOUSE for path in (ROOT / room).rglob("*.*")):
        place = f"/{path.relative_to(ROOT)}"
        spoken_of = re.search(rule.where, place) and "/migrations/" not in place
        if spoken_of and not place[1:].startswith(rule.only_in or ("/",)):
            yield path


ALL = RULES | IN_TEMPLATES


@pytest.mark.parametrize("name", ALL)
def test_the_house_keeps_what_it_promises(name):
    rule = ALL[name]
    broken = [
        str(path.relative_to(ROOT))
        for path in files(rule)
        if rule.breaks(path.read_text())
    ]
    assert broken == [], rule.why


@pytest.mark.parametrize("name", ALL)
def test_canary_a_broken_promise_is_noticed(name):
    rule = ALL[name]
    assert rule.breaks(rule.bad)
    assert not rule.breaks(rule.good)
    assert list(files(rule)), "It looks at nothing."


@pytest.mark.parametrize("name", [name for name in RULES if RULES[name].only_in])
def test_no_exemption_outlives_what_it_was_for(name):
    rule = RULES[name]
    for place in rule.only_in:
        there = sorted((ROOT / place).rglob("*.py")) or [ROOT / place]
        assert any(rule.breaks(path.read_text()) for path in there), place
