"""Hostile files: every one is refused or made harmless, and none costs a process."""

import io
import os
import signal
import subprocess
import sys
import time
import zlib

import pikepdf
import psutil
import pytest
from PIL import Image

from projects.files import cleaning, documents, notes, pictures
from projects.files.cleaning import ROOT, clean
from projects.files.kinds import RefusedError
from projects.models.kept import REASONS
from tests.projects import hostile

DOES = (  # what no PDF that is kept has in it, unpacked
    *(b"/AA", b"/EmbeddedFile", b"/FileAttachment", b"/GoToR", b"/ImportData"),
    *(b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/RichMedia"),
    *(b"/SubmitForm", b"/XFA", b"javascript:", b"file:", b"cmd.exe", b"evil"),
    *(b"/Author", b"dc:creator", b"<script", b"EICAR", hostile.TELLTALE),
)
FORM = {"progressive", "progression"} | {  # of a JPEG itself
    *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
}
PEAK = """
import sys
from projects.files import __main__ as apart
{limit}
try:
    apart.cleaned(sys.stdin.buffer.read())
except Exception:
    pass
print(next(line for line in open("/proc/self/status") if "VmHWM" in line).split()[1])
"""


def test_the_corpus_is_large_enough():
    pairs = [*hostile.refused(), *hostile.PAINTED_ANEW.items()]
    assert len(pairs) + len(hostile.DISARMED) >= 120


def test_what_cannot_be_made_harmless_is_refused_with_a_reason():
    for name, make in hostile.refused():
        with pytest.raises(RefusedError) as refused:
            pytest.fail(f"{name} became {clean(make())}")
        assert REASONS[refused.value.code], name


@pytest.mark.parametrize("name", hostile.PAINTED_ANEW)
def test_of_a_picture_only_what_it_shows_is_kept(name):
    found = clean(hostile.PAINTED_ANEW[name]())
    assert hostile.TELLTALE not in found.content
    assert b"<script" not in found.content
    assert b"EICAR" not in found.content
    with Image.open(io.BytesIO(found.content)) as kept:
        kept.load()
        assert not kept.getexif()
        assert set(kept.info) <= FORM
        assert kept.size == (found.width, found.height)


def test_a_picture_that_lies_on_its_side_is_set_upright():
    found = clean(hostile.with_place("JPEG"))
    assert (found.width, found.height) == (8, 16)


@pytest.mark.parametrize("name", hostile.DISARMED)
def test_a_paper_shows_its_pages_and_does_nothing(name):
    sent = hostile.DISARMED[name]()
    found = clean(sent)
    assert found.pages >= 1
    assert what_it_does(found.content) == []


def what_it_does(content: bytes) -> list[bytes]:
    """Read by another way than it was written: unpacked, and searched as bytes."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as kept:
        kept.save(
            plain,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return [word for word in DOES if word in plain.getvalue() + content]


def test_canary_a_paper_left_as_it_was_is_noticed(monkeypatch):
    monkeypatch.setattr(documents, "_disarm", lambda _sent: None)
    noticed = {
        name
        for name, make in hostile.DISARMED.items()
        if what_it_does(documents.clean_document(make()).content)
    }
    assert set(hostile.DISARMED) - noticed == {
        *("pdf_and_html", "pdf_and_zip", "pdf_torn"),  # gone by writing it anew
    }


def test_links_and_words_of_a_paper_stay():
    sent = hostile.pdf(
        hostile.link(S=hostile.Name.URI, URI="https://a.example/"),
        hostile.root(Lang="fi", MarkInfo=hostile.Dict(Marked=True)),
        pages=3,
    )
    with pikepdf.open(io.BytesIO(clean(sent).content)) as kept:
        [note] = kept.pages[0].obj["/Annots"]
        assert str(note["/A"]["/URI"]) == "https://a.example/"
        assert (str(kept.Root["/Lang"]), len(kept.pages)) == ("fi", 3)


@pytest.mark.parametrize(
    "how",
    [{}, {"progressive": True}, {"restart_marker_rows": 1}],
    ids=["one_scan", "progressive", "restarting"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_a_photo_in_a_paper_shows_the_same_without_its_place(how, packed):
    exif = Image.Exif()
    exif[0x010E] = hostile.TELLTALE.decode()
    made, photo = pikepdf.new(), io.BytesIO()
    Image.effect_noise((64, 48), 90).save(photo, "JPEG", exif=exif, **how)
    made.add_blank_page()
    drawn = made.make_indirect(pikepdf.Stream(made, photo.getvalue()))
    drawn["/Filter"] = hostile.Name.DCTDecode
    if packed:
        both = hostile.List([hostile.Name.FlateDecode, hostile.Name.DCTDecode])
        drawn.write(zlib.compress(photo.getvalue()), filter=both)
    made.pages[0].obj["/Resources"] = hostile.Dict(XObject=hostile.Dict(Im0=drawn))
    sent = io.BytesIO()
    made.save(sent)
    with pikepdf.open(io.BytesIO(clean(sent.getvalue()).content)) as kept:
        found = kept.pages[0].obj["/Resources"]["/XObject"]["/Im0"].read_raw_bytes()
    assert hostile.TELLTALE in photo.getvalue()
    assert hostile.TELLTALE not in found
    with Image.open(photo) as before, Image.open(io.BytesIO(found)) as after:
        assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize("boxes", [True, False], ids=["in_boxes", "stream_alone"])
def test_a_photo_of_the_other_kind_shows_the_same_too(boxes):
    photo = hostile.jpeg_2000(boxes=boxes)
    found = notes.bare_jpeg_2000(photo)
    assert hostile.TELLTALE in photo
    assert hostile.TELLTALE not in found
    with (
        Image.open(io.BytesIO(photo)) as before,
        Image.open(io.BytesIO(found)) as after,
    ):
        assert after.tobytes() == before.tobytes()


def test_canary_a_picture_kept_as_it_was_is_noticed(monkeypatch):
    monkeypatch.setattr(
        cleaning, "_apart", lambda content: b'{"media_type": "image/jpeg"}\n' + content
    )
    assert hostile.TELLTALE in clean(hostile.with_place("JPEG")).content


# ------------------------------------------------------------------ what it costs


def peak(content: bytes, *, limited: bool = True) -> int:
    """The most memory that looking into it took, in MB."""
    program = PEAK.format(limit="apart.limit()" if limited else "")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={},
        check=True,
    )
    return int(done.stdout) // 1024


def see_through(side: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGBA", (side, side)).save(made, "PNG", compress_level=1)
    return made.getvalue()


def test_no_file_takes_more_than_300_mb():
    heavy = [
        see_through(6_500),
        hostile.REFUSED_PAPERS["pdf_bomb_twice"](),
        hostile.REFUSED_PICTURES["png_text_bomb"](),
    ]
    assert max(peak(each) for each in heavy) < 300


def test_canary_without_its_limit_a_file_takes_more():
    assert peak(see_through(6_500), limited=False) > 300


def test_the_web_process_does_not_grow():
    here = psutil.Process()
    clean(hostile.picture("PNG"))
    before = here.memory_info().rss
    for name in ("png_50000", "jpeg_65000", "pdf_bomb_twice"):
        content = (hostile.REFUSED_PICTURES | hostile.REFUSED_PAPERS)[name]()
        with pytest.raises(RefusedError):
            clean(content)
    assert here.memory_info().rss - before < 100 * 1024 * 1024


@pytest.mark.parametrize("end", ["crash", "hang"])
def test_a_decoder_that_crashes_or_hangs_costs_one_upload(monkeypatch, tmp_path, end):
    """As a hole in a decoder would: the process dies, or never comes back."""
    does = {
        "crash": f"import os; os.kill(os.getpid(), {signal.SIGSEGV:d})",
        "hang": "while True: pass",
    }
    package = tmp_path / "projects" / "files"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text(does[end])
    monkeypatch.setattr(cleaning, "ROOT", tmp_path)
    monkeypatch.setattr(cleaning, "PATIENCE", 1)
    with pytest.raises(RefusedError, match="unreadable"):
        clean(hostile.picture("PNG"))
    assert cleaning.AT_ONCE._value == 1, "there is room for the next"


def test_whoever_breaks_out_of_a_decoder_finds_no_secret(monkeypatch, tmp_path):
    package = tmp_path / "projects" / "files"
    package.mkdir(parents=True)
    tell = "import json, os; print(json.dumps({'media_type': str(sorted(os.environ))}))"
    (package / "__main__.py").write_text(tell)
    monkeypatch.setattr(cleaning, "ROOT", tmp_path)
    assert "SECRET_KEY" in os.environ
    assert "SECRET" not in clean(hostile.picture("PNG")).media_type


def test_a_slow_file_keeps_the_next_one_waiting_for_a_second_at_most():
    began = time.monotonic()
    with cleaning.AT_ONCE, pytest.raises(RefusedError, match="busy"):
        clean(hostile.picture("PNG"))
    assert time.monotonic() - began < 2


def test_the_limits_are_asked_of_the_header_alone(monkeypatch):
    """Nothing is unpacked to find out that it is too large."""

    def unpack(*_args: object) -> None:
        raise AssertionError("It was unpacked.")

    monkeypatch.setattr(Image.Image, "thumbnail", unpack)
    with pytest.raises(RefusedError, match="pixels"):
        pictures.clean_picture(hostile.png(7_100), "image/png")
