"""Is it alive, and which part is down. No database in most of these: that is a part."""

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import override_settings

NOWHERE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "unix:///nowhere/redis.sock?db=0",
    }
}


def parts(answer):
    """All but the queues: workers are not always there while this runs."""
    told = answer.json()
    return {name: told[name] for name in told if not name.startswith("queue ")}


@pytest.mark.django_db
def test_with_all_parts_up_it_is_ready(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert parts(answer) == {"database": "ok", "redis": "ok", "files": "ok"}


@pytest.mark.django_db
def test_without_redis_it_says_so_and_goes_on(client):
    with override_settings(CACHES=NOWHERE):
        answer = client.get("/readyz")
    assert answer.status_code == 200
    assert parts(answer) == {"database": "ok", "redis": "down", "files": "ok"}


@pytest.mark.django_db
def test_where_no_file_can_be_kept_it_says_so_and_goes_on(client, settings, tmp_path):
    taken = tmp_path / "files"
    taken.touch()  # no folder can be here
    disk = "django.core.files.storage.FileSystemStorage"
    at = {"BACKEND": disk, "OPTIONS": {"location": taken}}
    settings.STORAGES = {**settings.STORAGES, "default": at}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert parts(answer) == {"database": "ok", "redis": "ok", "files": "down"}


@pytest.mark.django_db
def test_asking_leaves_no_file(client):
    client.get("/readyz")
    assert default_storage.listdir("") == ([], [])


def test_without_a_database_it_says_so(client):
    answer = client.get("/readyz")  # a test that asked for none has none
    assert answer.status_code == 503
    assert parts(answer) == {"database": "down", "redis": "ok", "files": "ok"}


def test_a_process_without_any_part_still_lives(client):
    with override_settings(CACHES=NOWHERE):
        answer = client.get("/healthz")
        ready = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert parts(ready) == {"database": "down", "redis": "down", "files": "ok"}


@pytest.mark.django_db
def test_a_queue_that_no_worker_takes_from_is_told(client):
    """test_launch sees real workers; here one was there, and none for the other."""
    cache.set("worker:celery", True, 30)  # noqa: FBT003
    cache.delete("worker:long")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["queue celery"], told["queue long"]) == ("ok", "down")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nobody_keeps_an_old_answer(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]
