"""10,860 real proposals of Barcelona's city plan come in by file, with their fate.

The plan of 2016 (decidim.barcelona) counted whose proposals were accepted: those of the
council most, of organisations and meetings less, of single citizens least. The file
comes in through the product's own page and a real worker, and the product's own figures
say the same to the second place.
"""

import csv
import json
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from phases.models import Activity, Contribution, ContributionFile
from projects.models import Job
from tests.cast import make_cast
from tests.phases import go_aheads
from tests.worker import crew

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("COPROD_REAL_DATA") or ROOT.parent / "shared" / "data")
DATA = FOLDER / "decidim_barcelona_pam2016"

pytestmark = [
    pytest.mark.real,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"NOT RUN: there is no {DATA.name}"),
]

PUBLISHED = {  # accepted of all, and in 100 (SOURCE.txt of the data)
    "official": (1244, 1300, "95.69"),
    "organization": (1241, 1617, "76.75"),
    "meeting": (3410, 4498, "75.81"),
    "citizen": (2247, 3445, "65.22"),
}


def mapping(groups: dict[str, str]) -> dict[str, object]:
    return {
        "id": "id",
        "text": "title",
        "in_language": "ca",
        "group": {"column": "source", "values": groups},
        "status": {
            "column": "status",
            "values": {"accepted": "accepted", "rejected": "rejected"},
        },
    }


def bring_in(client, hands, activity: Activity, said: str) -> ContributionFile:
    """Choose the file, let it be checked, store all of it: three clicks on pages."""
    content = (DATA / "proposals.csv").read_bytes()
    sent = client.post(
        reverse("phases:upload", args=[activity.pk]),
        {
            "file": SimpleUploadedFile("pam.csv", content),
            "mapping": SimpleUploadedFile("mapping.json", said.encode()),
        },
    )
    hands.wait_until_done("phases.check_file")
    assert "10,860 rows, 10,860 good." in client.get(sent.url).content.decode()
    file = activity.files.latest("made_at")
    client.post(reverse("phases:store_file", args=[file.pk]), {"keep": "all"})
    hands.wait_until_done("phases.store_file")
    file.refresh_from_db()
    assert file.state == "done"
    return file


def test_ten_thousand_real_proposals_show_whose_were_accepted(client, tmp_path):
    cast = make_cast()
    phase = go_aheads.opened(cast, "co_design")
    ideas = go_aheads.set_up(cast, phase, "ideas")
    groups = dict(zip(PUBLISHED, cast.groups, strict=False))  # four of ours
    client.force_login(cast.fiona.user)
    with crew(tmp_path / "log") as hands:
        hands.start("worker")
        said = json.dumps(mapping(groups))
        assert bring_in(client, hands, ideas, said).stored == 10_860
        again = bring_in(client, hands, ideas, said)
        assert (again.stored, again.known) == (0, 10_860)
    assert not Job.objects.filter(done_at=None).exists()
    assert Contribution.objects.filter(activity=ideas, author=None).count() == 10_860
    assert Activity.objects.get(pk=ideas.pk).pieces == 10_860
    the_page_the_file_and_the_api_say_the_same(client, ideas, groups)


def the_page_the_file_and_the_api_say_the_same(client, ideas, groups) -> None:
    html = client.get(reverse("phases:outcomes", args=[ideas.pk])).content.decode()
    sheet = client.get(reverse("phases:outcomes_csv", args=[ideas.pk])).content.decode()
    table = csv.DictReader(sheet.lstrip("\ufeff").splitlines())
    rows = {row["group"]: row for row in table}
    told = client.get(reverse("api:outcomes", args=[ideas.pk])).json()
    lines = {line["group"]: line for line in told["lines"]}
    for origin, (accepted, total, in_100) in PUBLISHED.items():
        group = groups[origin]
        assert f">{in_100}</td>" in html
        assert rows[group]["accepted, in 100"] == in_100
        assert f"{lines[group]['in_100']:.2f}" == in_100
        assert (lines[group]["accepted"], lines[group]["total"]) == (accepted, total)
    assert (told["whole"]["accepted"], told["whole"]["total"]) == (8142, 10_860)
