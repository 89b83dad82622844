"""The ground the drills stand on: what dies here really dies, and comes back whole."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from redis.exceptions import ConnectionError as NoRedis

from projects.models import Pilot
from tests.cast import make_pilot


def test_a_killed_database_comes_back_with_all_it_acknowledged(servers):
    make_pilot()
    servers.kill("postgres")
    with pytest.raises(OperationalError):
        Pilot.objects.count()
    connection.close()
    servers.start("postgres")
    assert Pilot.objects.count() == 1


def test_a_killed_redis_comes_back(servers):
    servers.kill("redis")
    with pytest.raises(NoRedis):
        cache.get("anything")
    servers.start("redis")
    assert cache.get("anything") is None


def test_each_drill_begins_with_nothing(servers):
    assert not Pilot.objects.exists()
