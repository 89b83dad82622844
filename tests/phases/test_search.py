"""Everyone finds what was said in a project, in their language, and nothing hidden."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from phases import actions, queries
from phases.models import Searchable
from phases.rules.searching import Marked, nearly, pieces, terms
from projects.models import Project


def say(cast, activity, text, language="en"):
    words = actions.Words("need", text, language)
    return actions.contribute(by=cast.carer, activity=activity, words=words)


def found(cast, asked, cursor=None):
    return queries.search(cast.project, asked, cursor)


def texts(hits):
    return [hit.contribution.text for hit in hits.rows]


def marked(hits):
    return [part.words for hit in hits.rows for part in hit.excerpt if part.is_found]


# ------------------------------------------------------------------ what is found


@pytest.mark.parametrize(
    ("language", "text", "asked", "mark"),
    [
        ("en", "Two benches by the river", "bench", "benches"),
        ("en", "Somebody runs the library", "running", "runs"),
        ("en", "A café that is open late", "cafe", "café"),
        ("fi", "Tarvitsemme penkkejä joen varrelle", "penkki", "penkkejä"),
        ("da", "Vi mangler bænke ved åen", "bænken", "bænke"),
        ("ru", "Нам нужны скамейки у реки", "скамейка", "скамейки"),
        ("ar", "نحتاج إلى المكتبات في الحي", "مكتبة", "المكتبات"),
        ("ca", "Més arbres a la plaça", "placa", "plaça"),
        ("en", "An ombudsperson for carers", "ombudsp", "ombudsperson"),
    ],
)
def test_words_are_found_in_the_language_they_were_written_in(
    cast, board, language, text, asked, mark
):
    say(cast, board, text, language)
    say(cast, board, "Something else")
    hits = found(cast, asked)
    assert texts(hits) == [text]
    assert marked(hits) == [mark]
    assert not hits.nearly


def test_the_stems_of_one_language_find_nothing_in_another(cast, board):
    """Danish takes "letter" for a form of "let"."""
    say(cast, board, "Let us meet on Fridays")
    say(cast, board, "A letter to every household")
    say(cast, board, "Det er let at komme ind", "da")
    danish, english = "Det er let at komme ind", "A letter to every household"
    assert texts(found(cast, "letter")) == [danish, english]
    assert marked(found(cast, "letter")) == ["let", "letter"]


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "Kirsi Virtanen from Kirjastokatu", "kirjastokatu"),
        ("en", "The Kirjastokatu is dark", "kirjastok"),
        ("da", "Vi kalder det Men in Sheds", "sheds"),
        ("fi", "Aloitetaan Good Neighbours", "neighbours"),
        ("ru", "Вечер в Café Ørsted", "cafe orsted"),
        ("ar", "لقاء في Café Ørsted", "ørsted"),
        ("de", "Bänke am Fluß", "banke"),
    ],
)
def test_names_and_words_of_another_language_are_found_as_they_stand(
    cast, board, language, text, asked
):
    say(cast, board, text, language)
    hits = found(cast, asked)
    assert texts(hits) == [text]
    assert not hits.nearly


def test_every_word_has_to_be_there_in_any_order(cast, board):
    say(cast, board, "A bench by the river")
    say(cast, board, "A bench by the road")
    assert texts(found(cast, "river bench")) == ["A bench by the river"]


@pytest.mark.parametrize("asked", ["libary", "lbrary", "librray"])
def test_typing_errors_find_what_comes_near(cast, board, asked):
    say(cast, board, "Longer hours in the library")
    say(cast, board, "A bench by the river")
    hits = found(cast, asked)
    assert hits.nearly
    assert texts(hits) == ["Longer hours in the library"]
    assert marked(hits) == ["library"]


def test_what_is_not_there_is_not_found(cast, board):
    say(cast, board, "A bench by the river")
    assert found(cast, "xylophone").rows == []


@pytest.mark.parametrize("asked", ["' | !", ":*", "a & !b", "(((", "%", "\\", "-"])
def test_signs_are_no_commands(cast, board, asked):
    say(cast, board, "A bench by the river")
    found(cast, asked)


def test_the_words_of_now_are_found_and_the_ones_before_are_not(cast, need):
    actions.edit(by=cast.carer, contribution=need, text="A lamp", edition=1)
    assert texts(found(cast, "lamp")) == ["A lamp"]
    assert found(cast, "night").rows == []


def test_what_is_hidden_or_taken_back_is_found_by_nobody(cast, board):
    hidden, gone = say(cast, board, "A secret garden"), say(cast, board, "Secret tea")
    actions.hide(by=cast.frank, said=hidden, ground="private", because="It names one.")
    actions.withdraw_contribution(by=cast.carer, contribution=gone)
    for asked in ("secret", "secert", "garden"):
        assert found(cast, asked).rows == []
    actions.unhide(by=cast.frank, said=hidden)
    assert texts(found(cast, "secret")) == ["A secret garden"]


def test_nothing_of_another_project_is_found(cast, need):
    other = Project.objects.exclude(pk=cast.project.pk).first()
    elsewhere = other or Project(pilot=cast.pilot)
    assert queries.search(elsewhere, "night", None).rows == []


def test_what_is_erased_leaves_no_words_behind(cast, need):
    assert Searchable.objects.filter(pk=need.pk).exists()
    need.delete()
    assert not Searchable.objects.exists()


def test_support_does_not_touch_the_words(cast, need):
    """They have a row of their own, so that clicking stays cheap."""
    place = "SELECT ctid::text FROM phases_searchable"
    with connection.cursor() as cursor:
        cursor.execute(place)
        before = cursor.fetchall()
        actions.support(by=cast.nurse, contribution=need)
        cursor.execute(place)
        assert cursor.fetchall() == before


# ------------------------------------------------------------------ the rules


def test_what_is_looked_for_are_words_alone():
    assert terms("  Lüftung, (jetzt!) a_b ") == ["Lüftung", "jetzt", "a_b"]
    assert len(terms("word " * 50)) == 8


def test_an_excerpt_tells_apart_what_was_found():
    assert pieces("a \ue000bench\ue001 there") == [
        Marked("a ", is_found=False),
        Marked("bench", is_found=True),
        Marked(" there", is_found=False),
    ]


def test_a_word_that_comes_near_is_marked_whatever_its_accents():
    assert Marked("Bibliothèque", is_found=True) in nearly(
        "La Bibliothèque", ["bibliotheqe"]
    )


# ------------------------------------------------------------------ pages and API


def look(client, cast, asked, **more):
    address = reverse("phases:search", args=[cast.project.pk])
    return client.get(address, {"q": asked, **more})


def test_the_page_marks_what_was_found_and_runs_no_code(client, cast, board):
    say(cast, board, "<script>alert(1)</script> <b>benches</b> & tea")
    client.force_login(cast.nurse.user)
    html = look(client, cast, "bench").content.decode()
    assert "<mark>benches</mark>" in html
    assert "<script>alert" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "asked",
    ["one", "", "siit"],  # among the words, all there is, what comes near
)
def test_what_is_short_is_shown_once_and_whole(client, cast, board, asked):
    say(cast, board, "A bench, so that one may sit.")
    client.force_login(cast.nurse.user)
    html = look(client, cast, asked).content.decode()
    words = re.sub(r"</?mark>", "", html)
    assert words.count("A bench, so that one may sit.") == words.count("so that") == 1
    assert ("<mark>" in html) is bool(asked)
    assert "Comments and decisions are not searched." in html


def test_what_someone_typed_is_no_code_either(client, cast, board):
    client.force_login(cast.nurse.user)
    html = look(client, cast, '"><script>x()</script>').content.decode()
    assert "<script>x" not in html


def test_the_page_to_take_part_has_a_field_to_search(client, cast, board):
    client.force_login(cast.nurse.user)
    html = client.get(reverse("take_part", args=[cast.project.pk]))
    assert 'type="search"' in html.content.decode()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("zzz", "Nothing found"),
        ("libary", "These come near"),
        ("", "newest first"),
        ("?!", "Nothing found"),
    ],
)
def test_a_search_always_says_what_happened(client, cast, board, asked, says):
    say(cast, board, "The library")
    client.force_login(cast.nurse.user)
    assert says in look(client, cast, asked).content.decode()


def test_the_api_finds_the_same(client, cast, board):
    say(cast, board, "Two benches")
    say(cast, board, "A lamp")
    client.force_login(cast.nurse.user)
    where = reverse("api:project-contributions", args=[cast.project.pk])
    told = client.get(where, {"q": "bench"}).json()
    [hit] = told["results"]
    assert hit["contribution"]["text"] == "Two benches"
    assert {"words": "benches", "is_found": True} in hit["excerpt"]
    assert told["nearly"] is False
    assert len(client.get(where).json()["results"]) == 2


# ------------------------------------------------------------------ ten thousand


MANY = """
INSERT INTO phases_contribution (
    id, activity_id, project_id, author_id, channel, language, kind, text, status,
    status_because, support, support_community, support_institution, comments_kept,
    edition, hidden_ground, hidden_because, key
)
SELECT gen_random_uuid(), %s, %s, %s, 'online',
    (ARRAY['en', 'da', 'fi', 'ca'])[1 + n %% 4], 'need',
    'Benches for street ' || n || ' and square w' || (n %% 500) || repeat(
        ', because people who walk slowly want to sit down on their way home', 4),
    'new', '', 0, 0, 0, 0, 1, '', '', ''
FROM generate_series(1, 10000) AS n
"""


@pytest.fixture
def ten_thousand(cast, board):
    with connection.cursor() as cursor:
        cursor.execute(MANY, [board.pk, cast.project.pk, cast.carer.pk])
        cursor.execute("ANALYZE phases_searchable, phases_contribution")


def plan_of(query) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        return "\n".join(row[0] for row in cursor.fetchall())


def test_ten_thousand_are_searched_by_an_index_page_by_page(client, cast, ten_thousand):
    client.force_login(cast.nurse.user)
    for asked, index in (
        ("w77 square", "searchable_words"),
        ("sqaure7 w47x", "searchable_nearly"),
        ("", "searchable_newest"),
    ):
        with CaptureQueriesContext(connection) as made:
            found(cast, asked)
        last = [one for one in made.captured_queries if "LIMIT" in one["sql"]][-1]
        assert index in plan_of(last), (asked, plan_of(last))
    seen, cursor = set(), None
    while True:
        hits = found(cast, "w77 square", cursor)
        seen |= {hit.contribution.pk for hit in hits.rows}
        cursor = hits.next
        if not cursor:
            break
    assert len(seen) == 20
    with CaptureQueriesContext(connection) as made:
        page = look(client, cast, "benches")
    assert len(made) <= 15
    assert len(re.findall("<mark>", page.content.decode())) == 20
