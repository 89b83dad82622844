"""What pilot administrators set, and who appoints them. Every change is an action."""

from participants.admin.clients import ApiClientAdmin
from participants.admin.groups import GroupAdmin
from participants.admin.pilots import AdministratorAdmin, PilotAdmin
from participants.admin.providers import ProviderAdmin

__all__ = [
    "AdministratorAdmin",
    "ApiClientAdmin",
    "GroupAdmin",
    "PilotAdmin",
    "ProviderAdmin",
]
