"""Each test counts its tries at the door anew; another day comes when it says so."""

from uuid import uuid4

import pytest
from django.urls import reverse


@pytest.fixture(autouse=True)
def own_rate_limits(settings):
    """Rate limits live in the cache; here every test has a corner of its own."""
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}


@pytest.fixture
def later(settings, client):
    """Another day: signed out, and what was counted and shown is forgotten."""

    def wait(*, signed_out=True):
        ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
        settings.CACHES = {"default": ours}
        if signed_out:
            client.post(reverse("account_logout"))

    return wait
