"""The pages of the site itself, which belong to no one project."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coprod.queries.cards import SIZE, cards, pilots_within
from coprod.queries.lately import changed_lately
from phases.models import Phase
from phases.queries import ABOUT
from projects.models import Pilot, reach_of
from projects.queries import by_name, projects_page


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Every project one may see: where it is in its circle, and what is open."""
    pilots = pilots_within(reach_of(request.user))
    asked = request.GET.get("pilot")
    pilot = next((one for one in pilots if one.slug == asked), None)
    page = projects_page(request.user, request.GET.get("page"), pilot, SIZE)
    context = {
        "pilots": pilots,
        "pilot": pilot or (pilots[0] if len(pilots) == 1 else None),
        "page": page,
        "cards": cards(page.rows),
        "circle": [
            {"name": kind.label, "text": ABOUT[kind], "state": "done"}
            for kind in Phase.Kind
        ],
        "lately": changed_lately(request.user),
        "zone_here": pilots[0].time_zone if pilots else "",
    }
    return render(request, "pages/front.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    pilots = Pilot.objects.order_by(by_name())
    return render(request, "pages/contact.html", {"pilots": pilots})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
