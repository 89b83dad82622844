"""Fill the demonstration with its story; a second time there is nothing to do."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coprod.story.telling import NotEmptyError, tell


class Command(BaseCommand):
    help = "Tell the story of the demonstration, once (only with COPROD_DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only the demonstration is filled: set COPROD_DEMO=1.")
        logging.getLogger("celery.app.trace").setLevel(logging.WARNING)
        try:
            done = tell()
        except NotEmptyError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("The story is told." if done else "It was told already.")
