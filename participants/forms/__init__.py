"""The shape of what people send about themselves, each other and invitations."""

from participants.forms.invitations import InviteForm, LettersForm
from participants.forms.joining import AgreeForm, DetailsForm, GroupForm
from participants.forms.people import OfflineForm, PauseForm, RoleForm, SoftwareForm
from participants.forms.profile import ConsentsForm, OwnDetailsForm, ProfileForm
from participants.forms.webhooks import WebhookChangeForm, WebhookForm

__all__ = [
    "AgreeForm",
    "ConsentsForm",
    "DetailsForm",
    "GroupForm",
    "InviteForm",
    "LettersForm",
    "OfflineForm",
    "OwnDetailsForm",
    "PauseForm",
    "ProfileForm",
    "RoleForm",
    "SoftwareForm",
    "WebhookChangeForm",
    "WebhookForm",
]
