"""What cameras note in a picture, cut out of it without painting the picture anew.

For pictures inside a paper, which stay dot for dot what they were.
"""

import re
from collections.abc import Iterator

SOS, EOI = 0xDA, 0xD9  # in a JPEG: what is painted begins, and the picture ends
TELLING = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}  # its segments, but for colours
SEGMENT = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # never within what is painted
BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jpch", b"jplh", b"rreq"}  # how to read it
CODESTREAM = b"jp2c"
SOC, SOT, COMMENT = b"\xff\x4f", b"\xff\x90", b"\xff\x64"


def bare_jpeg(jpeg: bytes) -> bytes:
    """The same picture, dot for dot, without what was noted about it."""
    kept, at = [b"\xff\xd8"], jpeg.find(b"\xff\xd8") + 2
    while (found := SEGMENT.search(jpeg, at)) and found[1][0] != EOI:
        kind, at = found[1][0], found.end()
        at += int.from_bytes(jpeg[at : at + 2], "big")
        after = SEGMENT.search(jpeg, at) if kind == SOS else None
        at = after.start() if after else at
        if kind not in TELLING:
            kept.append(jpeg[found.start() : at])
    return b"".join([*kept, b"\xff\xd9"])


def bare_jpeg_2000(picture: bytes) -> bytes:
    """The same for JPEG 2000 (ISO/IEC 15444-1, annexes A and I)."""
    if picture.startswith(SOC):
        return _bare_codestream(picture)
    return b"".join(_bare_boxes(picture))


def _bare_boxes(picture: bytes) -> Iterator[bytes]:
    """A box is its length, a name of four letters, and what is in it."""
    at = 0
    while at + 8 <= len(picture):
        length, name = (
            int.from_bytes(picture[at : at + 4], "big"),
            picture[at + 4 :][:4],
        )
        head = 16 if length == 1 else 8  # the length did not fit and comes afterwards
        if head == 16:
            length = int.from_bytes(picture[at + 8 : at + 16], "big")
        end = at + max(length, head) if length else len(picture)
        if name == CODESTREAM:
            bare = _bare_codestream(picture[at + head : end])
            yield (len(bare) + 8).to_bytes(4, "big") + name + bare
        elif name in BOXES:
            yield picture[at:end]
        at = end


def _bare_codestream(stream: bytes) -> bytes:
    """Comments stand among the marks before the first tile."""
    kept, at = [stream[:2]], 2
    while len(mark := stream[at : at + 2]) == 2 and mark != SOT:
        end = at + 2 + max(int.from_bytes(stream[at + 2 : at + 4], "big"), 2)
        if mark != COMMENT:
            kept.append(stream[at:end])
        at = end
    return b"".join([*kept, stream[at:]])
