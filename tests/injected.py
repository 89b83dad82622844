"""Code in every text that people write, as if all of them were out to do harm."""

import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, TypeAlias, cast

from django.apps import apps
from django.db import connection, models, transaction

from coprod.rewind import ROOMS, without_triggers
from tests.matrix.asking import Key, address, ask
from tests.matrix.routes import ROUTES
from tests.matrix.table import TABLE
from tests.matrix.world import World

Field: TypeAlias = "models.Field[Any, Any]"
Text = Callable[[Field, int], str]  # of so many letters at most
CODE, LONG = 20, 20_000  # shorter is a code; longer than this nothing need be
SHOWN = re.compile(r"pwned=(\d+)")
OTHERS = {  # models of libraries that hold what people write
    "usersessions.UserSession": {"user_agent"},
    "allauth_idp_oidc.Client": {"name"},
    "admin.LogEntry": {"object_repr"},
}
KEPT = {  # no words of anybody's: the code compares or computes with them
    "projects.Pilot": "time_zone charter_preset groups_preset",
    "projects.LogEntry": "event side role facts",
    "projects.LogSeal": "hash",
    "projects.Tally": "event",
    "projects.Job": "task subject problem",
    "projects.Once": "id sent",
    "projects.Export": "media_type",
    "projects.Webhook": "secret old_secret",
    "participants.User": "password",
    "participants.IdentityProvider": "client_id secret",
    "participants.Notice": "kind link",
    "decisions.DecisionRight": "act rule",
    "decisions.Decision": "act weight rule outcome",
    "decisions.Mandate": "act",
    "phases.Activity": "method",
    "phases.ContributionFile": "digest mapping",
    "phases.Attachment": "media_type",
    "phases.FileProblem": "code",
    "phases.Contribution": "key",
    "phases.Searchable": "folded",
    "evaluation.Round": "figured figures",
    "evaluation.Response": "attributes key",
    "evaluation.Aggregate": "slice choice",
    "evaluation.Snapshot": "figures",
    "evaluation.ImportBatch": "digest mapping",
    "evaluation.ImportProblem": "code",
}


# ------------------------------------------------------------------ writing


class Numbered:
    """One piece of code, with the number of the text it stands in."""

    CODE, BEFORE = "'\"><b pwned={}>", "</textarea></title></script>-->"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, field: Field, limit: int) -> str:
        self.texts.append(name_of(field))
        code = self.CODE.format(len(self.texts))
        whole = self.BEFORE + code
        return whole if len(whole) <= limit else code

    def on(self, page: str) -> set[str]:
        """The texts that a page shows."""
        return {self.texts[int(number) - 1] for number in SHOWN.findall(page)}


@transaction.atomic
def write_everywhere(text: Text) -> set[str]:
    """Fill every text of every row. Gives the names of the texts."""
    written = set()
    with connection.cursor() as cursor:
        tables = [model._meta.db_table for model, _fields in texts()]
        before, after = without_triggers(cursor, tables)
        cursor.execute(";".join(before))
        for model, fields in texts():
            for row in model._base_manager.all():
                new = {one.attname: _filled(row, one, text) for one in fields}
                model._base_manager.filter(pk=row.pk).update(**new)
                written |= {name_of(one) for one in fields}
        cursor.execute(";".join(after))
    return written


def texts() -> Iterator[tuple[type[models.Model], list[Field]]]:
    """The models that hold words of people, and the fields they stand in."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            kept = KEPT.get(model._meta.label, "").split()
            fields = [one for one in model._meta.local_fields if _is_text(one)]
            if wanted := [one for one in fields if one.name not in kept]:
                yield model, wanted
    for label, names in OTHERS.items():
        model = apps.get_model(label)
        yield model, [cast(Any, model._meta.get_field(name)) for name in names]


def name_of(field: Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def _is_text(field: Field) -> bool:
    if field.choices or isinstance(field, models.SlugField):
        return False
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return is_text and (field.max_length or LONG) > CODE


def _filled(row: models.Model, field: Field, text: Text) -> Any:
    limit = field.max_length or LONG
    if isinstance(field, models.EmailField):  # what is in quotes may be anything
        said = text(field, 40).replace(" ", "/").replace('"', "")
        return f'"{said}"@{row.pk}.example'  # nobody else has it
    if isinstance(field, models.JSONField):
        return _leaves(getattr(row, field.attname), lambda: text(field, 200))
    return text(field, limit)


def _leaves(value: Any, say: Callable[[], str]) -> Any:
    """Words in several languages: the languages stay, and so do codes."""
    if isinstance(value, Mapping):
        return {
            key: inner if key == "value" else _leaves(inner, say)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_leaves(inner, say) for inner in value]
    return say() if isinstance(value, str) else value


# ------------------------------------------------------------------ looking


def pages_for(world: World, key: Key) -> dict[str, str]:
    """What somebody finds at the addresses of the table, and where each thing is."""
    found = {}
    for where in _addresses(world):
        answer = ask(key, "GET", where, {})
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            found[where] = answer.body.decode()
    return found


def _addresses(world: World) -> dict[str, None]:
    reads = [line for line in TABLE if line.startswith("GET ")]
    lines = {line: ROUTES[line.removeprefix("GET ")] for line in reads}
    places = [address(world, route, TABLE[line]) for line, route in lines.items()]
    things = [
        each for each in world.things.values() if hasattr(each, "get_absolute_url")
    ]
    return dict.fromkeys(places + [each.get_absolute_url() for each in things])


class Traces(HTMLParser):
    """What of it a page took for its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"<{tag} {name}>" for name, _value in attrs if "pwned" in name]


def traces(page: str) -> list[str]:
    reader = Traces()
    reader.feed(page)
    return reader.found
