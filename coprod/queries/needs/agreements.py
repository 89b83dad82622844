"""What waits for somebody because of the working agreement: drafts of it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.needs.need import Mine, Need, holding
from decisions.acts import CHANGE_CHARTER
from decisions.models import Charter, Decision
from participants.models import Participant
from projects.models import Project
from projects.prepared import prepared


def agreements(mine: Mine) -> Iterable[Need]:
    """Drafts that nobody has proposed; without a first agreement, everyone's affair.

    A later draft waits for whoever wrote it and for those who facilitate.
    """
    deciding = list(holding(mine, "decide_in_project"))
    facilitated = list(holding(mine, "facilitate_project"))
    for draft in _unproposed(deciding, facilitated, list(mine.values())):
        yield Need(
            "draft",
            draft.project,
            _("The draft of the working agreement waits to be proposed"),
            _("Nobody has been asked yet. Read it, change it, or propose it.")
            if getattr(draft, "replaces", False)
            else _(
                "Nothing else can be decided before both sides adopt it. Read it,"
                " change it, or propose it."
            ),
            draft.get_absolute_url(),
            _("Go to the draft"),
        )
    yield from _unwritten(facilitated)


@prepared
def _unproposed(
    deciding: list[UUID], facilitated: list[UUID], mine: list[Participant]
) -> QuerySet[Charter]:
    adopted = Charter.objects.filter(
        project=OuterRef("project"), state=Charter.State.ADOPTED
    )
    decided = Decision.objects.filter(
        act=CHANGE_CHARTER.code, about=OuterRef("pk"), state__in=Decision.RUNNING
    )
    theirs = Q(drafted_by__in=mine) | Q(project__in=facilitated)
    rows = Charter.objects.filter(
        ~Exists(decided),
        ~Exists(adopted) | theirs,
        state=Charter.State.DRAFT,
        project__in=deciding,
    )
    return rows.annotate(replaces=Exists(adopted)).select_related("project")


def _unwritten(facilitated: list[UUID]) -> Iterable[Need]:
    """Projects that have not begun to write who decides what."""
    for project in _without_draft(facilitated):
        yield Need(
            "draft",
            project,
            _("Who decides what is not written down yet"),
            _("Both sides adopt a working agreement first. Any member can draft it."),
            reverse("decisions:draft_charter", args=[project.pk]),
            _("Draft the agreement"),
        )


@prepared
def _without_draft(projects: list[UUID]) -> QuerySet[Project]:
    written = Charter.objects.filter(project=OuterRef("pk"))
    return Project.objects.filter(~Exists(written), pk__in=projects)
