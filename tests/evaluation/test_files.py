"""A file of answers is read as people write files, and every bad row says why."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from evaluation.models import Wrong
from evaluation.rules import answers, files, mapping
from evaluation.rules.answers import Question
from evaluation.rules.files import Reader, Row
from projects.rules import sheets
from projects.rules.sheets import Bad, ReadingError

QUESTIONS = {
    "internet": Question("internet", "single", choices=("yes", "no")),
    "hours": Question("hours", "number", least=0, most=24),
    "agree": Question("agree", "scale"),
    "uses": Question("uses", "multiple", choices=("mail", "maps", "games")),
    "words": Question("words", "text"),
}
GROUPS = ["Family carers", "Managers"]


def rows(content, said=None):
    columns = mapping.from_json(said or {})
    sheet = sheets.open_sheet(
        sheets.decode(content, columns.encoding), columns.separator
    )
    if not columns.columns():
        columns = mapping.matching(sheet.header, QUESTIONS)
    for wrong in files.check_columns(sheet, columns, QUESTIONS):
        raise wrong
    return list(Reader(columns, QUESTIONS, GROUPS).rows(sheet))


def one(content, said=None):
    (row,) = rows(content, said)
    assert isinstance(row, Row), row.problems
    return row


def problem(content, said=None):
    """(line, column, code) of the only thing wrong with the only row."""
    (row,) = rows(content, said)
    assert isinstance(row, Bad)
    (wrong,) = row.problems
    return row.line, wrong.column, wrong.code


def test_columns_named_like_questions_need_no_mapping():
    row = one(b"id,internet,hours,weight,group\n7,yes,2.5,0.5,Managers\n")
    assert row.said["internet"].choices == ("yes",)
    assert row.said["hours"].number == Decimal("2.5")
    assert (row.id, row.weight, row.group) == ("7", 500_000, "Managers")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("internet;hours", "yes;2"),
        ("internet,hours", "yes,2"),
        ("internet\thours", "yes\t2"),
        ("internet|hours", "yes|2"),
        ("sep=;\ninternet;hours", "yes;2"),
        ("\n\ninternet;hours", "yes;2"),
    ],
)
def test_the_separator_is_found(head, line):
    assert one(f"{head}\n{line}\n".encode()).said["hours"].number == 2


@pytest.mark.parametrize("written", ["managers", "MANAGERS", " Managers "])
def test_a_group_is_known_whatever_its_capitals(written):
    assert one(f"internet,group\nyes,{written}".encode()).group == "Managers"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_machine(end):
    content = end.join(["internet;hours", "yes;2", "no;3", ""]).encode()
    assert [row.line for row in rows(content)] == [2, 3]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("cp1252", ""),
        ("latin-1", ""),
        ("utf-16", ""),
        ("cp1256", "cp1256"),
    ],
)
def test_letters_are_read_in_the_usual_encodings(encoding, named):
    word = "ممرضة" if encoding == "cp1256" else "Señora Çelik"
    content = f"words\n{word}\n".encode(encoding)
    said = {"encoding": named, "items": {"words": "words"}}
    assert one(content, said).said["words"].text == word


@pytest.mark.parametrize(
    ("cell", "decimal", "number"),
    [
        ("2,5", ",", "2.5"),
        (",38", ",", "0.38"),
        ("2.5", ".", "2.5"),
        ("2,5", "", "2.5"),
        ("٢٫٥", "", "2.5"),
        (" 3 ", "", "3"),
    ],
)
def test_numbers_are_read_as_people_write_them(cell, decimal, number):
    said = {"items": {"h": "hours"}, "decimal": decimal, "separator": ";"}
    row = one(f"h\n{cell}\n".encode(), said)
    assert row.said["hours"].number == Decimal(number)


def test_a_point_is_no_decimal_sign_where_a_comma_is():
    said = {"items": {"h": "hours"}, "decimal": ",", "separator": ";"}
    assert problem(b"h\n1.500\n", said) == (2, "h", "not_a_number")


def test_values_bands_and_weights_are_translated_by_the_mapping():
    said = {
        "items": {"P1": {"item": "internet", "values": {"1": "yes", "2": "no"}}},
        "attributes": {
            "ID3": {"name": "sex", "values": {"1": "man", "2": "woman"}},
            "AGE": {"name": "age", "bands": {"16-24": [16, 24], "25-34": [25, 34]}},
        },
        "group": {"column": "G", "values": {"c": "Family carers"}},
        "weight": "POND",
        "id": "N",
        "decimal": ",",
        "empty": ["99"],
    }
    row = one(b"N;P1;ID3;AGE;G;POND\n21;1;2;25;c;,381\n", said)
    assert row.attributes == {"sex": "woman", "age": "25-34"}
    assert (row.group, row.weight, row.id) == ("Family carers", 381_000, "21")
    row = one(b"N;P1;ID3;AGE;G;POND\n21;1;99; ;99;1\n", said)
    assert (row.attributes, row.group) == ({}, "")


def test_several_answers_in_one_cell():
    said = {"items": {"U": {"item": "uses", "split": "/"}}}
    assert one(b"U\ngames/ mail\n", said).said["uses"].choices == ("mail", "games")


def test_a_cell_may_hold_lines_and_line_numbers_stay_true():
    found = rows(b'words,hours\n"one\ntwo",3\nthree,x\n')
    assert found[0].said["words"].text == "one\ntwo"
    assert (found[1].line, found[1].problems[0].code) == (4, "not_a_number")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("internet\nmaybe", (2, "internet", "unknown_choice")),
        ("hours\n25", (2, "hours", "out_of_range")),
        ("hours\ntwo", (2, "hours", "not_a_number")),
        ("hours\n1e3", (2, "hours", "not_a_number")),
        ("hours\n1.2345678", (2, "hours", "too_precise")),
        ("agree\n3.5", (2, "agree", "not_whole")),
        ("internet,weight\nyes,0", (2, "weight", "bad_weight")),
        ("internet,weight\nyes,", (2, "weight", "bad_weight")),
        ("internet,weight\nyes,-1", (2, "weight", "bad_weight")),
        ("internet,id\nyes,", (2, "id", "no_id")),
        ("internet,group\nyes,Nobody", (2, "group", "unknown_group")),
        ("internet,hours\nyes", (2, "", "cells")),
        ("internet,hours\nyes,1,2", (2, "", "cells")),
        ("internet,group\n,Managers", (2, "", "no_answer")),
        ("words\n" + "x" * 2001, (2, "words", "too_long")),
    ],
)
def test_a_bad_row_says_where_and_why(content, expected):
    assert problem(content.encode()) == expected


def test_a_row_says_everything_that_is_wrong_with_it():
    (row,) = rows(b"internet,hours,agree\nmaybe,99,9\n")
    assert [wrong.column for wrong in row.problems] == ["internet", "hours", "agree"]


def test_two_rows_of_one_name_are_not_two_people():
    found = rows(b"id,internet\n1,yes\n1,no\n")
    assert (found[1].line, found[1].problems[0].code) == (3, "same_id")


@pytest.mark.parametrize(
    ("content", "said", "code"),
    [
        (b"", {}, "no_rows"),
        (b"\n \n", {}, "no_rows"),
        (b"internet\n", {}, "no_rows"),
        (b"internet\n\n\n", {}, "no_rows"),
        (b"a,b\n1,2\n", {}, "no_question"),
        (b"internet,internet\nyes,no\n", {}, "two_columns"),
        (b"internet\nyes\n", {"items": {"P1": "internet"}}, "no_column"),
        (b"P1\nyes\n", {"items": {"P1": "telephone"}}, "unknown_question"),
        (b"internet\nye\xf0s\n", {"encoding": "utf-8"}, "encoding"),
        (b"\x00\x00\x00\x01", {}, "encoding"),
        (b"PK\x03\x04\x00\x00", {}, "encoding"),
        (b"internet\nyes\n", {"encoding": "martian"}, "encoding"),
        (b"words\n" + b"x" * 200_000 + b"\n", {}, "unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, said, code):
    with pytest.raises(ReadingError) as wrong:
        rows(content, said)
    assert wrong.value.code == code


def test_too_many_rows_or_kinds_of_people(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    with pytest.raises(ReadingError, match="too_many_rows"):
        rows(b"internet\nyes\nno\nyes\n")
    monkeypatch.setattr(files, "MOST_ROWS", 100)
    content = "internet;who\n" + "".join(f"yes;{at}\n" for at in range(61))
    said = {"items": {"internet": "internet"}, "attributes": {"who": "who"}}
    with pytest.raises(ReadingError, match="too_many_labels"):
        rows(content.encode(), said)


@pytest.mark.parametrize(
    "said",
    [
        [],
        {"columns": {}},
        {"items": []},
        {"items": {"P1": 3}},
        {"items": {"P1": {"itm": "internet"}}},
        {"items": {"P1": {"item": "internet", "values": {"1": 2}}}},
        {"decimal": "x"},
        {"separator": "x"},
        {"id": 3},
        {"empty": "99"},
        {"attributes": {"A": {"name": "side"}}},
        {"attributes": {"A": {"name": "a:b"}}},
        {"attributes": {"A": {"name": ""}}},
        {"attributes": {"A": {"name": "age", "bands": {"x": [1]}}}},
        {"attributes": {"A": {"name": "age", "values": {"1": "x" * 51}}}},
    ],
)
def test_a_mapping_is_strict(said):
    with pytest.raises(ReadingError, match="mapping"):
        mapping.from_json(said)


def test_every_reason_has_a_sentence():
    modules = (files, answers, mapping)
    sources = [Path(str(each.__file__)).read_text() for each in modules]
    codes = set(re.findall(r'Error\(\s*"([a-z_]+)"', "".join(sources)))
    assert codes
    assert codes <= set(Wrong.values)


@pytest.mark.parametrize("raw", [None, "", [], [""], "  "])
def test_no_answer_is_no_answer_unless_one_is_needed(raw):
    assert answers.read(QUESTIONS["agree"], raw) is None
    needed = Question("agree", "scale", required=True)
    with pytest.raises(ReadingError, match="missing"):
        answers.read(needed, raw)
