"""People, their places, and the ways in."""

from tests.matrix.asking import Row
from tests.matrix.who import (
    DOOR,
    FACILITATORS,
    HIDDEN,
    IN,
    NO,
    NOT_YET,
    OWN,
    PLACES,
    PUBLIC,
    READ,
    SIGNED_IN,
    everyone,
)
from tests.matrix.world import World

LINK = {"token": "token"}
COORDINATOR = NOT_YET.but(coordinator=IN)  # where there is one, only they give tasks
OFFICE = everyone(HIDDEN, anonymous=DOOR, admin=IN)  # who administers the pilot
RECEIVER = {
    "address": "https://receiver.example.org/news",
    "events": ["participants.joined"],
}
CARER = everyone(HIDDEN, anonymous=DOOR, citizen=IN)  # whose place it is
FREE = PUBLIC.but(removed=NO, paused=NO)  # whom the project did not send away


def details(prefix: str = "", **more: object) -> dict[str, object]:
    said = {"name": "Someone", "language": "en", "channel": "meeting", **more}
    return {f"{prefix}{key}": value for key, value in said.items()}


def someone(world: World) -> dict[str, object]:
    return details(group=world.pk("group"), rules="on", channel="paper")


def software(world: World) -> dict[str, object]:
    return {"client": world.pk("new_client"), "group": world.pk("group")}


ROWS = {
    "GET participants:join": Row(FREE, more=LINK),
    "POST participants:join_as": Row(FREE, more=LINK),
    "GET participants:join_needs": Row(FREE, more=LINK),
    "POST participants:join_need": Row(FREE, more=LINK),
    "GET participants:join_agreement": Row(FREE, more=LINK),
    "POST participants:join_agree": Row(FREE, more=LINK),
    "GET participants:join_finish": Row(FREE.but(anonymous=DOOR), more=LINK),
    "GET participants:invitations": Row(FACILITATORS),
    "POST participants:invite": Row(
        FACILITATORS, send={"link-role": "member", "link-days": 9, "link-places": 2}
    ),
    "POST participants:invite_by_mail": Row(
        FACILITATORS,
        send={
            "mail-addresses": "a@example.org",
            "mail-language": "en",
            "mail-role": "member",
            "mail-days": 9,
        },
    ),
    "GET participants:invitation": Row(FACILITATORS),
    "GET participants:invitation_sheet": Row(FACILITATORS),
    "POST participants:revoke": Row(FACILITATORS),
    "GET participants:people": Row(READ),
    "GET participants:add_offline": Row(FACILITATORS),
    "POST participants:add_person": Row(FACILITATORS, send=someone),
    "POST participants:let_software_in": Row(COORDINATOR, send=software),
    "GET participants:webhooks": Row(FACILITATORS),
    "POST participants:add_webhook": Row(FACILITATORS, send=RECEIVER),
    "GET participants:pilot_webhooks": Row(OFFICE),
    "POST participants:add_pilot_webhook": Row(OFFICE, send=RECEIVER),
    "GET participants:webhook": Row(FACILITATORS),
    "POST participants:change_webhook": Row(
        FACILITATORS, send={"events": ["participants.left"], "edition": 1}
    ),
    "POST participants:renew_secret": Row(FACILITATORS),
    "POST participants:remove_webhook": Row(FACILITATORS),
    "POST participants:send_again": Row(FACILITATORS),
    "GET participants:person": Row(FACILITATORS),
    "POST participants:change_role": Row(
        COORDINATOR, send={"role-role": "observer", "role-edition": 1}
    ),
    "POST participants:pause": Row(
        FACILITATORS, send={"pause-category": "spam", "pause-days": 3}
    ),
    "POST participants:lift_pause": Row(FACILITATORS, "paused_person"),
    "POST participants:record_leaving": Row(FACILITATORS, "offline"),
    "GET participants:profile": Row(SIGNED_IN),
    "POST participants:save_profile": Row(
        SIGNED_IN,
        send={"name": "Someone", "language": "en", "scheme": "auto", "edition": 1},
    ),
    "GET participants:my_place": Row(OWN),
    "POST participants:save_details": Row(PLACES, send=details("details-", edition=1)),
    "POST participants:save_consents": Row(
        PLACES, send={"consents-consents": ["quote"]}
    ),
    "POST participants:change_group": Row(
        PLACES, send=lambda world: {"group-group": world.pk("other_group")}
    ),
    "GET participants:leave": Row(OWN),
    "POST participants:leave_now": Row(OWN),
    "POST participants:come_back": Row(
        everyone(HIDDEN, anonymous=DOOR, left=IN), "left_place"
    ),
    "GET participants:feeds": Row(SIGNED_IN),
    "POST participants:make_feed_link": Row(CARER, "carers_place"),
    "POST participants:end_feed_link": Row(CARER, "carers_place"),
}
