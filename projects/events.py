"""What projects write on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import PublicAct

PROJECT_STARTED = PublicAct("projects.project_started", _("The project was started."))
SCOPE_CHANGED = PublicAct(
    "projects.scope_changed", _("What can be decided here was put in new words.")
)
