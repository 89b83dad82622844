"""Results and conclusions on their pages, and as a file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation import actions, acts
from evaluation.exports import report
from evaluation.exports.figs import Fig, mean
from evaluation.models import Finding
from tests.evaluation import stories
from tests.evaluation.stories import url
from tests.phases import go_aheads


def test_results_are_seen_inside_first_and_then_by_all(cast, sees):
    round = stories.opened(cast)
    assert sees(cast.carer, "results_of", round.pk).status_code == 403
    round = stories.concluded(cast)
    inside = sees(cast.carer, "results_of", round.pk)
    assert inside.status_code == 200
    assert "institution side answers higher" in inside.content.decode()
    outside = sees(cast.stranger, "results_of", round.pk)
    assert outside.status_code == 403
    assert "look at the results first" in outside.content.decode()
    assert sees(None, "results_csv", round.pk).status_code == 403
    mandate = go_aheads.go_ahead(cast, acts.PUBLISH_FINDINGS, round)
    actions.publish_findings(mandate)
    page = sees(None, "results_of", round.pk)
    assert "Staff write the agenda alone." in page.content.decode()


def test_the_file_holds_the_same_figures_as_the_page(cast, sees):
    round = stories.concluded(cast)
    page = sees(cast.carer, "results_of", round.pk).content.decode()
    file = sees(cast.carer, "results_csv", round.pk)
    assert file["Content-Disposition"].startswith("attachment")
    lines = file.content.decode("utf-8-sig").splitlines()
    (mean,) = (
        line
        for line in lines
        if "influence" in line and "Community,community" in line and "average" in line
    )
    assert ",9,average,2.3333," in mean
    assert "2.3" in page


def test_the_button_for_a_spreadsheet_says_so_and_not_what_people_wrote(cast, sees):
    round = stories.opened(cast)
    for who in (cast.carer, cast.nurse, cast.user, cast.resident, cast.manager):
        stories.answer(who, round, change="A lamp at the gate.")
    page = sees(cast.carer, "results_of", stories.closed(cast, round).pk).text
    assert "Download as a spreadsheet" in page
    assert page.count("A lamp at the gate.") == 5


def test_no_cell_of_a_file_is_a_formula(cast, sees):
    round = stories.opened(cast)
    asked = round.questionnaire.items.get(code="influence")
    asked.texts = {"en": "=cmd|' /C calc'!A0"}
    asked.save()
    stories.on_paper(cast, round, stories.CARERS, *[3] * 6)
    stories.closed(cast, round)
    text = sees(cast.carer, "results_csv", round.pk).content.decode("utf-8-sig")
    assert "'=cmd" in text
    assert ",=cmd" not in text


def test_hidden_rows_say_so_and_not_which_is_small(cast, sees):
    round = stories.opened(cast)
    stories.on_paper(cast, round, stories.CARERS, *[3] * 9)
    stories.on_paper(cast, round, "People who use the service", *[4] * 7)
    stories.on_paper(cast, round, "Neighbours and volunteers", 1, 1, 2)
    stories.on_paper(cast, round, stories.NURSES, *[4] * 8)
    stories.closed(cast, round)
    page = sees(cast.carer, "results_of", round.pk).content.decode()
    assert "Hidden to protect people" in page
    assert "Why some rows are hidden" in page
    assert "fewer than 5 people answered" not in page


def test_a_conclusion_is_written_changed_and_answered(cast, sees, sends):
    round = stories.both_sides_answered(cast)
    data = {"finding-text": "Staff write the agenda alone."}
    sends(cast.carer, "add_finding", round.pk, **data)
    finding = Finding.objects.get()
    page = sees(cast.nurse, "results_of", round.pk).content.decode()
    assert finding.text in page
    assert "Family carers" in page
    assert "Carer" not in page.replace("Family carers", "")  # no name
    sends(cast.nurse, "minority_view", finding.pk, **{"view-text": "It is about time."})
    page = sees(cast.carer, "results_of", round.pk).content.decode()
    assert "Not everyone agrees" in page
    assert sees(cast.nurse, "change_finding", finding.pk).status_code == 403
    assert sees(cast.carer, "change_finding", finding.pk).status_code == 200
    said = {"text": "Staff decide the agenda.", "edition": 1}
    sends(cast.carer, "save_finding", finding.pk, **said)
    finding.refresh_from_db()
    assert finding.text == "Staff decide the agenda."
    sends(cast.nurse, "take_back_view", finding.minority_views.get().pk)
    sends(cast.carer, "remove_finding", finding.pk)
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("name", "field"), [("add_finding", "finding-text"), ("minority_view", "view-text")]
)
def test_empty_words_come_back(cast, sends, name, field):
    round = stories.concluded(cast)
    thing = round if name == "add_finding" else round.findings.get()
    page = sends(cast.carer, name, thing.pk, **{field: " "})
    assert page.status_code == 422


def test_the_closed_gate_says_what_would_open_it(cast, sees):
    round = stories.both_sides_answered(cast)
    page = sees(cast.carer, "results_of", round.pk).content.decode()
    assert "no working agreement yet" in page
    listed = sees(cast.carer, "results", cast.project.pk).content.decode()
    assert "Start the next round of the circle" in listed


def queries_of(act):
    with CaptureQueriesContext(connection) as kept:
        act()
    return kept.captured_queries


def test_the_list_of_results_costs_the_same_however_long(client, cast, sees):
    stories.opened(cast)
    sees(cast.carer, "results", cast.project.pk)
    few = queries_of(lambda: client.get(url("results", cast.project.pk)))
    for _ in range(4):
        stories.opened(cast)
    many = queries_of(lambda: client.get(url("results", cast.project.pk)))
    assert len(many) == len(few) < 30


def test_a_page_of_results_costs_the_same_however_much_is_concluded(client, cast, sees):
    round = stories.concluded(cast)
    sees(cast.carer, "results_of", round.pk)
    few = queries_of(lambda: client.get(url("results_of", round.pk)))
    for at in range(3):
        words = actions.Words(f"Another {at}")
        actions.write_finding(by=cast.nurse, round=round, words=words)
    many = queries_of(lambda: client.get(url("results_of", round.pk)))
    assert len(many) == len(few) < 30


def test_no_interval_reaches_past_what_one_could_answer():
    item = {"least": 1, "most": 5}
    near_the_end = {"estimate": 4.3, "low": 3.5, "high": 5.2}
    assert mean(item, near_the_end) == Fig(4.3, 3.5, 5)
    assert mean(item, {"estimate": 1.4, "low": 0.2, "high": 2.6}) == Fig(1.4, 1, 2.6)
    assert mean(item, {"estimate": 4, "low": None, "high": None}) == Fig(4, None, None)


def test_a_figure_hidden_beside_many_answers_has_a_reason_of_its_own(cast, sees):
    round = stories.opened(cast)
    stories.on_paper(cast, round, stories.CARERS, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 5)
    stories.on_paper(cast, round, stories.NURSES, 4, 4, 5, 3, 4, 5, 4, 4, 4, 4, 4)
    stories.closed(cast, round)
    found = report(stories.figures(round))
    page = sees(cast.carer, "results_of", round.pk).content.decode()
    assert found.hides_figures is ("it would say too much about single people" in page)
    assert found.hides_figures is ("though enough people answered" in page)
    assert found.hides_figures


def test_a_visitor_learns_who_sees_results_before_they_are_public(cast, sees):
    refused = sees(None, "results_of", stories.both_sides_answered(cast).pk)
    words = refused.content.decode()
    assert refused.status_code == 403
    assert "The people of this project look at the results first" in words
    assert "Not everything here is open to everyone" in words
