"""A part is away: what can go on goes on, the rest says so, and nothing is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from evaluation.models import Response
from participants.actions import invite_by_mail
from participants.rules.joining import Asked
from phases.actions import Words, contribute
from phases.models import Attachment, Contribution
from projects.models import Job
from tests.cast import Cast, make_cast
from tests.drills.letters import post_office
from tests.drills.site import FORM, Site, Visitor, site
from tests.drills.survey import SAID, counted, drained, rounds
from tests.phases import go_aheads
from tests.phases.enclosing import png
from tests.worker import crew, wait
from tools.places import unused_port

FINNISH = {"Accept-Language": "fi"}
UP = {"database": "ok", "redis": "ok", "files": "ok"}
NOT_NOW = "Tämä ei toimi juuri nyt"
SIGN_IN = "account_request_login_code"


@dataclass
class Town:
    cast: Cast
    web: Site
    carer: Visitor
    answers: list[str]  # where they are sent
    mail: int  # the port where nobody takes letters yet
    files: Path  # where what people attach lies


@pytest.fixture
def town(servers, tmp_path):
    mail, files = unused_port(), tmp_path / "files"
    env = {
        **servers.env,
        "COPROD_DEMO": "0",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail}",
        "MEDIA_ROOT": str(files),
    }
    with site(tmp_path, env) as web, crew(tmp_path / "log", env=env) as hands:
        hands.start("worker")
        cast = make_cast()
        carer = Visitor(web, cast.carer.user)
        yield Town(cast, web, carer, rounds(cast, 2), mail, files)


def sign_in(web: Site) -> tuple[int, str]:
    asked = {"email": "carer@example.org"}
    headers = {**FINNISH, **FORM}
    cookie, token = "c" * 32, {"X-CSRFToken": "c" * 32}
    headers |= {"Cookie": f"csrftoken={cookie}", **token}
    return web.ask("POST", reverse(SIGN_IN), asked, headers)


def parts(town: Town) -> tuple[int, dict[str, str]]:
    """What the site says of all it leans on. Who takes from which queue is no part."""
    status, found = town.web.ask("GET", "/readyz")
    return status, {name: found[name] for name in UP}


def test_without_redis_people_read_and_submit_but_nobody_tries_codes(town, servers):
    servers.kill("redis")
    assert parts(town) == (200, UP | {"redis": "down"})
    for path in ("/", reverse("project", args=[town.cast.project.pk]), "/my/"):
        assert town.carer.ask("GET", path)[0] == 200, path
    assert town.carer.ask("POST", town.answers[0], SAID)[0] == 201
    status, page = sign_in(town.web)
    assert status == 503
    assert NOT_NOW in page
    servers.start("redis")
    drained()
    assert counted() == 1
    assert parts(town) == (200, UP)
    with post_office(town.mail) as letters:
        assert sign_in(town.web)[0] == 302
    assert len(letters) == 1


def test_without_the_database_every_answer_says_so_in_ones_language(town, servers):
    assert town.carer.ask("POST", town.answers[0], SAID)[0] == 201
    servers.kill("postgres")
    assert town.web.ask("GET", "/healthz")[0] == 200
    assert parts(town) == (503, UP | {"database": "down"})
    for path in ("/", "/my/", reverse("project", args=[town.cast.project.pk])):
        status, page = town.carer.ask("GET", path, **FINNISH)
        assert status == 503
        assert '<html lang="fi"' in page
        assert NOT_NOW in page
    status, problem = town.carer.ask("GET", "/api/v1/projects/")
    assert (status, problem["code"]) == (503, "a_part_is_away")
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(town.carer.insist, town.answers[1], SAID)
        servers.start("postgres")
        assert sent.result()[0] == 201
    connection.close()
    drained()
    assert Response.objects.count() == counted() == 2


def test_without_mail_letters_wait_and_arrive_once(town):
    status, page = sign_in(town.web)
    assert status == 503
    assert NOT_NOW in page
    asked = Asked(group=town.cast.groups["Family carers"].pk)
    to = ["rosa@example.org", "olga@example.org"]
    invite_by_mail(by=town.cast.fiona, asked=asked, addresses=to, language="en")
    jobs = Job.objects.filter(task="participants.send_invitation")
    wait(lambda: jobs.filter(tries__gt=0).count() == 2, "Nobody tried to send.")
    with post_office(town.mail) as letters:
        wait(lambda: not jobs.filter(done_at=None).exists(), "Letters still wait.")
    assert sorted(one for one in to for letter in letters if one in letter) == sorted(
        to
    )
    assert len(letters) == 2


# ------------------------------------------------------------------ files


@contextmanager
def away(files: Path) -> Iterator[None]:
    """What they lie on is gone: nothing can be opened there."""
    kept = files.rename(files.with_name("kept"))
    files.touch()
    yield
    files.unlink()
    kept.rename(files)


@contextmanager
def full(_files: Path) -> Iterator[None]:
    """The system takes not one byte more into a file of the web or the worker."""
    ours = [
        each
        for each in psutil.Process().children(recursive=True)
        if {"gunicorn", "tests.faults"} & set(each.cmdline())
    ]
    for each in ours:
        each.rlimit(psutil.RLIMIT_FSIZE, (0, psutil.RLIM_INFINITY))
    yield
    for each in ours:
        each.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))


def attach(town: Town, need: Contribution, colour: str) -> Attachment:
    """Over HTTP, as an app sends a picture."""
    picture = SimpleUploadedFile("a.png", png(colour=colour))
    said = {"file": picture, "description": "A chair.", "language": "en"}
    where = reverse("api:attachments", args=[need.pk])
    body = encode_multipart(BOUNDARY, said)
    status, made = town.carer.ask("POST", where, body, Content_Type=MULTIPART_CONTENT)
    assert status == 201, made
    return Attachment.objects.get(pk=made["id"])


def lies_there(kept: Attachment) -> bool:
    return not Attachment.objects.filter(pk=kept.pk).exclude(content=b"").exists()


@pytest.mark.parametrize(("trouble", "read"), [(away, 503), (full, 200)])
def test_where_no_file_can_be_kept_pictures_wait_and_none_is_lost(town, trouble, read):
    board = go_aheads.opened(town.cast, "co_commission").activities.get()
    words = Words("need", "A chair at the bus stop.")
    need = contribute(by=town.cast.carer, activity=board, words=words)
    first = attach(town, need, "teal")
    wait(lambda: lies_there(first), "It was not put away.")
    with trouble(town.files):
        assert parts(town) == (200, UP | {"files": "down"})
        assert town.carer.ask("GET", need.get_absolute_url())[0] == 200
        second = attach(town, need, "red")
        job = Job.objects.get(task="phases.put_attachment_away", done_at=None)
        wait(lambda: Job.objects.get(pk=job.pk).tries, "Nobody tried to keep it.")
        for picture, status in ((first, read), (second, 200)):
            where = reverse("api:attachment-file", args=[picture.pk])
            assert town.carer.ask("GET", where)[0] == status
    wait(lambda: lies_there(second), "It still waits.")
    kept = {one.name: one.read_bytes() for one in town.files.rglob("*.png")}
    assert len(kept) == 2
    assert kept[Path(str(second.file.name)).name] == bytes(second.content)
    assert parts(town) == (200, UP)
