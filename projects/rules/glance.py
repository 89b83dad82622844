"""A first glance at a file: whether its bytes can be text at all. Pure."""

PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how spreadsheets keep their files
OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"%PDF",
    b"\x1f\x8b",
)
CONTROLS = frozenset(range(14)) - set(b"\t\n\v\f\r")  # in no text of any language
GLANCE = 8192


def no_text(content: bytes, encoding: str = "") -> str:
    """Why bytes are no table as text at a first glance: a code of Wrong, or nothing."""
    if content.startswith(PACKED):
        return "spreadsheet"
    if content.startswith(OTHERS):
        return "no_text"
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not encoding and not wide and CONTROLS.intersection(content[:GLANCE]):
        return "no_text"
    return ""
