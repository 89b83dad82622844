"""Write everything the site holds into a new folder."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coprod import backups


class Command(BaseCommand):
    help = "Write the database and people's files into a new folder, while all runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where; it must not exist yet")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            backups.write(folder)
        except backups.BackupError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Everything is in {folder}. Keep it as secret as the site.")
