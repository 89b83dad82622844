"""Bring a backup back, into an empty database."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coprod import backups


class Command(BaseCommand):
    help = (
        "Bring a backup back into an empty database, and check the chains of its log."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="what `backup` wrote")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            backups.read(folder)
        except backups.BackupError as problem:
            raise CommandError(str(problem)) from problem
        call_command("migrate", interactive=False, verbosity=0)
        call_command("verify_log", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write("Everything is back.")
