"""The frame around the rooms: settings, addresses, pages that show several apps."""

from coprod.celery import app as celery_app

__all__ = ["celery_app"]
