"""My projects, and what needs me."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.queries.cards import Card, cards
from coprod.queries.needs import HERE, Open, needs_of
from coprod.queries.voices import Voice, answered, voices
from participants.models import Participant
from participants.queries import administered_pilots, places_of


@login_required
@require_safe
def my_projects(request: HttpRequest) -> HttpResponse:
    """What waits for me first; then my places, with what is open in each."""
    places = places_of(request.user)
    mine = {place.project_id: place for place in places if place.state in HERE}
    found = cards([place.project for place in mine.values()])
    context = {
        "needs": needs_of(places, _open(found)),
        "mine": _mine(found, mine),
        "left": [place for place in places if place.state not in HERE],
        "pilots": administered_pilots(request.user),
        "zone_here": next((p.project.pilot.time_zone for p in places), ""),
    }
    return render(request, "pages/my_projects.html", context)


def _open(found: list[Card]) -> Open:
    return Open(
        {card.project.pk for card in found if card.decision},
        {card.project.pk for card in found if card.survey},
        {card.project.pk for card in found},
    )


def _mine(
    found: list[Card], places: dict[UUID, Participant]
) -> list[tuple[Card, Participant, str]]:
    """A card of each project, with whether what is open there has heard me."""
    asked = [card.decision for card in found if card.decision]
    surveys = [card.survey for card in found if card.survey]
    mine = list(places.values())
    heard = {**voices(mine, asked), **answered(mine, surveys)}
    return [(card, places[card.project.pk], _voice(card, heard)) for card in found]


def _voice(card: Card, heard: dict[UUID, Voice]) -> str:
    shown = card.decision or card.survey
    return heard.get(shown.pk, "") if shown else ""
