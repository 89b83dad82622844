"""A voice that reads a page aloud changes its language where people's words begin."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from phases import actions
from phases.models import Activity
from tests.phases import go_aheads

PURPOSE = "Damit niemand allein nach Hause kommt."
TITLE, ASKED, NEED = "Mikä on tärkeää?", "Kerro meille.", "صوت في الليلة الأولى"
WRITTEN = {PURPOSE: "fi", TITLE: "fi", ASKED: "fi", NEED: "ar"}


class Voice(HTMLParser):
    """The language in which each piece of a page is read out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.languages: list[str] = []
        self.read: dict[str, set[str]] = {}
        self.feed(html.partition("<body>")[2])

    def handle_starttag(self, tag, attrs):
        if tag not in {"input", "img", "br", "hr", "meta", "link", "wbr"}:
            outer = self.languages[-1] if self.languages else "en"
            self.languages.append(dict(attrs).get("lang") or outer)

    def handle_endtag(self, tag):
        if self.languages:
            self.languages.pop()

    def handle_data(self, data):
        for words in WRITTEN:
            if words in data:
                self.read.setdefault(words, set()).add((self.languages or ["en"])[-1])


@pytest.fixture
def said(cast):
    """A project in Finnish, with a board in Finnish and a need in Arabic."""
    phase = go_aheads.opened(cast, "co_commission")
    project = cast.project
    project.purpose, project.language = PURPOSE, "fi"
    project.save(update_fields=["purpose", "language"])
    board = phase.activities.get()
    Activity.objects.filter(pk=board.pk).update(title=TITLE, task=ASKED, language="fi")
    words = actions.Words("need", NEED, language="ar")
    return actions.contribute(by=cast.carer, activity=board, words=words)


PAGES = ("front", "project", "take_part", "log", "phase", "activity", "contribution")


def addresses(said):
    project, board = [said.project.pk], said.activity
    return {
        "front": reverse("front"),
        **{
            name: reverse(name, args=project)
            for name in ("project", "take_part", "log")
        },
        "phase": board.phase.get_absolute_url(),
        "activity": board.get_absolute_url(),
        "contribution": said.get_absolute_url(),
    }


@pytest.mark.parametrize("page", PAGES)
def test_peoples_words_are_read_out_in_their_language(client, cast, said, page):
    client.force_login(cast.carer.user)
    voice = Voice(client.get(f"{addresses(said)[page]}?lang=en").text)
    assert voice.read, "there is something to read"
    assert voice.read == {words: {WRITTEN[words]} for words in voice.read}


def test_canary_words_in_the_voice_of_the_page_are_noticed():
    voice = Voice(f"<body><p lang='ar'>{NEED}</p><h1><bdi>{TITLE}</bdi></h1>")
    assert voice.read == {NEED: {"ar"}, TITLE: {"en"}}
