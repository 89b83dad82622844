"""Ways of working are declared, one small module each."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

import phases.methods
from phases import actions
from phases.methods import METHODS, suiting
from phases.models import Contribution, Phase


def test_each_file_of_the_package_is_a_method():
    folder = Path(phases.methods.__file__).parent
    files = {file.stem for file in folder.glob("*.py")} - {"__init__", "method"}
    assert files == set(METHODS)


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.code)
def test_a_method_says_all_that_its_page_needs(method):
    assert get_template(method.template)
    assert all(str(said) for said in (method.name, method.words, method.decides))
    assert str(method.offline_way), "no way without a computer"
    assert set(method.suits) <= set(Phase.Kind.values)
    assert set(method.takes) <= set(Contribution.Kind.values)


def test_people_have_something_to_do_in_each_phase_before_judging():
    for kind in ("co_commission", "co_design", "co_delivery"):
        assert suiting(kind), kind


def test_the_board_counts_needs_assets_and_barriers(cast, board):
    for kind in ("need", "need", "barrier"):
        actions.contribute(
            by=cast.carer, activity=board, words=actions.Words(kind, "Something")
        )
    figures = {figure.code: figure.number for figure in METHODS["board"].result(board)}
    assert figures == {"need": 2, "asset": 0, "barrier": 1}


def test_ideas_are_counted_by_how_far_they_have_come(cast, ideas):
    first, _second = (
        actions.contribute(
            by=cast.carer, activity=ideas, words=actions.Words("idea", text)
        )
        for text in ("A lift", "A van")
    )
    actions.set_status(by=cast.fiona, contribution=first, status="talked_over")
    figures = {figure.code: figure.number for figure in METHODS["ideas"].result(ideas)}
    assert figures == {"new": 1, "talked_over": 1}


def test_templates_of_methods_lie_beside_each_other():
    folder = Path(settings.BASE) / "templates" / "phases" / "methods"
    drawn = {Path(method.template).name for method in METHODS.values()}
    assert drawn == {file.name for file in folder.glob("*.html")}
