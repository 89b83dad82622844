"""Test processes do not count each other's attempts or take each other's work."""

import os

import pytest
from django.conf import settings

from tests.apart import own_database


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("unix:///run/redis.sock", "unix:///run/redis.sock?db=2"),
        ("unix:///run/redis.sock?db=7", "unix:///run/redis.sock?db=2"),
        ("redis://localhost:6379", "redis://localhost:6379/2"),
        ("redis://:secret@localhost:6379/0", "redis://:secret@localhost:6379/2"),
    ],
)
def test_each_process_has_a_database_of_its_own(address, own):
    assert own_database(address, "gw1") == own


def test_settings_got_this_process_own_one():
    process = os.environ.get("PYTEST_XDIST_WORKER")
    if process:
        assert own_database(settings.REDIS_URL, process) == settings.REDIS_URL
