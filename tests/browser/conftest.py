"""A real Chromium, and the site as people meet it."""

import os

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.person import Person
from tools.apt import chromium

# As root Chromium has no sandbox; the rest keeps it from looking for the world outside.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCALES = {"en": "en-GB", "ar": "ar"}
SEEN = pytest.StashKey[list[Page]]()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """When something fails, say what everyone was looking at."""
    report = yield
    if call.when == "call" and report.failed:
        for page in item.stash.get(SEEN, []):
            report.sections.append((page.url, page.locator("body").inner_text()))
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    return {"executable_path": str(chromium()), "args": FLAGS, "headless": True}


@pytest.fixture
def new_page(browser: Browser, live_server, request):
    """Open a page for one more person; each has a browser of their own."""
    contexts: list[BrowserContext] = []
    seen: list[Page] = request.node.stash.setdefault(SEEN, [])

    def open_page(**options) -> Page:
        context = browser.new_context(
            base_url=live_server.url, **{"locale": "en-GB", **options}
        )
        contexts.append(context)
        seen.append(context.new_page())
        return seen[-1]

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def person(new_page):
    """One more person, in their language; `java_script_enabled=False` where wanted."""

    def arrives(language: str = "en", **browser: object) -> Person:
        return Person(new_page(locale=LOCALES[language], **browser), language)

    return arrives
