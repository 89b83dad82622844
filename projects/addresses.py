"""Addresses as they stand outside the site: in letters, files, feeds and codes."""

from django.conf import settings


def absolute(path: str) -> str:
    """A path of ours with the site before it, whoever asked and from where."""
    return f"{settings.SITE_ADDRESS}{path}"
