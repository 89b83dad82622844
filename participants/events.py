"""What happens to people's places, on the log."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from projects.log import PersonalAct, PublicAct, ReservedAct

SOFTWARE_MAY = _(
    "It can put in ideas, comments and tasks, prepare surveys and bring in answers. "
    "It has no vote."
)
JOINED = PublicAct("participants.joined", _("Someone joined."))
RETURNED = PublicAct("participants.returned", _("Someone who had left came back."))
LEFT = PublicAct("participants.left", _("Someone left."))
NAMES_TAKEN = PublicAct(
    "participants.names_taken",
    _("Someone who facilitates took the list of names along as a spreadsheet."),
)
ADDED_OFFLINE = PublicAct(
    "participants.added_offline",
    _("A facilitator added someone who takes part without e-mail."),
    frozenset({"participant"}),
)
HELPED_TO_LEAVE = PublicAct(
    "participants.helped_to_leave",
    _("A facilitator wrote down that someone without e-mail left."),
    frozenset({"participant"}),
)
SOFTWARE_LET_IN = PublicAct(
    "participants.software_let_in",
    format_lazy("{} {}", _("Other software was let in."), SOFTWARE_MAY),
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
CONSENT_CHANGED = PersonalAct(
    "participants.consent_changed",
    _("Someone changed what their data may be used for."),
)
DETAILS_CHANGED = PersonalAct(
    "participants.details_changed", _("Someone changed how they take part.")
)
FEED_LINK_CHANGED = PersonalAct(
    "participants.feed_link_changed",
    _("Someone made or ended a personal address for calendar and feed."),
)
PAUSED = ReservedAct(
    "participants.paused",
    _("Someone’s place was paused. This lasts 14 days at most."),
    frozenset({"category"}),
    power=_(
        "A facilitator may pause someone’s place for 14 days at most, on four grounds "
        "only: threats or harm, hateful words, other people’s private matters, or "
        "advertising and misuse. Another pause has to wait 14 days."
    ),
)
PAUSE_LIFTED = ReservedAct(
    "participants.pause_lifted",
    _("A pause was ended before its time."),
    power=_("A facilitator may end a pause early, but not their own."),
)
_MAY_NAME_GROUPS = _(
    "An administrator of the pilot may add a group, or put a group’s name in other "
    "words. Nobody’s side changes by that."
)
GROUP_ADDED = ReservedAct(
    "participants.group_added",
    _("A group was added by an administrator of the pilot."),
    frozenset({"group"}),
    power=_MAY_NAME_GROUPS,
)
GROUP_RENAMED = ReservedAct(
    "participants.group_renamed",
    _("The name of a group was put in other words by an administrator of the pilot."),
    frozenset({"group"}),
    power=_MAY_NAME_GROUPS,
)
_ONE_WEBHOOK = frozenset({"webhook"})
_MAY_TELL_SOFTWARE = _(
    "An administrator of the pilot may have other software told what stands on the "
    "logs of its projects: what kind of thing happened and when, never any words."
)
WEBHOOK = {
    "added": PublicAct(
        "participants.webhook_added",
        _("Other software is told from now on what stands here."),
        _ONE_WEBHOOK,
    ),
    "changed": PublicAct(
        "participants.webhook_changed",
        _("What other software is told was changed."),
        _ONE_WEBHOOK,
    ),
    "removed": PublicAct(
        "participants.webhook_removed",
        _("Other software is no longer told what stands here."),
        _ONE_WEBHOOK,
    ),
}
PILOT_WEBHOOK = {
    "added": ReservedAct(
        "participants.pilot_webhook_added",
        _("Other software is told what stands on the logs of the whole pilot."),
        _ONE_WEBHOOK,
        power=_MAY_TELL_SOFTWARE,
    ),
    "changed": ReservedAct(
        "participants.pilot_webhook_changed",
        _("What other software is told of the whole pilot was changed."),
        _ONE_WEBHOOK,
        power=_MAY_TELL_SOFTWARE,
    ),
    "removed": ReservedAct(
        "participants.pilot_webhook_removed",
        _("Other software is no longer told of the whole pilot."),
        _ONE_WEBHOOK,
        power=_MAY_TELL_SOFTWARE,
    ),
}
