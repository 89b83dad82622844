from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self) -> None:
        autodiscover_modules("events")
