"""My projects, and what needs me."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.queries.cards import cards
from coprod.queries.needs import HERE, needs_of
from participants.queries import administered_pilots, places_of


@login_required
@require_safe
def my_projects(request: HttpRequest) -> HttpResponse:
    """What waits for me first; then my places, with what is open in each."""
    places = list(places_of(request.user))
    mine = {place.project_id: place for place in places if place.state in HERE}
    found = cards([place.project for place in mine.values()])
    context = {
        "needs": needs_of(places),
        "mine": [(card, mine[card.project.pk]) for card in found],
        "left": [place for place in places if place.state not in HERE],
        "pilots": administered_pilots(request.user),
        "zone_here": next((p.project.pilot.time_zone for p in places), ""),
    }
    return render(request, "pages/my_projects.html", context)
