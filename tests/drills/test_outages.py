"""A part is away: what can go on goes on, the rest says so, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.db import connection
from django.urls import reverse

from evaluation.models import Response
from participants.actions import invite_by_mail
from participants.rules.joining import Asked
from projects.models import Job
from tests.cast import Cast, make_cast
from tests.drills.letters import post_office
from tests.drills.site import FORM, Site, Visitor, site
from tests.drills.survey import SAID, counted, drained, rounds
from tests.worker import crew, wait
from tools.places import unused_port

FINNISH = {"Accept-Language": "fi"}
NOT_NOW = "Tämä ei toimi juuri nyt"
SIGN_IN = "account_request_login_code"


@dataclass
class Town:
    cast: Cast
    web: Site
    carer: Visitor
    answers: list[str]  # where they are sent
    mail: int  # the port where nobody takes letters yet


@pytest.fixture
def town(servers, tmp_path):
    mail = unused_port()
    env = {
        **servers.env,
        "COPROD_DEMO": "0",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail}",
    }
    with site(tmp_path, env) as web, crew(tmp_path / "log", env=env) as hands:
        hands.start("worker")
        cast = make_cast()
        carer = Visitor(web, cast.carer.user)
        yield Town(cast, web, carer, rounds(cast, 2), mail)


def sign_in(web: Site) -> tuple[int, str]:
    asked = {"email": "carer@example.org"}
    headers = {**FINNISH, **FORM}
    cookie, token = "c" * 32, {"X-CSRFToken": "c" * 32}
    headers |= {"Cookie": f"csrftoken={cookie}", **token}
    return web.ask("POST", reverse(SIGN_IN), asked, headers)


def test_without_redis_people_read_and_submit_but_nobody_tries_codes(town, servers):
    servers.kill("redis")
    assert town.web.ask("GET", "/readyz") == (503, {"database": "ok", "redis": "down"})
    for path in ("/", reverse("project", args=[town.cast.project.pk]), "/my/"):
        assert town.carer.ask("GET", path)[0] == 200, path
    assert town.carer.ask("POST", town.answers[0], SAID)[0] == 201
    status, page = sign_in(town.web)
    assert status == 503
    assert NOT_NOW in page
    servers.start("redis")
    drained()
    assert counted() == 1
    assert town.web.ask("GET", "/readyz")[0] == 200
    with post_office(town.mail) as letters:
        assert sign_in(town.web)[0] == 302
    assert len(letters) == 1


def test_without_the_database_every_answer_says_so_in_ones_language(town, servers):
    assert town.carer.ask("POST", town.answers[0], SAID)[0] == 201
    servers.kill("postgres")
    assert town.web.ask("GET", "/healthz")[0] == 200
    assert town.web.ask("GET", "/readyz") == (503, {"database": "down", "redis": "ok"})
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
