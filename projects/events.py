"""What projects write on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import ClockAct, PublicAct

PROJECT_STARTED = PublicAct("projects.project_started", _("The project was started."))
SCOPE_CHANGED = PublicAct(
    "projects.scope_changed", _("What can be decided here was put in new words.")
)
WEBHOOK_FELL_SILENT = ClockAct(
    "projects.webhook_fell_silent",
    _("A receiver did not answer for three days. It is told nothing more."),
    frozenset({"webhook"}),
)
