"""A folder that holds everything: the database, and the files people sent.

The database is written first. A file is never changed once it lies there, so whatever
the database names is there when the files are copied after it.
"""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

DATABASE, FILES = "database.dump", "files"


class BackupError(Exception):
    """Why there is no backup, or none came back: one line with the remedy."""


def write(folder: Path) -> None:
    """Make the folder, or leave nothing: it gets its name when all of it is there."""
    if folder.exists():
        raise BackupError(f"{folder} exists already. Remedy: name another folder.")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    try:
        _run("pg_dump", "--format=custom", f"--file={unfinished / DATABASE}")
        if (kept := Path(settings.MEDIA_ROOT)).exists():
            shutil.copytree(kept, unfinished / FILES, copy_function=_copy)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def read(folder: Path) -> None:
    """Bring it back into an empty place; all of the database comes back or nothing."""
    if not (folder / DATABASE).is_file():
        raise BackupError(f"{folder} is no backup: there is no {DATABASE} in it.")
    if connection.introspection.table_names():
        raise BackupError("The database is not empty. Remedy: give it an empty one.")
    kept = Path(settings.MEDIA_ROOT)
    if kept.exists() and any(kept.iterdir()):
        raise BackupError(f"{kept} is not empty. Remedy: move what is there away.")
    if (folder / FILES).exists():
        shutil.copytree(folder / FILES, kept, dirs_exist_ok=True)
    _run(
        "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner",
        "--no-privileges", "--dbname", str(connection.settings_dict["NAME"]),
        str(folder / DATABASE),
    )  # fmt: skip


def _copy(source: str, target: str) -> None:
    """One that was removed meanwhile is not wanted any more."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603  (no shell, and no word of a visitor)
        [_find(program), *arguments],
        env={**os.environ, **_address()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()}")


def _address() -> dict[str, str]:
    """The database as PostgreSQL's own programs take it; a password is no argument."""
    names = {
        "PGDATABASE": "NAME",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
    }
    held = connection.settings_dict
    return {ours: str(held[theirs]) for ours, theirs in names.items() if held[theirs]}


def _find(program: str) -> str:
    if found := shutil.which(program):
        return found
    raise BackupError(f"There is no {program}. Remedy: apt install postgresql-client")
