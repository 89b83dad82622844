from django.apps import AppConfig
from django.core.checks import Tags, register

from coprod.checks import (
    nothing_goes_to_the_own_machine,
    the_demonstration_is_off,
)


class CoprodConfig(AppConfig):
    name = "coprod"

    def ready(self) -> None:
        for check in (the_demonstration_is_off, nothing_goes_to_the_own_machine):
            register(check, Tags.security, deploy=True)
