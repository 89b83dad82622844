"""Pictures to put to what people said."""

from io import BytesIO

from PIL import Image

from participants.models import Participant
from phases.actions import Enclosed, attach
from phases.models import Attachment, Contribution

CHAIR = "A chair at the bus stop, with a roof over it."


def png(size: tuple[int, int] = (40, 30), colour: str = "teal") -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


def attached(
    by: Participant, contribution: Contribution, content: bytes = b""
) -> Attachment:
    sent = Enclosed(content or png(), CHAIR)
    return attach(by=by, contribution=contribution, sent=sent)
