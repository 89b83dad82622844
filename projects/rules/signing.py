"""How a message to other software is signed (Standard Webhooks, v1). Pure."""

import base64
import hashlib
import hmac
from secrets import token_bytes

PREFIX = "whsec_"


def new_secret() -> str:
    """As receivers know it: a prefix, then 32 random bytes in base64."""
    return PREFIX + base64.b64encode(token_bytes(32)).decode()


def signature(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256 over id, time and body, so that none of them can be swapped."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
