"""What an operator can see from outside, and what nobody can."""

import re
from errno import ENOSPC

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from coprod.metrics import REQUESTS
from projects import outbox
from projects.models import Job
from tests.cast import make_cast
from tests.test_health import NOWHERE

TOKEN = "only-for-prometheus"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


@pytest.fixture
def asked(client, settings):
    """What Prometheus reads, by name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def ask():
        told = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert told.status_code == 200
        assert told["Content-Type"].startswith("text/plain")
        return {
            (one.name, *one.labels.values()): one.value
            for family in text_string_to_metric_families(told.content.decode())
            for one in family.samples
        }

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("header", [None, "", "Bearer ", "Bearer wrong", TOKEN + "x"])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_without_the_token_there_is_no_such_address(client, settings, token, header):
    settings.METRICS_TOKEN = token
    headers = {} if header is None else {"Authorization": header}
    assert client.get("/metrics", headers=headers).status_code == 404


def requests(asked, *labels):
    return asked().get(("coprod_request_seconds_count", *labels), 0)


@pytest.mark.django_db
def test_requests_are_counted_by_route_and_answer(client, asked):
    found, missing = ("GET", "healthz", "200"), ("GET", "", "404")
    before = requests(asked, *found), requests(asked, *missing)
    client.get("/healthz")
    client.get("/healthz?with=this")
    client.get("/nowhere/")
    after = requests(asked, *found), requests(asked, *missing)
    assert (after[0] - before[0], after[1] - before[1]) == (2, 1)


@pytest.mark.django_db
def test_the_outbox_tells_its_depth_and_its_age(asked):
    late, now = "projects.late", "projects.now"
    with transaction.atomic():
        for task in (late, now, now):
            outbox.put(task, 1)
    jobs = Job.objects
    jobs.filter(task=late).update(
        tries=2, due_at="2026-01-01T00:00Z", wake_at="2999-01-01T00:00Z"
    )
    jobs.filter(pk=jobs.filter(task=now)[0].pk).update(due_at="2999-01-01T00:00Z")
    told = asked()
    assert told["coprod_jobs", "failing", late] == 1
    assert told["coprod_jobs", "waiting", now] == 1
    assert told["coprod_jobs", "later", now] == 1
    assert told["coprod_job_oldest_seconds",] > 24 * 3600
    jobs.update(done_at="2026-01-01T00:00Z")
    assert asked()["coprod_job_oldest_seconds",] == 0


@pytest.mark.django_db
def test_a_part_that_is_away_is_told(asked):
    with override_settings(CACHES=NOWHERE):
        told = asked()
    assert (told["coprod_up", "database"], told["coprod_up", "redis"]) == (1, 0)


def test_without_a_database_the_rest_is_told(asked):
    told = asked()  # a test that asked for none has none
    assert told["coprod_up", "database"] == 0
    assert not any(name.startswith("coprod_job") for name, *_labels in told)


@pytest.mark.django_db
def test_it_names_nobody(client, asked):
    cast = make_cast()
    client.force_login(cast.carer.user)
    for path in ("/my/", reverse("project", args=[cast.project.pk]), "/?q=Carer"):
        client.get(path)
    words = " ".join(map(str, asked()))
    assert "projects/<uuid:pk>/" in words
    assert not ID.search(words)
    assert "carer" not in words.lower()


@pytest.mark.django_db
def test_a_disk_that_is_full_costs_a_figure_and_no_answer(client, monkeypatch):
    def full(*_labels):
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(REQUESTS, "labels", full)
    assert client.get("/privacy/").status_code == 200
