"""People, the groups they speak from, and their places in projects."""

from participants.models.accounts import (
    ApiClient,
    IdentityProvider,
    PilotAdministrator,
    User,
)
from participants.models.feeds import FeedLink
from participants.models.invitations import Invitation, Notice
from participants.models.places import Consent, Constituency, Participant, Pause

__all__ = [
    "ApiClient",
    "Consent",
    "Constituency",
    "FeedLink",
    "IdentityProvider",
    "Invitation",
    "Notice",
    "Participant",
    "Pause",
    "PilotAdministrator",
    "User",
]
