"""The process in which a hostile file is looked into: see projects.files.cleaning.

It has no secrets, may write no file and start no process, and gets so much memory and
time. What goes wrong in it costs one upload.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from projects.files.documents import clean_document
from projects.files.kinds import Clean, RefusedError, check
from projects.files.pictures import clean_picture

MEMORY = 320 * 1024 * 1024  # of addresses, so that less than 300 MB is ever used
SECONDS = 10


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def cleaned(content: bytes) -> Clean:
    media_type = check(content)
    try:
        if media_type == "application/pdf":
            return clean_document(content)
        return clean_picture(content, media_type)
    except MemoryError as error:
        raise RefusedError("unpacks") from error


def main() -> None:
    """Says one line of JSON, then the file."""
    limit()
    said: dict[str, Any]
    try:
        said = asdict(cleaned(sys.stdin.buffer.read()))
    except RefusedError as error:
        said = {"refused": error.code}
    content = said.pop("content", b"")
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
