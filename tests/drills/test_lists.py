"""Wherever a worker dies, whoever asked for a list gets it, as one whole file."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from phases.models import Activity
from projects.models import Export, Job
from tests.cast import make_cast
from tests.drills.test_kills import WORKER
from tests.phases import go_aheads
from tests.projects.exporting import asked, sheet_of
from tests.worker import crew


@pytest.fixture
def points(tmp_path, monkeypatch, settings) -> Path:
    """Where to die is laid out here; files lie beside it, for workers and test."""
    found: Path = tmp_path / "points"
    found.mkdir()
    monkeypatch.setenv("DRILL_POINTS", str(found))
    monkeypatch.setenv("MEDIA_ROOT", str(tmp_path / "files"))
    kept = "django.core.files.storage.FileSystemStorage"
    shelf = {"BACKEND": kept, "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": shelf}
    return found


def test_wherever_a_worker_dies_each_list_is_one_file(
    transactional_db, points, tmp_path
):
    cast = make_cast()
    go_aheads.opened(cast, "co_commission")
    board = Activity.objects.select_related("project").get()
    people = [one for one in cast.people.values() if one.user]
    with crew(tmp_path / "log", slow=0.1) as hands:
        worker = hands.start("worker")
        for at, who in zip(WORKER, people, strict=False):
            (points / at).touch()
            asked(who, board)
            hands.wait(lambda at=at: not (points / at).exists(), f"Nobody died {at}.")
            hands.kill(worker)
            worker = hands.start("worker")
        hands.wait_until_done("projects.make_export")
    made = list(Export.objects.all())
    assert len(made) == len(WORKER)
    assert {each.state for each in made} == {"ready"}
    files = {f"{each.pk}.xlsx" for each in made}
    assert set(default_storage.listdir("exports")[1]) == files
    assert {sheet_of(each).max_row for each in made} == {1}


def test_a_worker_that_takes_too_long_says_so_instead_of_dying(
    transactional_db, points, tmp_path, monkeypatch
):
    """Killed, nothing would be written down, and what lies about would stay there."""
    monkeypatch.setenv("DRILL_LIMIT", "1")
    cast = make_cast()
    go_aheads.opened(cast, "co_commission")
    asked(cast.carer, Activity.objects.select_related("project").get())
    with crew(tmp_path / "log", slow=8) as hands:
        hands.start("worker")
        jobs = Job.objects.filter(task="projects.make_export")
        hands.wait(lambda: jobs.get().tries, "Nobody wrote down that it took too long.")
    assert jobs.get().problem == "SoftTimeLimitExceeded()"
