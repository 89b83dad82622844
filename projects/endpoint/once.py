"""A request that is sent twice does its work once: `Idempotency-Key`.

The row's primary key decides between two that come together, and whoever holds the
row is the one that is being answered. Work and answer commit together, so that a
killed process leaves neither, and the same key works again.

A row tells nothing: it bears no account, its id is a digest, and the answer can be
read with the key alone, which only the client has. Otherwise it would say for a day
who voted for what.
"""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from projects.endpoint.refusals import BadKey, InFlight, KeyReused
from projects.models import Once

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)


def once(request: Request, answer: Callable[[], Response]) -> Response:
    """The answer of before, if this account sent the same with the same key."""
    key = _key_of(request)
    row_id = _digest("row", str(request.user.pk), key.hex)
    _claim(row_id)
    with transaction.atomic():
        rows = Once.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=row_id).first()
        if row is None:
            raise InFlight
        sent = _digest(
            "sent", key.hex, request.method or "", request.path, _body(request)
        )
        if row.answer is None:
            return _keep(row, sent, Fernet(_lock(key)), answer())
        if row.sent != sent:
            raise KeyReused
        return _again(Fernet(_lock(key)).decrypt(bytes(row.answer)))


def _claim(row_id: str) -> None:
    """Its own transaction, so that others see it at once. Yesterday's key is new."""
    Once.objects.filter(pk=row_id, kept_until__lte=Now()).delete()
    row = Once(pk=row_id, kept_until=timezone.now() + KEPT)
    Once.objects.bulk_create([row], ignore_conflicts=True)


def _keep(row: Once, sent: str, lock: Fernet, response: Response) -> Response:
    """Keep what was done or refused; our own failures and “later” are never kept."""
    if response.status_code < 500 and response.status_code != 429:
        said = [response.status_code, response.content_type, response.data]
        sealed = lock.encrypt(JSONRenderer().render(said))
        Once.objects.filter(pk=row.pk).update(sent=sent, answer=sealed)
    return response


def _again(said: bytes) -> Response:
    status, kind, data = json.loads(said)
    headers = {"Idempotent-Replayed": "true"}
    return Response(data, status=status, content_type=kind, headers=headers)


def _key_of(request: Request) -> UUID:
    try:
        key = UUID(request.headers[HEADER])
    except ValueError as error:
        raise BadKey from error
    if key.version != 4:
        raise BadKey
    return key


def _body(request: Request) -> str:
    """What was sent, the same however it was spaced and ordered."""
    return json.dumps(request.data, sort_keys=True, default=_print_of)


def _print_of(file: Any) -> str:
    found = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return f"{file.name}: {found}"


def _lock(key: UUID) -> bytes:
    return urlsafe_b64encode(hashlib.sha256(b"lock" + key.bytes).digest())


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
