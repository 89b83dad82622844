"""5,000 real people: their answers come in by file and add up to what was published.

The survey on the digital divide in Barcelona (2016), brought in through the product's
own page, checked, stored and counted by a real worker; then compared with the
percentages that its publisher printed for "Is your home connected to the internet?".
"""

import csv
import json
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evaluation import actions, queries
from evaluation.models import (
    Aggregate,
    ImportBatch,
    Item,
    Questionnaire,
    Response,
    Round,
)
from evaluation.statistics.proportions import share
from projects.models import Job
from tests.cast import Cast, make_cast
from tests.evaluation import stories
from tests.evaluation.stories import url
from tests.worker import crew

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("COPROD_REAL_DATA") or ROOT.parent / "shared" / "data")
DATA = FOLDER / "barcelona_digital_divide"

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"NOT RUN: there is no {DATA.name}"),
]

SEXES = {"1": "Home", "2": "Dona"}
AGES = ["16-24", "25-34", "35-44", "45-54", "55-64", "65-74"]
WORK = {
    "1": "Ocupat",
    "2": "Aturat",
    "3": "Jubilat Pensionista",
    "4": "Tasques de la llar",
    "5": "Estudiant",
    "9": "NC",
}
ANSWERS = {"yes": "Sí", "no": "No", "none": "No contesta"}
MAPPING = {
    "id": "REGISTRE",
    "weight": "POND",
    "decimal": ",",
    "items": {
        "P1": {"item": "internet", "values": {"1": "yes", "2": "no", "99": "none"}}
    },
    "attributes": {
        "ID3": {"name": "SEXE", "values": SEXES},
        "ID4_1": {
            "name": "EDAT",
            "bands": {band: [int(end) for end in band.split("-")] for band in AGES},
        },
        "ID6": {"name": "OCUPACIÓ", "values": WORK},
    },
}
GROUPS = {
    "all": "total",
    **{f"SEXE:{label}": f"SEXE | {label}" for label in SEXES.values()},
    **{f"EDAT:{band}": f"EDAT | {band}" for band in AGES},
    **{f"OCUPACIÓ:{WORK[code]}": f"OCUPACIÓ | {WORK[code]}" for code in "1234"},
}


def published() -> dict[tuple[str, str], float]:
    """(slice, answer) → the percentage that was printed."""
    with (DATA / "published_tables.csv").open(encoding="utf-8") as file:
        rows = {row["reposta"]: row for row in csv.DictReader(file)}
    return {
        (slice_, answer): float(rows[printed][column])
        for slice_, column in GROUPS.items()
        for answer, printed in ANSWERS.items()
    }


def asked_in(cast: Cast) -> Questionnaire:
    """The one question of the survey, written by the pilot's administrator."""
    asked = Questionnaire(pilot=cast.pilot, name="La bretxa digital a Barcelona")
    actions.keep_questionnaire(by=cast.admin, questionnaire=asked)
    item = Item(
        position=1,
        code="internet",
        kind="single",
        texts={"en": "Is your home connected to the internet?"},
        choices=[{"value": key, "texts": {"ca": ANSWERS[key]}} for key in ANSWERS],
    )
    actions.keep_items(by=cast.admin, questionnaire=asked, items=[item], gone=[])
    return asked


def bring_in(client, hands, round: Round) -> ImportBatch:
    """Choose the file, let it be checked, store all of it: three clicks on pages."""
    content = (DATA / "microdata.csv").read_bytes()
    mapping = json.dumps(MAPPING).encode()
    sent = client.post(
        url("upload", round.pk),
        {
            "file": SimpleUploadedFile("microdata.csv", content),
            "mapping": SimpleUploadedFile("mapping.json", mapping),
        },
    )
    hands.wait_until_done("evaluation.check_import")
    page = client.get(sent.url).content.decode()
    assert "5,000 rows, 5,000 good." in page
    batch = round.imports.latest("made_at")
    client.post(url("store_import", batch.pk), {"keep": "all"})
    hands.wait_until_done("evaluation.store_import")
    hands.wait_until_done("evaluation.count")
    batch.refresh_from_db()
    assert batch.state == "done"
    return batch


def test_five_thousand_real_answers_add_up_to_the_published_percentages(
    client, tmp_path
):
    cast = make_cast()
    round = stories.opened(cast, questionnaire=asked_in(cast))
    client.force_login(cast.evaluator.user)
    with crew(tmp_path / "log") as hands:
        hands.start("worker")
        assert bring_in(client, hands, round).stored == 5000
        again = bring_in(client, hands, round)
        assert (again.stored, again.known) == (0, 5000)
        actions.close_round(by=cast.evaluator, round=round)
        hands.wait_until_done("evaluation.count")
        hands.wait_until_done("evaluation.figure")
    assert not Job.objects.filter(done_at=None).exists()
    assert Response.objects.filter(uncounted=None).count() == 5000
    assert Aggregate.objects.get(round=round, item=None, slice="all").n == 5000
    assert reproduced(round) == 39
    the_page_shows_no_more_than_it_may(client, round)


def reproduced(round: Round) -> int:
    """How many of the printed percentages our sums give, to 0.05."""
    sums = queries.sums_of(round)["internet"]
    found = {
        (slice_, answer): 100 * share(sums[slice_, answer], sums[slice_, ""]).estimate
        if (slice_, answer) in sums
        else 0.0
        for slice_, answer in published()
    }
    wrong = {
        cell: (found[cell], printed)
        for cell, printed in published().items()
        if abs(found[cell] - printed) > 0.05
    }
    assert not wrong
    return len(found)


def the_page_shows_no_more_than_it_may(client, round: Round) -> None:
    """One person in Barcelona did not answer: nobody may find out who it is."""
    round.refresh_from_db()
    figures = queries.shown_figures(round)
    assert figures is not None
    (item,) = figures["items"]
    assert [column["choices"] for column in item["columns"]] == [
        ["yes"],
        ["none", "no"],
    ]
    page = client.get(url("results_of", round.pk))
    assert page.status_code == 200
    printed, lines = published(), item["lines"]
    shown = {line["slice"]: line for line in lines if line["n"] is not None}
    assert {line["slice"] for line in lines} - set(shown) == {
        "OCUPACIÓ:NC",  # three people
        "OCUPACIÓ:Tasques de la llar",  # or the three could be found by subtraction
    }
    for slice_ in set(GROUPS) & set(shown):
        yes = 100 * shown[slice_]["shares"][0]["estimate"]
        assert yes == pytest.approx(printed[slice_, "yes"], abs=0.06)
