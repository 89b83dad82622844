"""What happens to people's places, on the log."""

from django.utils.translation import gettext_lazy as _

from projects.log import PublicAct, ReservedAct

JOINED = PublicAct("participants.joined", _("Someone joined."))
LEFT = PublicAct("participants.left", _("Someone left."))
ADDED_OFFLINE = PublicAct(
    "participants.added_offline",
    _("A facilitator added someone who takes part without e-mail."),
    frozenset({"participant"}),
)
INVITED = PublicAct(
    "participants.invited", _("An invitation was made."), frozenset({"invitation"})
)
INVITATION_REVOKED = PublicAct(
    "participants.invitation_revoked",
    _("An invitation was taken back."),
    frozenset({"invitation"}),
)
ROLE_CHANGED = PublicAct(
    "participants.role_changed",
    _("Someone took on another role."),
    frozenset({"participant", "role"}),
)
GROUP_CHANGED = PublicAct(
    "participants.group_changed",
    _("Someone speaks from another group now. Open decisions keep the old one."),
    frozenset({"before", "after"}),
)
PAUSED = ReservedAct(
    "participants.paused",
    _("Someone’s place was paused. This lasts 14 days at most."),
    frozenset({"category"}),
)
