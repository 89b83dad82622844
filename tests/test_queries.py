"""The main pages and lists take few queries, and as many for much as for little.

The same pages that `make bench` measures, in a smaller town.
"""

import pytest

from bench import __main__ as bench
from bench import world

MOST, LITTLE, MUCH = 15, 25, 65  # ideas; a list shows twenty


@pytest.fixture
def town(db, monkeypatch):
    monkeypatch.setattr(world, "PROJECTS", 3)
    monkeypatch.setattr(world, "PEOPLE", 6)
    return world.make()


def counted(town, size):
    world.grow(town, size)
    return {name: bench.queries(town, path) for name, path in bench.pages(town)}


def test_pages_take_few_queries_and_as_many_for_much_as_for_little(town):
    little, much = counted(town, LITTLE), counted(town, MUCH)
    assert much == little
    assert [name for name, count in much.items() if count > MOST] == []
