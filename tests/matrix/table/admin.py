"""Administration: settings of a pilot, by those who administer it.

Whoever is signed in and administers nothing is sent to its door, which tells them so.
"""

from collections.abc import Iterator

from tests.matrix.asking import Row
from tests.matrix.who import ACTORS, DOOR, HIDDEN, IN, NO, Who, everyone

STAFF = everyone(DOOR, admin=IN, foreign_admin=IN, superuser=IN)
SHUT = everyone(DOOR, admin=NO, foreign_admin=NO, superuser=NO)
ROOT = SHUT.but(superuser=IN)  # who runs the site
ADMINS = STAFF.but(superuser=NO)  # who administers a pilot
PLAIN = set(ACTORS) - {"anonymous", "admin", "foreign_admin", "superuser"}
OURS = STAFF.but(foreign_admin=HIDDEN)  # what belongs to the pilot
OUR_OWN = OURS.but(superuser=HIDDEN)
CHANGE = OURS.but(superuser=NO)  # who runs the site looks, and changes nothing

MODELS: dict[str, tuple[str, Who, Who, Who, Who, Who]] = {
    # its thing; who finds the list, adding one, one and its history, changing it,
    # deleting it
    "participants_apiclient": ("client", STAFF, ADMINS, OURS, CHANGE, SHUT),
    "participants_identityprovider": ("service", STAFF, ADMINS, OURS, CHANGE, SHUT),
    "participants_constituency": ("group", STAFF, ADMINS, OURS, CHANGE, SHUT),
    "projects_pilot": ("pilot", STAFF, ROOT, OURS, CHANGE, SHUT),
    "participants_pilotadministrator": ("office", ROOT, ROOT, ROOT, SHUT, ROOT),
    "evaluation_questionnaire": ("unused", STAFF, ADMINS, OURS, CHANGE, SHUT),
    "decisions_charter": ("charter", STAFF, SHUT, OUR_OWN, SHUT, SHUT),
    "decisions_decision": ("poll", STAFF, SHUT, OUR_OWN, SHUT, SHUT),
    "decisions_mandate": ("waiting", STAFF, SHUT, OUR_OWN, SHUT, SHUT),
}


def pages() -> Iterator[tuple[str, Row]]:
    """The pages of each model; where a thing is, its id stands in the address."""
    for model, (thing, lists, adds, sees, changes, deletes) in MODELS.items():
        found = {"object_id": thing}
        old = f"admin/{model.replace('_', '/')}/<path:object_id>/"
        for method in ("GET", "POST"):
            yield f"{method} admin:{model}_changelist", Row(lists)
            yield f"{method} admin:{model}_add", Row(adds)
            yield f"{method} admin:{model}_history", Row(sees, more=found)
            yield f"{method} admin:{model}_delete", Row(deletes, more=found)
            yield f"{method} {old}", Row(STAFF, more=found)
        yield f"GET admin:{model}_change", Row(sees, more=found)
        yield f"POST admin:{model}_change", Row(changes, more=found)


NOWHERE = {"content_type_id": "0", "object_id": "0"}
THERE = STAFF.but(admin=HIDDEN, foreign_admin=HIDDEN, superuser=HIDDEN)
BOTH = {
    "admin:index": Row(STAFF),
    "admin:app_list": Row(STAFF, more={"app_label": "participants"}),
    "admin:login": Row(STAFF.but(**dict.fromkeys(PLAIN, NO))),
    "admin:password_change": Row(STAFF),
    "admin:view_on_site": Row(THERE, more=NOWHERE),
    "admin/(?P<url>.*)$": Row(THERE, more={"url": "nothing/"}),
}

ROWS = {
    **dict(pages()),
    **{f"{method} {name}": BOTH[name] for name in BOTH for method in ("GET", "POST")},
    "POST admin:logout": Row(everyone(IN)),
    "GET admin:jsi18n": Row(STAFF),
    "GET admin:autocomplete": Row(SHUT),
    "GET admin:password_change_done": Row(STAFF),
}
