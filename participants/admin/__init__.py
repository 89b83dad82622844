"""What pilot administrators set, and who appoints them. Every change is an action."""

from participants.admin.clients import ApiClientAdmin
from participants.admin.groups import GroupAdmin
from participants.admin.pilots import AdministratorAdmin, PilotAdmin
from participants.admin.services import ServiceAdmin

__all__ = [
    "AdministratorAdmin",
    "ApiClientAdmin",
    "GroupAdmin",
    "PilotAdmin",
    "ServiceAdmin",
]
