"""Begin a new site: its first pilot, and who administers it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from participants.actions import begin_site
from projects.addresses import absolute

DONE = """\
{pilot} is there, and {address} runs it and the site. Now, as {address}:
  1. sign in at {sign_in} with a code sent by e-mail
  2. set up a second step at {second_step}
  3. see to the pilot at {admin}, and start a project"""
PAGES = {"sign_in": "sign_in", "second_step": "how_i_sign_in", "admin": "admin:index"}


class Command(BaseCommand):
    help = "Make the first pilot of a new site, and who administers both; only once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what the pilot is called")
        parser.add_argument("address", help="the e-mail address of who administers it")

    def handle(self, *args: Any, name: str, address: str, **options: Any) -> None:
        try:
            validate_email(address)
            pilot = begin_site(name=name, email=address)
        except ValidationError as problem:
            why = " ".join(problem.messages)
            raise CommandError(f"{why} Nothing was changed.") from problem
        pages = {word: absolute(reverse(name)) for word, name in PAGES.items()}
        self.stdout.write(DONE.format(pilot=pilot, address=address, **pages))
