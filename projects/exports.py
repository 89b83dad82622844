"""What leaves the house for other software: that something happened, not what was said.

Of a line of the log go its type, its time, and the ids in it; codes and numbers stay.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from projects.locks import unlocked
from projects.models import LogEntry
from projects.models.webhooks import LOCKED_FOR, Webhook
from projects.rules.signing import signature


def message(entry: LogEntry) -> bytes:
    said = {
        "type": entry.event,
        "timestamp": entry.at.isoformat(),
        "data": {"project": str(entry.project_id), **_ids(entry.facts)},
    }
    return json.dumps(said, separators=(",", ":")).encode()


def headers(
    webhook: Webhook, entry: LogEntry, at: datetime, body: bytes
) -> dict[str, str]:
    """The id is that of the line: whatever is sent again is known by it.

    For a day after a change of secrets the old one signs as well.
    """
    held = [webhook.secret]
    if webhook.old_until and at < webhook.old_until:
        held.append(webhook.old_secret)
    name, moment = str(entry.pk), int(at.timestamp())
    signed = [signature(unlocked(LOCKED_FOR, one), name, moment, body) for one in held]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Coprod",
        "webhook-id": name,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(signed),
    }


def _ids(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(fact) for name, fact in facts.items() if _is_id(fact)}


def _is_id(fact: object) -> bool:
    try:
        UUID(str(fact))
    except ValueError:
        return False
    return True
