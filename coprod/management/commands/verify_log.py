"""Compute the chain of every log again, and say where it does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.log import breaks
from projects.models import LogSeal, Project


class Command(BaseCommand):
    help = "Check that no line of any project's log was changed since it was chained."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("projects", nargs="*", metavar="PROJECT", help="ids")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen: list[str] = options["projects"]
        projects = Project.objects.filter(pk__in=chosen) if chosen else Project.objects
        broken = [self._check(project) for project in projects.order_by("created_at")]
        if any(broken):
            raise CommandError("The log was changed. Compare with an exported copy.")

    def _check(self, project: Project) -> bool:
        found = list(breaks(project))
        count = LogSeal.objects.filter(project=project).count()
        if found:
            numbers = ", ".join(str(number) for number in found[:20])
            self.stderr.write(f"{project.pk} {project}: broken at {numbers}")
        else:
            self.stdout.write(f"{project.pk} {project}: {count} lines hold")
        return bool(found)
