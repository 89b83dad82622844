"""What nobody types into a form, and somebody will send to it."""

import random
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

Forms = dict[str, set[str]]  # where it is sent, and the names of its fields
LONG = "a" * 200_000
NASTY: Sequence[str] = (
    *(
        "",
        " ",
        "\0",
        "a\0b",
        "\u202e\u202dtxt",
        "\ufeff",
        "🧑\u200d🧑\u200d🧒",
        "e\u0301" * 500,
    ),
    *("-1", "0", "1e400", "NaN", "Infinity", "9" * 400, "-9223372036854775809", "0x1F"),
    *("1,5", "١٢٣", "true", "null", "undefined", "None", "[]", "{}", '{"a":' * 500),
    *("9999-12-31", "0000-00-00", "2026-02-30", "+275760-09-13", "24:61", "2026-W54"),
    *(
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        "../../etc/passwd",
        "//x.y",
    ),
    *("<script>alert(1)</script>", "{{ 7*7 }}", "%s%s%n", "' OR 1=1 --", "=1+1", "%00"),
    *("https://example.org/\r\nSet-Cookie: a=b", "x@y", "a" * 300 + "@example.org"),
    *(
        "\r\n\r\n",
        "\t",
        LONG,
        "\\",
        "\x7f",
        "\u0600",
        "xn--",
        "١٤٤٧-٠١-٠١",
        "1/3",
        "1/0",
    ),
)
BROKEN = ("%ED%A0%80", "%FF%FE", "%C0%AF", "%", "%zz")  # no text in any encoding
STRANGE = (
    "id",
    "pk",
    "project",
    "by",
    "state",
    "edition",
    "next",
    "__proto__",
    "_save",
)


class _Forms(HTMLParser):
    """Every form of a page that changes something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self._open = page, Forms(), set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "form":
            posts = (held.get("method") or "").lower() == "post"
            where = (held.get("action") or self.page).partition("?")[0]
            self._open = self.found.setdefault(where, set()) if posts else set()
        elif tag in ("input", "select", "textarea", "button") and held.get("name"):
            self._open.add(str(held["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = set()


def forms_of(page: str, html: str) -> Forms:
    parser = _Forms(page)
    parser.feed(html)
    return parser.found


def bodies(names: set[str], times: int, seed: str) -> Iterator[bytes]:
    """So many ways to fill a form in, the same for the same seed."""
    chance = random.Random(seed)
    fields = sorted(names - {"csrfmiddlewaretoken"})
    for _time in range(times):
        some = [name for name in fields if chance.random() < 0.8]
        some += chance.sample(STRANGE, chance.randint(0, 2))
        pairs = [(name, chance.choice(NASTY)) for name in some]
        pairs += chance.sample(pairs, min(len(pairs), chance.randint(0, 2)))  # twice
        body = urlencode(pairs)
        if chance.random() < 0.15 and fields:
            body += f"&{quote(chance.choice(fields))}={chance.choice(BROKEN)}"
        yield body.encode()
