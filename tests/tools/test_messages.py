"""A word that nobody translated is noticed before a reader meets it."""

import pytest

from tools.messages import compare

SOURCE = 'msgid "Vote"\nmsgstr ""\n\nmsgid "Join"\nmsgstr ""\n'
DONE = 'msgid "Vote"\nmsgstr "صوّت"\n\nmsgid "Join"\nmsgstr "انضم"\n'


def behind(tmp_path, ours: str) -> list[str]:
    folders = [tmp_path / name / "ar" / "LC_MESSAGES" for name in ("ours", "fresh")]
    for folder, text in zip(folders, (ours, SOURCE), strict=True):
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(text)
    return sorted(compare(folders[0] / "django.po", folders[1] / "django.po"))


def test_all_translated_is_up_to_date(tmp_path):
    assert behind(tmp_path, DONE) == []


@pytest.mark.parametrize(
    ("ours", "told"),
    [
        (DONE.replace('"انضم"', '""'), "ar: not translated: 'Join'"),
        ("#, fuzzy\n" + DONE, "ar: only guessed (fuzzy): 'Vote'"),
        (DONE.split("\n\n")[0], "ar: not collected: 'Join'"),
        (DONE + '\nmsgid "Old"\nmsgstr "قديم"\n', "ar: no longer used: 'Old'"),
    ],
)
def test_canary_each_way_of_being_behind_is_noticed(tmp_path, ours, told):
    assert behind(tmp_path, ours) == [told]
