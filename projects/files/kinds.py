"""Which files are taken, by what is in them; name and announced type are not asked."""

from dataclasses import dataclass

LARGEST = 10 * 1024 * 1024  # bytes, as sent
PIXELS = 50_000_000  # a telephone’s camera makes 12 million, some 48
PAGES = 200
PACKED = 100 * 1024 * 1024  # bytes, when what is packed in it is unpacked


class RefusedError(ValueError):
    """Why a file was not taken: a code of REASONS in projects.models.kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Clean:
    """A file made anew from what was sent, and what is known of it."""

    content: bytes
    media_type: str
    width: int = 0
    height: int = 0
    pages: int = 0


def media_type_of(content: bytes) -> str:
    """By the first bytes, and nothing before them; empty for whatever is not taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if content.startswith(b"%PDF-") else ""


def check(content: bytes) -> str:
    """The media type of what may be looked into; costs nothing, however hostile.

    Raises RefusedError.
    """
    if len(content) > LARGEST:
        raise RefusedError("too_large")
    if not (found := media_type_of(content)):
        raise RefusedError("kind")
    return found
