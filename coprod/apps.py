from django.apps import AppConfig
from django.core.checks import Tags, register

from coprod.checks import the_demonstration_is_off


class CoprodConfig(AppConfig):
    name = "coprod"

    def ready(self) -> None:
        register(the_demonstration_is_off, Tags.security, deploy=True)
