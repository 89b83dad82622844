"""Add a survey round up again from its answers."""

from argparse import ArgumentParser
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from evaluation import actions
from evaluation.models import Round


class Command(BaseCommand):
    help = "Forget the sums of a survey round and add them up again from the answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", type=UUID)

    def handle(self, *args: object, **options: UUID) -> None:
        round_id = options["round"]
        if not Round.objects.filter(pk=round_id).exists():
            raise CommandError("There is no such round.")
        counted = actions.recount(round_id)
        self.stdout.write(f"Added up again: {counted} answers.")
