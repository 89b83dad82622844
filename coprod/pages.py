"""Pages that show several apps: front page, my projects, project page, desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.models import Pilot


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/front.html")


@require_safe
def my_projects(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/my_projects.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    pilots = Pilot.objects.order_by("name")
    return render(request, "pages/contact.html", {"pilots": pilots})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
