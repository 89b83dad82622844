"""Each test counts its tries at the door anew."""

from uuid import uuid4

import pytest


@pytest.fixture(autouse=True)
def own_rate_limits(settings):
    """Rate limits live in the cache; here every test has a corner of its own."""
    ours = {**settings.CACHES["default"], "KEY_PREFIX": uuid4().hex}
    settings.CACHES = {"default": ours}
