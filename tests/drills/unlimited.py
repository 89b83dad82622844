"""The web's entry for a canary: nothing is too much, or too slow."""

from django.conf import settings

from coprod.wsgi import site as application

__all__ = ["application"]
settings.BODY_LIMIT = 2**40
settings.TOKEN_BODY_LIMIT = 2**40
settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2**40
settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = None
settings.SENDING_SECONDS = 2**40
