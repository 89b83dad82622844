"""People, the groups they speak from, and their places in projects."""

from participants.models.accounts import (
    ApiClient,
    IdentityProvider,
    PilotAdministrator,
    User,
)
from participants.models.invitations import Invitation, Notice
from participants.models.places import Consent, Constituency, Participant, Pause

__all__ = [
    "ApiClient",
    "Consent",
    "Constituency",
    "IdentityProvider",
    "Invitation",
    "Notice",
    "Participant",
    "Pause",
    "PilotAdministrator",
    "User",
]
