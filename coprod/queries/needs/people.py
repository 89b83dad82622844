"""What waits for somebody because of who takes part: a side without anybody."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.needs.need import Mine, Need, holding
from participants.queries import sides_without_people
from projects.models import Side


def empty_sides(mine: Mine) -> Iterable[Need]:
    """Sides on which nobody is yet, for those who may invite."""
    for project, side in sides_without_people(holding(mine, "facilitate_project")):
        community = side == Side.COMMUNITY
        yield Need(
            "invite",
            project,
            _("Nobody of the community side is here yet")
            if community
            else _("Nobody of the institution side is here yet"),
            _("Both sides decide together. Send people a link, or print a code."),
            reverse("participants:invitations", args=[project.pk]),
            _("Invite people"),
        )
