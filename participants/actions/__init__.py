"""Every write about people and their places."""

from participants.actions.accounts import (
    change_profile,
    choose_language,
    end_other_sessions,
    end_session,
    note_visit,
    open_account,
)
from participants.actions.clients import (
    let_software_in,
    register_app,
    register_client,
    resume_client,
    suspend_client,
    take_back,
)
from participants.actions.consents import set_consents
from participants.actions.grants import (
    appoint_administrator,
    dismiss_administrator,
    sync_administrators,
)
from participants.actions.invitations import (
    accept,
    forget_address,
    invite,
    invite_by_mail,
    revoke,
)
from participants.actions.notices import notify, send_invitation, send_notice
from participants.actions.pauses import end_pause, lift_pause, pause
from participants.actions.pilots import (
    PILOT_SETTINGS,
    add_group,
    add_pilot,
    change_pilot,
    rename_group,
)
from participants.actions.places import (
    add_offline,
    change_details,
    change_group,
    change_role,
    come_back,
    give_place,
    leave,
    record_leaving,
)
from participants.actions.providers import (
    add_provider,
    change_provider,
    link_provider,
    unlink_provider,
)
from participants.actions.webhooks import (
    add_webhook,
    change_webhook,
    forget_old_secret,
    remove_webhook,
    renew_secret,
    send_again,
    send_silence,
    tell_of_silence,
)

__all__ = [
    "PILOT_SETTINGS",
    "accept",
    "add_group",
    "add_offline",
    "add_pilot",
    "add_provider",
    "add_webhook",
    "appoint_administrator",
    "change_details",
    "change_group",
    "change_pilot",
    "change_profile",
    "change_provider",
    "change_role",
    "change_webhook",
    "choose_language",
    "come_back",
    "dismiss_administrator",
    "end_other_sessions",
    "end_pause",
    "end_session",
    "forget_address",
    "forget_old_secret",
    "give_place",
    "invite",
    "invite_by_mail",
    "leave",
    "let_software_in",
    "lift_pause",
    "link_provider",
    "note_visit",
    "notify",
    "open_account",
    "pause",
    "record_leaving",
    "register_app",
    "register_client",
    "remove_webhook",
    "rename_group",
    "renew_secret",
    "resume_client",
    "revoke",
    "send_again",
    "send_invitation",
    "send_notice",
    "send_silence",
    "set_consents",
    "suspend_client",
    "sync_administrators",
    "take_back",
    "tell_of_silence",
    "unlink_provider",
]
