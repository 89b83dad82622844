from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_noop

from coprod.checks import (
    nothing_goes_to_the_own_machine,
    the_demonstration_is_off,
)

# Django's own words, translated anew: in Russian a name inside would need its case.
AROUND_NAMES = (
    gettext_noop("Add %s"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
)


class CoprodConfig(AppConfig):
    name = "coprod"

    def ready(self) -> None:
        for check in (the_demonstration_is_off, nothing_goes_to_the_own_machine):
            register(check, Tags.security, deploy=True)
