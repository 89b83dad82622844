"""Let somebody in again who lost the phone and the spare codes."""

from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser

from participants.actions import take_off_second_step
from participants.queries import account_of

LOG = structlog.get_logger("participants.accounts")


class Command(BaseCommand):
    help = "Take somebody's second step off and sign them out. A letter tells them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        user = account_of(address)
        if user is None:
            raise CommandError("No account has this address. Nothing was changed.")
        take_off_second_step(user=user)
        LOG.info("second_step_taken_off", account=str(user.pk))
        self.stdout.write("Done. A code by e-mail lets them in; a letter says so.")
