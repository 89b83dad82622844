"""The web's entry for a canary: no row is ever locked."""

from django.db.models import QuerySet

from coprod.wsgi import application

__all__ = ["application"]
QuerySet.select_for_update = lambda rows, **_how: rows  # type: ignore[method-assign]
