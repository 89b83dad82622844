"""A PDF written anew: its pages stay, whatever would do something is taken out.

Taken out rather than refused: forms and links of an office program count as active
too, and whoever sends a letter of the town cannot change how it was made.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from projects.files.kinds import PACKED, PAGES, PIXELS, Clean, RefusedError
from projects.files.notes import bare_jpeg, bare_jpeg_2000

ACTIVE = {  # keys that make a reader do or fetch something, or tell on people
    *("/AA", "/AF", "/Collection", "/EF", "/EmbeddedFile", "/EmbeddedFiles"),
    *("/JavaScript", "/JS", "/Launch", "/Metadata", "/NeedsRendering", "/OpenAction"),
    *("/DSS", "/Perms"),  # of signatures, which do not outlive writing it anew
    *("/PieceInfo", "/RichMediaContent", "/RichMediaSettings", "/XFA"),
}
STILL = {  # annotations that only show something
    *("/Circle", "/FreeText", "/Highlight", "/Ink", "/Line", "/Link", "/PolyLine"),
    *("/Polygon", "/Popup", "/Square", "/Squiggly", "/Stamp", "/StrikeOut", "/Text"),
    *("/Underline", "/Widget"),
}
SAFE_ACTIONS = {"/GoTo", "/URI"}
SAFE_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
PICTURES = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
NOTED = ("/CreationDate", "/M", "/NM")  # when somebody put it on a page
BARE = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpeg_2000}
DEEPEST = 50


def clean_document(content: bytes) -> Clean:
    try:
        sent = pikepdf.open(BytesIO(content))
    except pikepdf.PasswordError as error:
        raise RefusedError("locked") from error
    with sent:
        if sent.is_encrypted:
            raise RefusedError("locked")
        if not 0 < len(sent.pages) <= PAGES:
            raise RefusedError("pages")
        _check_unpacked(sent)
        _disarm(sent)
        made = BytesIO()
        sent.save(made, static_id=True)  # only what the pages lead to is written
        return Clean(made.getvalue(), "application/pdf", pages=len(sent.pages))


# ------------------------------------------------------------------ how large inside


def _check_unpacked(sent: pikepdf.Pdf) -> None:
    """Whoever opens it has to unpack it: refuse what grows beyond measure."""
    room = PACKED
    for thing in sent.objects:
        if isinstance(thing, pikepdf.Stream):
            room -= _unpacked(thing, room)


def _unpacked(stream: pikepdf.Stream, room: int) -> int:
    """How many bytes it becomes. A picture is judged by the size it says it has."""
    filters = _filters(stream)
    raw = stream.read_raw_bytes()
    if filters and filters[-1] in PICTURES:
        size = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if size > PIXELS or len(filters) > 2:
            raise RefusedError("unpacks")
        filters.pop()
    if not filters:
        return len(raw)
    if filters != ["/FlateDecode"]:
        return _fits(len(stream.read_bytes()), room)
    unpacking = zlib.decompressobj()
    return _fits(len(unpacking.decompress(raw, room + 1)), room)


def _fits(size: int, room: int) -> int:
    if size > room:
        raise RefusedError("unpacks")
    return size


def _filters(stream: pikepdf.Stream) -> list[str]:
    said = stream.get("/Filter")
    if said is None:
        return []
    each = list(said) if isinstance(said, pikepdf.Array) else [said]
    return [str(one) for one in each]


# ------------------------------------------------------------------ what it would do


def _disarm(sent: pikepdf.Pdf) -> None:
    for thing in sent.objects:
        _disarm_thing(thing, 0)
    for name in ("/Info", "/ID"):
        if name in sent.trailer:
            del sent.trailer[name]


def _disarm_thing(thing: Any, depth: int) -> None:
    """Each object of the file is looked into once, with what lies within it."""
    if depth > DEEPEST:
        raise RefusedError("unreadable")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name in list(thing.keys()):
            if name in ACTIVE or _acts(name, thing[name]):
                del thing[name]
        _keep_still(thing)
        _forget_who(thing)
        _unsign(thing)
    if isinstance(thing, pikepdf.Stream):
        _bare_photo(thing)
    for part in _parts(thing):
        _disarm_thing(part, depth + 1)


def _acts(name: str, value: Any) -> bool:
    """Whether this is an action other than going to a page or to an address."""
    if name not in ("/A", "/PA", "/Next"):
        return False
    if isinstance(value, pikepdf.Array):
        return any(_is_unsafe(one) for one in value)
    return _is_unsafe(value)


def _is_unsafe(value: Any) -> bool:
    """Elsewhere these keys mean other things, which have no /S: attributes, for one."""
    if not isinstance(value, pikepdf.Dictionary) or "/S" not in value:
        return False
    kind, address = str(value["/S"]), str(value.get("/URI", "https://")).lower()
    return kind not in SAFE_ACTIONS or not address.startswith(SAFE_ADDRESSES)


def _keep_still(page: Any) -> None:
    """Of what lies on a page, keep what only shows something."""
    notes = page.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        page["/Annots"] = pikepdf.Array([note for note in notes if _is_still(note)])


def _is_still(note: Any) -> bool:
    return isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype")) in STILL


def _forget_who(note: Any) -> None:
    """Of what lies on a page; what a field of a form is called stays."""
    if "/Rect" not in note:
        return
    names = NOTED if str(note.get("/Subtype")) == "/Widget" else (*NOTED, "/T")
    for name in names:
        if name in note:
            del note[name]


def _unsign(field: Any) -> None:
    """Who signed, when and where; the paper is another one now, and theirs is kept."""
    if str(field.get("/FT")) == "/Sig" and "/V" in field:
        del field["/V"]


def _bare_photo(stream: pikepdf.Stream) -> None:
    """A telephone’s photo lies in a PDF as it was taken, with its place."""
    filters = _filters(stream)
    kind = filters[-1] if filters else ""
    if kind not in BARE:
        return
    raw = stream.read_raw_bytes()
    how: Any = stream.get("/DecodeParms")
    if isinstance(how, pikepdf.Array):
        how = how[-1] if len(how) == len(filters) else None
    photo = zlib.decompress(raw) if len(filters) == 2 else raw  # measured before
    stream.write(BARE[kind](photo), filter=pikepdf.Name(kind), decode_parms=how)


def _parts(thing: Any) -> Iterator[Any]:
    """What lies within a thing itself; what it points to has its own turn."""
    values: list[Any] = []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        values = [value for _name, value in thing.items()]
    elif isinstance(thing, pikepdf.Array):
        values = list(thing)
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield value
