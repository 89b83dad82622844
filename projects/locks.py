"""What must be read again but never lie open: encrypted under the site's secret key."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


def lock(purpose: str) -> Fernet:
    """A key of its own for each purpose: what is locked for one opens for no other."""
    key = salted_hmac(purpose, "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
