"""What must be read again but never lie open: encrypted under the site's secret key.

Each purpose has a key of its own: what is locked for one opens for no other.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

__all__ = ["InvalidToken", "locked", "unlocked"]


def locked(purpose: str, text: str) -> str:
    return _lock(purpose).encrypt(text.encode()).decode()


def unlocked(purpose: str, kept: str) -> str:
    """Raises InvalidToken if the site's secret key was changed since."""
    return _lock(purpose).decrypt(kept.encode()).decode()


def _lock(purpose: str) -> Fernet:
    key = salted_hmac(purpose, "", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
