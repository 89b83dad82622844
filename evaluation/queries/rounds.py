"""How a request reaches questionnaires and rounds, and who has answered."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from decisions.queries import members_today
from evaluation.models import Answered, Item, Questionnaire, Round
from evaluation.rules.answers import Question
from evaluation.statistics.suppression import K
from participants.models import Participant
from participants.queries import administered_pilots
from projects import clock
from projects.access import Person, grants
from projects.models import Pilot, Project, Side
from projects.paging import Page, page
from projects.prepared import prepared
from projects.queries import by_name

LINK = Signer(salt="evaluation.link", sep=".")


@dataclass(frozen=True)
class Turnout:
    """How many of those asked on one side have answered. None: fewer than five."""

    side: str
    answered: int | None
    asked: int | None


def questionnaires(pilot: Pilot) -> QuerySet[Questionnaire]:
    """What may be asked in a pilot’s projects."""
    return pilot.questionnaires.filter(retired_at=None)


def questionnaire_for(user: Person, pk: UUID) -> Questionnaire:
    """One that this person may look after, with its questions."""
    rows = Questionnaire.objects.filter(pilot__in=administered_pilots(user))
    found = rows.select_related("pilot").prefetch_related("items")
    return get_object_or_404(found, pk=pk)


def is_in_use(questionnaire: Questionnaire) -> bool:
    opened = Round.objects.filter(questionnaire_id=questionnaire.pk)
    return opened.exclude(state=Round.State.DRAFT).exists()


def round_for(user: Person, pk: UUID) -> Round:
    """The only way a request reaches a round: hidden and missing look the same."""
    rows = Round.objects.select_related(
        "project__pilot", "phase__cycle", "questionnaire", "link_item"
    )
    found = get_object_or_404(rows, pk=pk, project__in=Project.objects.visible_to(user))
    if found.state == Round.State.DRAFT and not _is_inside(user, found.project):
        raise Http404
    return found


def rounds_page(user: Person, project: Project, cursor: str | None) -> Page[Round]:
    """Newest first; drafts are for the people inside."""
    return page(rounds_of(user, project), "made_at", cursor)


def rounds_of(user: Person, project: Project) -> QuerySet[Round]:
    rows = project.rounds.select_related("questionnaire", "phase__cycle", "project")
    if _is_inside(user, project):
        return rows
    return rows.exclude(state=Round.State.DRAFT)


def _is_inside(user: Person, project: Project) -> bool:
    return "view_project" in grants(user, project)


@prepared
def open_rounds(project: Project) -> QuerySet[Round]:
    rows = Round.objects.filter(project=project, state=Round.State.OPEN)
    return rows.select_related("link_item")


def rounds_to_answer(place: Participant) -> QuerySet[Round]:
    """What waits for this person’s answers."""
    mine = open_rounds.query(place.project).filter(groups=place.constituency_id)
    return mine.exclude(answered__participant=place).select_related("project")


def has_answered(place: Participant, round: Round) -> bool:
    return Answered.objects.filter(round=round, participant=place).exists()


def days_early(round: Round) -> int:
    """How many days before its last one it would close now; begun ones count."""
    left = round.closes_at - clock.now() if round.closes_at else timedelta()
    return max(ceil(left / timedelta(days=1)), 0)


def turnout(round: Round) -> list[Turnout]:
    """By side, of the groups that are asked. The one place that says how many came.

    Who answered is not told of a handful: not while it is open, nor to software.
    """
    asked = Counter(_asked(round).values_list("constituency__side", flat=True))
    came = round.answered.values_list("participant__constituency__side", flat=True)
    answered = Counter(came)
    return [
        Turnout(side, _told(answered[side]), _told(max(asked[side], answered[side])))
        for side in Side.values
        if asked[side] or answered[side]
    ]


def _told(people: int) -> int | None:
    return None if 0 < people < K else people


def asked_by_slice(round: Round) -> dict[str, int]:
    """How many were asked while it was open, by group and side, as figures name them.

    People who answered and have left since were asked too.
    """
    came = Q(pk__in=_asked(round).values("pk")) | Q(answered__round=round)
    rows = round.project.participants.filter(came).distinct()
    pairs = rows.values_list("pk", "constituency", "constituency__side")
    found: Counter[str] = Counter()
    for _, group, side in pairs:
        found.update([f"group:{group}", f"side:{side}"])
    return dict(found)


def _asked(round: Round) -> QuerySet[Participant]:
    """Who of the groups was here while it was open."""
    people = members_today(round.project).filter(constituency__in=round.groups.all())
    if round.closed_at:
        people = people.filter(joined_at__lte=round.closed_at)
    return people


def asked_on_paper(round: Round) -> QuerySet[Participant]:
    """People without an account who are asked."""
    return members_today(round.project).filter(
        user=None, constituency__in=round.groups.all()
    )


def waiting_on_paper(round: Round) -> QuerySet[Participant]:
    """Those of them who have not answered."""
    answered = round.answered.values("participant")
    return asked_on_paper(round).exclude(pk__in=answered).order_by(by_name(), "pk")


# ------------------------------------------------------------------ the questions


def items_of(round: Round) -> list[Item]:
    return list(round.questionnaire.items.all())


def question_of(item: Item) -> Question:
    """What reading an answer needs to know of an item."""
    return Question(
        code=item.code,
        kind=item.kind,
        least=item.least,
        most=item.most,
        choices=tuple(choice["value"] for choice in item.choices),
        required=item.required,
    )


def questions_of(round: Round) -> dict[str, Question]:
    return {item.code: question_of(item) for item in items_of(round)}


def items_for_link(pilot: Pilot) -> QuerySet[Item]:
    """Questions that can be answered with one tap, without an account."""
    tapped = [Item.Kind.SCALE, Item.Kind.SINGLE]
    return Item.objects.filter(
        questionnaire__in=questionnaires(pilot), kind__in=tapped
    ).select_related("questionnaire")


# ------------------------------------------------------------------ one question


def link_token(round: Round) -> str:
    """A signed link: nothing secret is stored, and none can be made up."""
    return LINK.sign(round.pk.hex)


def linked_round(token: str) -> Round:
    """The round a link leads to; whoever holds it may answer its one question."""
    try:
        pk = UUID(LINK.unsign(token))
    except BadSignature as error:
        raise Http404 from error
    rows = Round.objects.exclude(link_item=None).exclude(state=Round.State.DRAFT)
    return get_object_or_404(
        rows.select_related("project__pilot", "phase", "link_item"), pk=pk
    )


def linked_items(round: Round) -> list[Item]:
    """The one question asked by link."""
    return [round.link_item] if round.link_item else []
