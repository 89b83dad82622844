"""A voice that reads a page aloud changes its language where people's words begin."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from decisions.actions.closing import settle
from evaluation.actions import enter_answers
from evaluation.models import Answer
from participants.models import Participant
from phases import actions
from phases.acts import OPEN_PHASE
from phases.models import Activity
from tests.decisions.stories import adopt_charter
from tests.evaluation import stories
from tests.matrix.things import CARRIED, asked
from tests.matrix.world import home
from tests.phases import go_aheads

PURPOSE = "Damit niemand allein nach Hause kommt."
TITLE, ASKED, NEED = "Mikä on tärkeää?", "Kerro meille.", "صوت في الليلة الأولى"
WRITTEN = {PURPOSE: "fi", TITLE: "fi", ASKED: "fi", NEED: "ar"}


class Voice(HTMLParser):
    """The language in which each piece of a page is read out."""

    def __init__(self, html: str, written=WRITTEN) -> None:
        super().__init__()
        self.written = written
        self.languages: list[str] = []
        self.read: dict[str, set[str]] = {}
        self.feed(html.partition("<body>")[2])

    def handle_starttag(self, tag, attrs):
        if tag not in {"input", "img", "br", "hr", "meta", "link", "wbr"}:
            outer = self.languages[-1] if self.languages else "en"
            self.languages.append(dict(attrs).get("lang", outer))

    def handle_endtag(self, tag):
        if self.languages:
            self.languages.pop()

    def handle_data(self, data):
        for words in self.written:
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


# ------------------------------------------------------------------ reasons

REASON = "Koska yöllä kukaan ei vastaa"
GIVEN = {  # who gives the reason, where, of what; what else the form says
    "status": ("frank", "phases:set_status", "need", {"status": "not_now"}),
    "report": ("nurse", "phases:report", "need", {}),
    "hiding": ("frank", "phases:hide", "supported", {"ground": "private"}),
    "return": ("user", "phases:return_task", "delivered", {}),
    "no": ("carer", "decisions:vote", "poll", {"choice": "no"}),
    "yes": ("carer", "decisions:vote", "all_in", {"choice": "yes"}),
    "hush": ("frank", "decisions:hide_remark", "remark", {}),
    "doubt": ("nurse", "decisions:challenge", "waiting", {"challenge-ground": "count"}),
}
FIELDS = ("reason", "because", "challenge-reason")
REASONS = {f"{REASON}: {name}.": "fi" for name in GIVEN}


def give_reasons(client, world):
    """Each from a page in Finnish; then the votes are counted."""
    for sentence, (who, view, thing, said) in zip(REASONS, GIVEN.values(), strict=True):
        client.force_login(getattr(world.cast, who).user)
        client.post(
            reverse(view, args=[world.pk(thing)]),
            dict.fromkeys(FIELDS, sentence) | said,
            headers={"accept-language": "fi"},
        )
    for vote in ("poll", "all_in"):
        settle(world[vote], CARRIED)


def pages(world):
    """Who reads what, where these reasons stand."""
    need, votes = world["need"], (world["poll"], world["all_in"])
    yield world.cast.carer, need
    yield world.cast.carer, need.activity
    yield world.cast.nurse, world["supported"]
    yield world.cast.carer, world["delivered"]
    for decision in (*votes, world["waiting"].decision):
        yield world.cast.user, decision


def test_a_reason_is_read_out_in_the_language_of_the_page_it_was_written_on(db, client):
    world = home()
    give_reasons(client, world)
    heard = []
    reports = reverse("phases:reports", args=[world.cast.project.pk])
    found = [(who, thing.get_absolute_url()) for who, thing in pages(world)]
    for who, where in [*found, (world.cast.frank, reports)]:
        client.force_login(who.user)
        voice = Voice(client.get(where).text, REASONS)
        assert voice.read, where
        heard.append(voice.read)
    assert {words for read in heard for words in read} == REASONS.keys()
    assert all(spoken == {"fi"} for read in heard for spoken in read.values())


def test_an_answer_to_a_survey_does_not_tell_which_language_its_writer_reads(
    client, cast
):
    round = stories.opened(cast)
    client.force_login(cast.carer.user)
    answered = reverse("evaluation:send_answer", args=[round.pk])
    client.post(answered, {"change": REASON}, headers={"accept-language": "fi"})
    for who in (cast.user, cast.resident, cast.manager):
        stories.answer(who, round, influence="3", change="More light.")
    Participant.objects.filter(pk=cast.offline.pk).update(language="fi")
    cast.offline.refresh_from_db()
    said = stories.read(round, {"change": NEED})
    enter_answers(by=cast.frank, round=round, person=cast.offline, said=said)
    round = stories.closed(cast, round)
    written = {REASON, NEED, "More light."}
    results = client.get(reverse("evaluation:results_of", args=[round.pk]))
    assert Voice(results.text, written).read == {each: {""} for each in written}
    api = client.get(f"/api/v1/rounds/{round.pk}/words/").json()
    [told] = [one for one in api if one["code"] == "change"]
    assert {*told.pop("words")} == written
    assert told.keys() == {"code", "texts"}
    kept = {field.name for field in Answer._meta.fields}
    assert kept == {"id", "response", "item", "number", "choices", "text"}


def test_software_says_in_which_language_a_reason_is(client, cast):
    adopt_charter(cast)
    vote = asked(cast, OPEN_PHASE, cast.project.phases.first(), way="vote")
    client.force_login(cast.carer.user)
    ballots = reverse("api:ballot", args=[vote.pk])
    for language in ({"language": "da"}, {}):
        sent = {"choice": "no", "reason": "Ikke nu.", **language}
        told = client.post(ballots, sent, content_type="application/json").json()
        assert told["language"] == language.get("language", "en")


def test_a_reason_kept_by_whoever_changes_the_status_keeps_its_language(cast, said):
    """It was not they who wrote it."""
    actions.set_status(
        by=cast.frank,
        contribution=said,
        status="not_now",
        because=REASON,
        language="fi",
    )
    kept = actions.set_status(
        by=cast.frank,
        contribution=said,
        status="talked_over",
        because=REASON,
        language="da",
    )
    assert kept.status_language == "fi"


def test_canary_words_in_the_voice_of_the_page_are_noticed():
    voice = Voice(f"<body><p lang='ar'>{NEED}</p><h1><bdi>{TITLE}</bdi></h1>")
    assert voice.read == {NEED: {"ar"}, TITLE: {"en"}}
