"""Files of answers on their pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evaluation import actions
from projects.models import LogEntry
from tests.clock import work_off
from tests.evaluation import stories
from tests.evaluation.stories import url


def file(content, name="answers.csv"):
    return SimpleUploadedFile(name, content.encode())


def test_a_file_comes_in_on_its_pages(cast, sees, sends):
    round = stories.opened(cast)
    assert "influence" in sees(cast.evaluator, "import", round.pk).content.decode()
    content = "id,influence\n1,4\n2,x\n3,5\n"
    sent = sends(cast.evaluator, "upload", round.pk, file=file(content))
    batch = round.imports.get()
    assert sent.url == batch.get_absolute_url()
    assert "Being checked" in (
        sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    )
    work_off()
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "Store only the 2 good rows" in page
    assert "This is not a number." in page
    sends(cast.evaluator, "store_import", batch.pk, keep="good")
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "0 of 2 rows are in" in page
    work_off()
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "2 rows were added" in page
    assert LogEntry.objects.filter(event="evaluation.imported").exists()


def test_a_file_that_waits_says_since_when_and_what_to_do(cast, sees, sends):
    round = stories.opened(cast)
    sends(cast.evaluator, "upload", round.pk, file=file("influence\n4\n"))
    batch = round.imports.get()
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "has been waiting since" in page
    assert f'datetime="{batch.made_at:%Y-%m-%d}' in page
    assert "If nothing has changed after ten minutes" in page
    work_off()
    sends(cast.evaluator, "store_import", batch.pk, keep="all")
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "If nothing has changed after ten minutes" in page


MAPPING = '{"items": {"Q1": {"item": "influence"}}}'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a table as text"),
        (b"PK\x03\x04\x14\x00\x06\x00", "This is a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is a spreadsheet"),
        (b"%PDF-1.7\n", "not a table as text"),
        (b"influence\n\x00\x01\x02", "not a table as text"),
    ],
)
def test_what_is_no_text_is_refused_at_once(cast, sends, content, reason):
    round = stories.opened(cast)
    sent = {"file": SimpleUploadedFile("answers.csv", content)}
    sent["mapping"] = file(MAPPING, "map.json")
    page = sends(cast.evaluator, "upload", round.pk, **sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert reason in text
    assert "What the columns mean is kept" in text
    assert not round.imports.exists()
    kept = page.context["form"].kept
    sends(cast.evaluator, "upload", round.pk, file=file("Q1\n4\n"), kept=kept)
    work_off()
    assert round.imports.get().good == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_text_in_any_letters_is_taken(cast, sends, encoding):
    round = stories.opened(cast)
    content = "influence,change\n4,المزيد من الوقت\n".encode(encoding)
    upload = SimpleUploadedFile("answers.csv", content)
    assert sends(cast.evaluator, "upload", round.pk, file=upload).status_code == 302


def test_a_file_can_be_left(cast, sees, sends):
    round = stories.opened(cast)
    sends(cast.evaluator, "upload", round.pk, file=file("influence\nx\n"))
    work_off()
    batch = round.imports.get()
    assert "no row that could be stored" in (
        sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    )
    assert (
        sends(cast.evaluator, "store_import", batch.pk, keep="good").status_code == 403
    )
    sends(cast.evaluator, "discard_import", batch.pk)
    batch.refresh_from_db()
    assert batch.state == "refused"


def test_problems_come_twenty_at_a_time_and_all_as_a_file(cast, client, sees, sends):
    round = stories.opened(cast)
    content = "influence,heard\n" + "x,y\n" * 25
    sends(cast.evaluator, "upload", round.pk, file=file(content))
    work_off()
    batch = round.imports.get()
    page = sees(cast.evaluator, "import_batch", batch.pk)
    assert page.content.decode().count("This is not a number.") == 20
    more = page.context["more"]
    address = url("import_batch", batch.pk)
    after = client.get(f"{address}?line={more.line}&after={more.pk}")
    lines = [each.line for each in after.context["problems"]]
    assert lines == sorted(lines)
    assert lines[0] == 12
    whole = sees(cast.evaluator, "problems_csv", batch.pk).content.decode()
    assert whole.count("This is not a number.") == 50
    odd = client.get(f"{address}?line=x&after=99999999999999999")
    assert odd.status_code == 200


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [("{", "mapping"), ("[]", "mapping"), ('{"items": {"A": 3}}', "A")],
)
def test_a_mapping_that_cannot_be_read_comes_back(cast, sends, mapping, reason):
    round = stories.opened(cast)
    page = sends(
        cast.evaluator,
        "upload",
        round.pk,
        file=file("influence\n4\n"),
        mapping=file(mapping, "map.json"),
    )
    assert page.status_code == 422
    assert reason in page.content.decode()


def test_the_files_to_start_from_are_understood_when_they_come_back(cast, sees, sends):
    round = stories.opened(cast)
    sheet = sees(cast.evaluator, "answer_sheet", round.pk).content.decode("utf-8-sig")
    head = sheet.splitlines()[0]
    assert (
        head
        == "id,group,influence,heard,used,respect,time,who_decides,safe,change,weight"
    )
    rows = f"{head}\n1,{stories.CARERS},4,,,,,,,,1\n"
    sends(cast.evaluator, "upload", round.pk, file=file(rows))
    example = sees(cast.evaluator, "mapping_example", round.pk).content.decode()
    columns = [f"Q{at}" for at in range(1, 9)]
    more = ";".join(["ID", "WEIGHT", "SEX", "AGE", "GROUP", *columns])
    data = {
        "file": file(f"{more}\n7;1,5;2;30;;3;;;;;;;\n"),
        "mapping": file(example, "mapping.json"),
    }
    sends(cast.evaluator, "upload", round.pk, **data)
    work_off()
    assert [each.good for each in round.imports.all()] == [1, 1]


def test_a_file_that_is_too_large_says_so(cast, sends, monkeypatch):
    monkeypatch.setattr("projects.files.tables.LARGEST", 10)
    round = stories.opened(cast)
    page = sends(cast.evaluator, "upload", round.pk, file=file("influence\n4\n4\n"))
    assert page.status_code == 422
    assert "larger than 10 MB" in page.content.decode()


@pytest.mark.parametrize("name", ["import_batch", "problems_csv"])
def test_what_a_file_holds_is_read_by_few(cast, sees, name):
    round = stories.opened(cast)
    batch = actions.import_answers(
        by=cast.evaluator,
        round=round,
        file=actions.SentFile("a.csv", b"influence\n4\n", {}),
    )
    assert sees(cast.evaluator, name, batch.pk).status_code == 200
    assert sees(cast.carer, name, batch.pk).status_code == 403
    assert sees(cast.stranger, name, batch.pk).status_code == 403
    type(cast.project).objects.update(visibility="members")
    assert sees(cast.stranger, name, batch.pk).status_code == 404
    assert sees(cast.foreign_admin, name, batch.pk).status_code == 404


def test_what_is_wrong_says_what_would_be_right(cast, sees, sends):
    round = stories.opened(cast)
    content = "id,influence,group\n1,9,\n2,4,Nobody\n"
    sends(cast.evaluator, "upload", round.pk, file=file(content))
    work_off()
    batch = round.imports.get()
    page = sees(cast.evaluator, "import_batch", batch.pk).content.decode()
    assert "It has to be from 1 to 5." in page
    assert "The groups are: " in page
    assert stories.CARERS in page
    table = sees(cast.evaluator, "problems_csv", batch.pk).content.decode()
    assert "It has to be from 1 to 5." in table


def test_what_is_wrong_is_said_of_a_column_with_another_name(cast, sees, sends):
    round = stories.opened(cast)
    sends(
        cast.evaluator,
        "upload",
        round.pk,
        file=file("Q1\n9\n"),
        mapping=file(MAPPING, "mapping.json"),
    )
    work_off()
    page = sees(cast.evaluator, "import_batch", round.imports.get().pk)
    assert "It has to be from 1 to 5." in page.content.decode()
