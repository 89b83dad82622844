"""Pages that show several apps: front page, my projects, project page, desk, log."""

from coprod.pages.desks import desk
from coprod.pages.elsewhere import (
    oidc_back,
    oidc_before,
    oidc_go,
    sign_in,
    sign_in_to,
    unlink_service,
)
from coprod.pages.feeds import calendar, log_atom, my_calendar, my_log_atom
from coprod.pages.logs import log, log_json
from coprod.pages.places import my_projects
from coprod.pages.projects import project, take_part
from coprod.pages.signing_in import (
    authorise,
    end_others,
    end_session,
    how_i_sign_in,
    remove_passkey,
    take_back,
    to_sign_in,
)
from coprod.pages.site import accessibility, contact, csrf_failure, front, privacy

__all__ = [
    "accessibility",
    "authorise",
    "calendar",
    "contact",
    "csrf_failure",
    "desk",
    "end_others",
    "end_session",
    "front",
    "how_i_sign_in",
    "log",
    "log_atom",
    "log_json",
    "my_calendar",
    "my_log_atom",
    "my_projects",
    "oidc_back",
    "oidc_before",
    "oidc_go",
    "privacy",
    "project",
    "remove_passkey",
    "sign_in",
    "sign_in_to",
    "take_back",
    "take_part",
    "to_sign_in",
    "unlink_service",
]
