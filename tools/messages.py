"""Translations: compile them, collect them, and say where they are behind.

Runs in the virtual environment; compiling needs no gettext on the machine.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from tools import apt
from tools.places import CHECKOUT
from tools.speech import main, run, say

LOCALE = CHECKOUT / "locale"
TRANSLATED = ("ar", "da", "fi", "ru")  # English is the language of the source
MAKE = (
    "makemessages", "--no-obsolete", "--no-wrap", "--add-location", "file",
    "--ignore", "node_modules", "--ignore", ".venv", "--ignore", ".local",
)  # fmt: skip


def compile_all() -> None:
    """Write each .mo beside a newer .po."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


def collect(root: Path = CHECKOUT) -> None:
    """Bring the .po files up to the strings in the source."""
    apt.insist("gettext")
    languages = [part for code in TRANSLATED for part in ("--locale", code)]
    run(
        [sys.executable, "manage.py", *MAKE, *languages],
        otherwise="The strings could not be collected.",
        cwd=root,
    )


def behind() -> Iterator[str]:
    """Every reason why a page could show a word untranslated."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        _copy_source(copy)
        collect(copy)
        for code in TRANSLATED:
            file = Path("locale") / code / "LC_MESSAGES" / "django.po"
            yield from compare(CHECKOUT / file, copy / file)


def compare(ours: Path, fresh: Path) -> Iterator[str]:
    held = _entries(ours)
    wanted = _entries(fresh)
    for key in wanted.keys() - held.keys():
        yield f"{ours.parent.parent.name}: not collected: {key[1]!r}"
    for key in held.keys() - wanted.keys():
        yield f"{ours.parent.parent.name}: no longer used: {key[1]!r}"
    for key, entry in held.items():
        if entry.fuzzy:
            yield f"{ours.parent.parent.name}: only guessed (fuzzy): {key[1]!r}"
        elif not entry.translated():
            yield f"{ours.parent.parent.name}: not translated: {key[1]!r}"


def _entries(file: Path) -> dict[tuple[str | None, str], polib.POEntry]:
    if not file.exists():
        return {}
    found = polib.pofile(str(file))
    return {(one.msgctxt, one.msgid): one for one in found if not one.obsolete}


def _copy_source(copy: Path) -> None:
    """What git would commit, and no more."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (
            name.endswith((".py", ".html", ".txt", ".po"))
            and (CHECKOUT / name).exists()
        ):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, copy / name)


def command() -> int:
    match sys.argv[1:]:
        case ["compile"]:
            compile_all()
        case ["collect"]:
            collect()
            compile_all()
        case ["check"]:
            found = sorted(behind())
            say("\n".join(found[:20]))
            if found:
                say(f"{len(found)} messages behind. Remedy: make messages")
            return 1 if found else 0
        case _:
            say("Usage: python -m tools.messages compile | collect | check")
            return 2
    return 0


if __name__ == "__main__":
    main(command)
