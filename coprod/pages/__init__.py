"""Pages that show several apps: front page, my projects, project page, desk, log."""

from coprod.pages.desks import desk
from coprod.pages.logs import log, log_json
from coprod.pages.places import my_projects
from coprod.pages.projects import project, take_part
from coprod.pages.site import accessibility, contact, csrf_failure, front, privacy

__all__ = [
    "accessibility",
    "contact",
    "csrf_failure",
    "desk",
    "front",
    "log",
    "log_json",
    "my_projects",
    "privacy",
    "project",
    "take_part",
]
