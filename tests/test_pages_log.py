"""The log can be read by anyone who sees the project, and checked by anyone at all."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from decisions.actions import draft_charter, propose, remark
from decisions.acts import CHANGE_CHARTER
from projects import log
from projects.models import LogEntry, Project


def page_of(client, project):
    return client.get(reverse("log", args=[project.pk]))


def copy_of(client, project):
    response = client.get(reverse("log_json", args=[project.pk]))
    assert response.status_code == 200
    return json.loads(b"".join(response.streaming_content))


def recomputed(copy):
    """What somebody does who has the copy and not our code: each number's hash."""
    previous = ""
    for entry in copy["lines"]:
        if entry["number"] is None:
            continue
        assert entry["line"]["previous"] == previous
        text = json.dumps(entry["line"], sort_keys=True, separators=(",", ":"))
        previous = hashlib.sha256(text.encode()).hexdigest()
        yield entry["number"], previous == entry["hash"]


def proposed(cast):
    draft = draft_charter(
        by=cast.carer, project=cast.project, preset="shared", ground_rules="Listen."
    )
    return propose(by=cast.carer, act=CHANGE_CHARTER, thing=draft, text="Let us begin.")


def test_anyone_reads_what_happened_and_from_which_group(client, cast):
    decision = proposed(cast)
    page = page_of(client, cast.project).content.decode()
    assert "A decision was opened." in page
    assert decision.get_absolute_url() in page
    assert "Family carers" in page
    assert cast.carer.name not in page


def test_lines_get_their_number_when_they_are_sealed(client, cast):
    assert "No number yet" in page_of(client, cast.project).content.decode()
    log.seal(cast.project)
    page = page_of(client, cast.project).content.decode()
    assert "No number yet" not in page
    assert "No. 1<" in page


def test_the_log_of_a_private_project_is_for_its_people(client, cast):
    Project.objects.filter(pk=cast.project.pk).update(visibility="members")
    for name in ("log", "log_json"):
        url = reverse(name, args=[cast.project.pk])
        assert client.get(url).status_code == 404
    client.force_login(cast.observer.user)
    assert page_of(client, cast.project).status_code == 200
    assert copy_of(client, cast.project)["lines"]


def test_anyone_can_compute_the_chain_again_from_the_copy(client, cast):
    log.seal(cast.project)
    proposed(cast)
    log.seal(cast.project)
    proposed_later = LogEntry.objects.filter(project=cast.project, seal=None)
    assert not proposed_later.exists()
    found = list(recomputed(copy_of(client, cast.project)))
    assert [number for number, _holds in found] == list(range(1, len(found) + 1))
    assert all(holds for _number, holds in found)


def test_lines_not_chained_yet_are_in_the_copy_too(client, cast):
    log.seal(cast.project)
    proposed(cast)
    lines = copy_of(client, cast.project)["lines"]
    assert len(lines) == cast.project.log.count()
    assert lines[-1]["number"] is None


def meddle(project):
    """Someone with the database changes a line behind everyone's back."""
    line = LogEntry.objects.filter(project=project).order_by("seal__number")[2]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE projects_logentry DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE projects_logentry SET side = 'institution' WHERE id = %s", [line.pk]
        )
        cursor.execute("ALTER TABLE projects_logentry ENABLE TRIGGER USER")


def test_canary_a_changed_line_shows_in_the_copy_and_in_the_check(client, cast):
    log.seal(cast.project)
    call_command("verify_log")
    meddle(cast.project)
    assert not all(
        holds for _number, holds in recomputed(copy_of(client, cast.project))
    )
    with pytest.raises(CommandError, match="was changed"):
        call_command("verify_log", str(cast.project.pk))


def queries_of(client, project):
    with CaptureQueriesContext(connection) as found:
        assert page_of(client, project).status_code == 200
    return len(found)


def test_a_full_page_takes_as_many_queries_as_a_short_one(client, cast):
    decision = proposed(cast)
    short = queries_of(client, cast.project)
    for _ in range(30):
        remark(by=cast.carer, decision=decision, stance="open", text="And who pays?")
    assert queries_of(client, cast.project) <= short
