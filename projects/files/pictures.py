"""A picture painted anew: nothing of the file that was sent is in it, only pixels."""

from io import BytesIO

from PIL import Image, ImageOps

from projects.files.kinds import PIXELS, Clean, RefusedError

SIDE = 2000  # pixels; a page of paper can still be read
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def clean_picture(content: bytes, media_type: str) -> Clean:
    """The first look is at the header alone; what is too much is never unpacked."""
    try:
        sent = Image.open(BytesIO(content), formats=[FORMATS[media_type]])
    except Image.DecompressionBombError as error:
        raise RefusedError("pixels") from error
    if sent.width * sent.height > PIXELS:
        raise RefusedError("pixels")
    if _moves(sent):
        raise RefusedError("moving")
    see_through = sent.has_transparency_data
    sent.thumbnail((SIDE, SIDE), reducing_gap=1.0)
    upright = ImageOps.exif_transpose(sent).convert("RGBA" if see_through else "RGB")
    upright.info.clear()  # a place, a name, a colour profile, a comment
    return _saved(upright, "image/png" if media_type == "image/png" else "")


def _moves(sent: Image.Image) -> bool:
    """Telephones put a second picture behind the first (MPO); that is no film."""
    return sent.format != "MPO" and getattr(sent, "n_frames", 1) > 1


def _saved(picture: Image.Image, wanted: str) -> Clean:
    media_type = wanted or ("image/png" if picture.mode == "RGBA" else "image/jpeg")
    made = BytesIO()
    if media_type == "image/png":
        picture.save(made, "PNG", optimize=True)
    else:
        picture.save(made, "JPEG", quality=82, progressive=True, optimize=True)
    return Clean(made.getvalue(), media_type, picture.width, picture.height)
