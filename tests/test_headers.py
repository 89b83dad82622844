"""Headers, cookies, limits and error pages. The matrix asks this of every answer."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path, reverse

from coprod import urls
from tests.matrix import answers
from tests.matrix.answers import faults

ROOT = Path(__file__).parent.parent


def wrong_with(answer: Any) -> list[str]:
    return list(faults(answer, answer.content))


# ------------------------------------------------------------------ the check itself

GOOD = {
    **answers.HEADERS,
    "Content-Security-Policy": "; ".join(
        f"{name} {source}" for name, source in answers.POLICY.items()
    ),
}
PAGE = "<html><body>{}</body></html>"


def said(body: str = "", kind: str = "text/html", **headers: str) -> HttpResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(body, content_type=kind, headers=GOOD | given)


def test_a_clean_answer_has_no_fault():
    clean = '<a href="/projects/8f2a1c34-0d6e-4a51-9d8e-1f2b3c4d5e6f/?page=2:abc">'
    assert wrong_with(said(PAGE.format(clean + '<script src="/static/a.js">'))) == []
    assert wrong_with(said('{"id": null, "number": 3}', "application/json")) == []


@pytest.mark.parametrize(
    "header", ["X_Content_Type_Options", "Referrer_Policy", "X_Frame_Options"]
)
def test_canary_a_missing_header_is_noticed(header):
    assert wrong_with(said(**{header: ""}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-eval'"),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
        ("default-src 'self'", "default-src *"),
        ("frame-ancestors 'none'", ""),
    ],
)
def test_canary_a_weak_policy_is_noticed(old, new):
    policy = GOOD["Content-Security-Policy"].replace(old, new)
    assert wrong_with(said(Content_Security_Policy=policy))


@pytest.mark.parametrize(
    "inline",
    [
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p style="color: red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_canary_code_and_style_within_a_page_are_noticed(inline):
    assert wrong_with(said(PAGE.format(inline)))


@pytest.mark.parametrize(
    "numbered",
    [
        said(PAGE.format('<a href="/decisions/12/">')),
        said(PAGE.format('<form action="/decisions/?id=12">')),
        said('{"results": [{"id": 7}]}', "application/json"),
        said('{"author_id": "12"}', "application/json"),
        said(Location="/decisions/12/"),
    ],
)
def test_canary_numbers_in_a_row_are_noticed(numbered):
    assert wrong_with(numbered)


@pytest.mark.parametrize("lacking", ["secure", "httponly", "samesite"])
def test_canary_a_careless_cookie_is_noticed(lacking):
    answer = said()
    flags = {"secure": True, "httponly": True, "samesite": "Lax"}
    answer.set_cookie("sessionid", "1", **(flags | {lacking: None}))
    assert wrong_with(answer) == [f"The cookie sessionid is not {lacking}."]


# ------------------------------------------------------------------ error pages


@pytest.fixture
def broken(monkeypatch) -> Iterator[str]:
    """An address that fails inside."""

    def fail(_request):
        raise RuntimeError("the words of an exception")

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fail/", fail)])
    _forget_addresses()
    yield "/fail/"
    _forget_addresses()


def _forget_addresses() -> None:
    clear_url_caches()


def checked(answer: Any, status: int) -> str:
    """The text of an error page, which says in words what is the matter."""
    assert answer.status_code == status
    assert wrong_with(answer) == []
    text: str = answer.content.decode()
    assert "<h1" in text
    assert "Traceback" not in text
    return text


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_is_told_so():
    checked(Client(headers={"host": "evil.example"}).get("/"), 400)


@pytest.mark.django_db
def test_a_refusal_shows_its_reason(client, cast):
    client.force_login(cast.carer.user)
    answer = client.get(reverse("desk", args=[cast.project.pk]))
    assert "Only facilitators can do this" in checked(answer, 403)


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_with_words(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.carer.user)
    answer = client.post(reverse("participants:save_profile"), {"name": "Mallory"})
    checked(answer, 403)


@pytest.mark.django_db
def test_what_is_not_there_is_told_so(client):
    checked(client.get("/nothing/"), 404)


@pytest.mark.django_db
def test_a_wrong_way_to_ask_is_told_so(client):
    checked(client.post("/privacy/"), 405)


@pytest.mark.django_db
def test_our_own_mistake_is_told_without_what_is_inside(client, broken):
    client.raise_request_exception = False
    text = checked(client.get(broken), 500)
    assert "the words of an exception" not in text


# ------------------------------------------------------------------ limits


@pytest.mark.parametrize("length", [str(settings.BODY_LIMIT + 1), "-1", "a lot"])
def test_a_body_that_is_too_large_is_not_read(client, length):
    answer = client.post("/account/login/", CONTENT_LENGTH=length)
    assert "12.0\xa0MB" in checked(answer, 413)


def test_without_a_file_a_twelfth_of_it_is_too_large(client):
    answer = client.post(
        "/account/login/",
        "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1),
        content_type="application/x-www-form-urlencoded",
    )
    assert "1.0\xa0MB" in checked(answer, 413)


def test_software_hears_it_in_its_own_way(client):
    too_long = str(settings.BODY_LIMIT + 1)
    answer = client.post("/api/v1/projects/", CONTENT_LENGTH=too_long)
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.django_db
def test_a_form_larger_than_any_of_ours_is_refused(client, cast):
    client.force_login(cast.carer.user)
    where = reverse("participants:save_profile")
    large = {"name": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    checked(client.post(where, large), 400)
    checked(client.post(where, {f"f{at}": "1" for at in range(501)}), 400)


# ------------------------------------------------------------------ over https

OVER_HTTPS = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"]["BACKEND"] = plain  # nothing is collected here
client = Client(headers={"host": "coprod.example"})
page = client.get("/account/login/code/?lang=ar", secure=True)
print(json.dumps({
    "sends to": client.get("/privacy/")["Location"],
    "probe": client.get("/healthz").status_code,
    "hsts": page["Strict-Transport-Security"],
    "cookies": {
        name: [bool(cookie[flag]) for flag in ("secure", "httponly", "samesite")]
        for name, cookie in page.cookies.items()
    },
    "session": [
        settings.SESSION_COOKIE_SECURE,
        settings.SESSION_COOKIE_HTTPONLY,
        bool(settings.SESSION_COOKIE_SAMESITE),
    ],
}))
"""


def test_over_https_every_cookie_is_secure_and_http_leads_there():
    env = os.environ | {
        "SITE_ADDRESS": "https://coprod.example",
        "ALLOWED_HOSTS": "coprod.example",
        "DJANGO_SETTINGS_MODULE": "coprod.settings",
    }
    command = [sys.executable, "-c", OVER_HTTPS]
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["sends to"] == "https://coprod.example/privacy/"
    assert told["probe"] == 200
    assert told["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert told["cookies"].keys() == {"csrftoken", "language"}
    every = [*told["cookies"].values(), told["session"]]
    assert all(flags == [True, True, True] for flags in every)
