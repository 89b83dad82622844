"""What waits for somebody because of survey rounds: answers, and drafts to open."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.queries.needs.need import Mine, Need, holding
from evaluation.models import Answered, Round
from participants.models import Participant
from phases.models import Phase
from projects.prepared import prepared


def rounds(mine: Mine) -> Iterable[Need]:
    """Survey rounds that ask this person's group and have no answers of theirs."""
    answering = list(holding(mine, "decide_in_project").values())
    groups = [place.constituency_id for place in answering]
    for one in _asking(answering, groups):
        yield Need(
            "round",
            one.project,
            str(one),
            _("Your answers are kept without your name."),
            reverse("evaluation:answer", args=[one.pk]),
            _("Answer"),
            one.closes_at,
        )


@prepared
def _asking(places: list[Participant], groups: list[UUID]) -> QuerySet[Round]:
    answered = Answered.objects.filter(round=OuterRef("pk"), participant__in=places)
    rows = Round.objects.filter(
        ~Exists(answered),
        state=Round.State.OPEN,
        phase__state=Phase.State.OPEN,
        groups__in=groups,
    )
    return rows.select_related("project")


def drafts(mine: Mine) -> Iterable[Need]:
    """Rounds that were prepared, for those who may open them."""
    for one in _drafted(_preparing(mine)):
        yield Need(
            "draft",
            one.project,
            str(one),
            _("A draft. Nobody has been asked yet."),
            reverse("evaluation:round", args=[one.pk]),
            _("Go on"),
        )


@prepared
def _drafted(projects: Sequence[UUID]) -> QuerySet[Round]:
    rows = Round.objects.filter(project__in=projects, state=Round.State.DRAFT)
    return rows.select_related("project")


def _preparing(mine: Mine) -> Sequence[UUID]:
    grants = ("evaluate_project", "facilitate_project")
    return [key for grant in grants for key in holding(mine, grant)]
