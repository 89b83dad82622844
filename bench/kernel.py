"""The least that a page of the same kind must do: one query, one template, no frame.

It runs in the same process model as the site and answers the question "how much of the
time is ours?". Addresses: /one/<id>/ and, by POST, /support/<id>/<person>/.
"""

import os

import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

settings.configure(
    SECRET_KEY="for measuring only",  # noqa: S106
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF=__name__,
    SENDING_SECONDS=60,  # for gunicorn.conf.py, which serves both
    DATABASES={
        "default": {
            **environ.Env.db_url_config(os.environ["DATABASE_URL"]),
            "CONN_MAX_AGE": 60,
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
application = get_wsgi_application()
PAGE = Template("<!doctype html><title>{{ text }}</title><h1>{{ text }}</h1>")
UPSERT = """
    with new as (
        insert into bench_support (idea, person) values (%s, %s)
        on conflict do nothing returning idea
    )
    update bench_idea set support = support + 1
    where id = (select idea from new) returning support
"""


def one(_request: HttpRequest, pk: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select text from phases_contribution where id = %s", [pk])
        [text] = cursor.fetchone()
    return HttpResponse(PAGE.render(Context({"text": text})))


def support(_request: HttpRequest, idea: int, person: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [idea, person])
    return HttpResponse("ok")


urlpatterns = [
    path("one/<uuid:pk>/", one),
    path("support/<int:idea>/<int:person>/", support),
]
