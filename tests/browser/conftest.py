"""A real Chromium for the tests in this folder."""

import os

import pytest

from tools import apt


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The machine's own browser; as root it runs without its sandbox."""
    return {
        **browser_type_launch_args,
        "executable_path": apt.chromium(),
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }


@pytest.fixture(scope="session", autouse=True)
def playwright_keeps_an_event_loop():
    """Django must not take its thread for an asynchronous one."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
