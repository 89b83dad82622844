"""Pages that show several apps, and those of the site itself."""

from tests.matrix.asking import Row
from tests.matrix.who import (
    DOOR,
    FACILITATORS,
    HIDDEN,
    IN,
    PUBLIC,
    READ,
    SIGNED_IN,
    everyone,
)
from tests.matrix.world import World

ITS_ASKER = everyone(HIDDEN, anonymous=DOOR, citizen=IN)


def a_list(world: World) -> dict[str, object]:
    return {"name": "contributions", "about": world.pk("board")}


def client(world: World) -> dict[str, object]:
    return {
        "grant_type": "client_credentials",
        "client_id": world["client"].client_id,
        "client_secret": world["secret"],
    }


ROWS = {
    "GET front": Row(PUBLIC),
    "GET my_projects": Row(SIGNED_IN),
    "GET project": Row(READ),
    "GET take_part": Row(READ),
    "GET desk": Row(FACILITATORS),
    "GET log": Row(READ),
    "GET log_json": Row(READ),
    "GET log_atom": Row(READ),
    "GET calendar": Row(READ),
    "GET my_log_atom": Row(PUBLIC, more={"token": "feed"}),  # whoever holds it
    "GET my_calendar": Row(PUBLIC, more={"token": "feed"}),
    "POST projects:ask_for_list": Row(READ.but(anonymous=DOOR), send=a_list),
    "GET projects:exports": Row(SIGNED_IN),
    "GET projects:export": Row(ITS_ASKER),
    "GET projects:export_file": Row(ITS_ASKER),
    "POST projects:throw_away": Row(ITS_ASKER),
    "GET privacy": Row(PUBLIC),
    "GET accessibility": Row(PUBLIC),
    "GET contact": Row(PUBLIC),
    "GET demo": Row(PUBLIC),
    "POST demo_sign_in": Row(PUBLIC),
    "GET demo_mail": Row(PUBLIC),
    "GET demo_components": Row(PUBLIC),
    "GET healthz": Row(PUBLIC),
    "GET readyz": Row(PUBLIC),
    "GET metrics": Row(everyone(HIDDEN)),
    "POST token": Row(PUBLIC, send=client),
    "POST revoke": Row(PUBLIC, send=lambda world: {"token": "gone", **client(world)}),
}
