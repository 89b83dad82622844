"""What every page may know."""

from django.conf import settings
from django.http import HttpRequest

from coprod.middleware import SCHEME_COOKIE, SCHEMES


def site(request: HttpRequest) -> dict[str, object]:
    """The frame of every page: colours, whether this is a demonstration."""
    user = getattr(request, "user", None)
    return {
        "demo": settings.DEMO,
        "scheme": getattr(user, "scheme", "") or _asked_scheme(request),
        "brand": "Coprod",
        "contact_email": settings.CONTACT_EMAIL,
        "code_minutes": settings.CODE_MINUTES,
    }


def _asked_scheme(request: HttpRequest) -> str:
    asked = request.GET.get("scheme") or request.COOKIES.get(SCHEME_COOKIE, "")
    return asked if asked in SCHEMES else "auto"
