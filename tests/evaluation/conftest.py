"""Seeing and sending pages as somebody."""

import pytest

from tests.evaluation.stories import url


@pytest.fixture
def sees(client):
    """What a person gets at an address."""

    def see(who, name, /, *args):
        client.logout()
        if who is not None:
            client.force_login(getattr(who, "user", who))
        return client.get(url(name, *args))

    return see


@pytest.fixture
def sends(client):
    """What comes back when a person sends a form."""

    def send(who, name, /, *args, **data):
        client.logout()
        if who is not None:
            client.force_login(getattr(who, "user", who))
        return client.post(url(name, *args), data)

    return send
