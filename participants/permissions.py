"""Rules about people and places."""

from django.utils.translation import gettext as _

from participants.queries import Who, grants_of
from projects.access import YES, Verdict, no
from projects.models import Project


def may_facilitate(who: Who, project: Project) -> Verdict:
    if "facilitate_project" not in grants_of(who, project):
        return no(_("Only facilitators can do this. Any of them can help you."))
    return YES
