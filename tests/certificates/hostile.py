"""Files that somebody may send by mistake or in malice, made small and on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.certificates.making import LINES, pdf, pdf_of, picture, with_table, written

TEXT = written(*LINES)


def _stream(content, entries=""):
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def _flate(content, entries="/Filter /FlateDecode"):
    return _stream(zlib.compress(content, 9), entries)


def _action(kind):
    return pdf_of(TEXT, catalog=f"/OpenAction << /S {kind} >>")


def embedded_program():
    names = "/Names << /EmbeddedFiles << /Names [(run.exe) 6 0 R] >> >>"
    listed = b"<< /Type /Filespec /F (run.exe) /EF << /F 7 0 R >> >>"
    return pdf_of(TEXT, catalog=names, more=(listed, _stream(b"MZ" + b"\0" * 200)))


def external_entity():
    form = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xdp>&e;</xdp>'
    return pdf_of(TEXT, catalog="/AcroForm << /XFA 6 0 R >>", more=(_stream(form),))


def exploding_metadata():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    packet = f'<?xpacket?><!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><x>&a9;</x>'.encode()
    entries = "/Type /Metadata /Subtype /XML"
    return pdf_of(TEXT, catalog="/Metadata 6 0 R", more=(_stream(packet, entries),))


def many_pages():
    kids = " ".join(f"{number} 0 R" for number in range(3, 10_003))
    pages = [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>"] * 10_000
    head = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 10000 /Kids [{kids}] >>".encode(),
    ]
    return with_table([*head, *pages])


def flate_bomb():
    packed = zlib.compress(zlib.compress(zeros(600)))
    return _drawn_by(packed, "/Filter [/FlateDecode /FlateDecode /FlateDecode]")


def zeros(megabytes):
    """Give so many megabytes of zeros, packed, without ever holding them."""
    packer = zlib.compressobj(1)
    million = b"0" * 1_000_000
    return b"".join([*(packer.compress(million) for _ in range(megabytes)), packer.flush()])


def giant_predictor():
    parms = "/DecodeParms << /Predictor 15 /Colors 32 /BitsPerComponent 16 /Columns 2147483647 >>"
    return _drawn_by(zlib.compress(b"\2" * 5000), f"/Filter /FlateDecode {parms}")


def _drawn_by(content, entries):
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>"
    )
    return with_table(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            _stream(content, entries),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def object_stream_loop():
    loop = _stream(b"7 0 6 0 ", "/Type /ObjStm /N 2 /First 8 /Extends 6 0 R")
    return pdf_of(TEXT, catalog="/AcroForm 7 0 R", more=(loop,))


def page_tree_cycle():
    return with_table(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 9999 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9999 >>",
        ]
    )


def a_million_entries():
    whole = pdf()
    start = whole.rindex(b"xref\n0")
    table = b"xref\n0 1000000\n" + b"0000000000 65535 f \n" * 300_000
    return (
        whole[:start]
        + table
        + b"trailer\n<< /Size 1000000 /Root 1 0 R >>\n"
        + (b"startxref\n%d\n%%%%EOF\n" % start)
    )


def broken_font():
    return _with_font(
        "/FontDescriptor << /Type /FontDescriptor /FontName /Broken /FontFile2 6 0 R >>",
        _stream(b"\0\1\0\0" + b"\xff" * 3000),
    )


def huge_character_map():
    lines = b"".join(b"<%04x> <%s>\n" % (code % 65536, b"0041" * 60) for code in range(20_000))
    cmap = b"begincmap 20000 beginbfchar\n" + lines + b"endbfchar endcmap"
    return _with_font("/ToUnicode 6 0 R", _flate(cmap))


def _with_font(entries, more):
    return with_table(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            _stream(TEXT),
            f"<< /Type /Font /Subtype /TrueType /BaseFont /Broken {entries} >>".encode(),
            more,
        ]
    )


def malformed_pictures():
    draw = b"q 600 0 0 700 0 0 cm /A Do /B Do Q"
    page = "/Resources << /XObject << /A 6 0 R /B 7 0 R >> >>"
    sizes = "/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    return pdf_of(
        draw,
        page=page,
        more=(
            _stream(b"\xff" * 500, f"{sizes} /Filter /JBIG2Decode"),
            _stream(b"\0\0\0\x0cjP  \r\n\x87\n" + b"\xff" * 500, f"{sizes} /Filter /JPXDecode"),
        ),
    )


def encrypted(opened_by):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt(opened_by, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(content=b"hello"):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("x", content)
    return out.getvalue()


def _chunk(kind, content):
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(width, height, *chunks):
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", header), *chunks, _chunk(b"IDAT", zlib.compress(b"\0" * 1000)),
         _chunk(b"IEND", b""))
    )  # fmt: skip


def text_bomb():
    return png(1, 1, _chunk(b"zTXt", b"k\0\0" + zeros(200)))


def endless_animation():
    frame = struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 10, 0, 0)
    frames = [_chunk(b"fcTL", frame)] * 10_000
    return png(1, 1, _chunk(b"acTL", struct.pack(">II", 10_000, 0)), *frames)


def located_photo():
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 26.0, 46.0), 3: "W", 4: (79.0, 58.0, 56.0)})
    return picture("JPEG", size=(90, 60), exif=exif)


def turned_photo():
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture("JPEG", size=(90, 60), exif=exif)


def cut_heic():
    from pillow_heif import from_pillow

    out = BytesIO()
    from_pillow(Image.new("RGB", (64, 64), "white")).save(out)
    return out.getvalue()[:-40]


PDFS = {
    "script": lambda: _action("/JavaScript /JS (app.alert\\(1\\))"),
    "launch": lambda: _action("/Launch /F (/bin/sh)"),
    "submit": lambda: _action("/SubmitForm /F (http://127.0.0.1:9/)"),
    "embedded program": embedded_program,
    "external entity": external_entity,
    "10,000 pages": many_pages,
    "bomb in a bomb in a bomb": flate_bomb,
    "giant predictor": giant_predictor,
    "object stream loop": object_stream_loop,
    "page tree cycle": page_tree_cycle,
    "a million entries": a_million_entries,
    "broken font": broken_font,
    "huge character map": huge_character_map,
    "malformed pictures": malformed_pictures,
    "password": lambda: encrypted("secret"),
    "owner password only": lambda: encrypted(""),
    "cut off": lambda: pdf()[:500],
    "begins late": lambda: b"\n" * 900 + pdf(),
    "page in front": lambda: b"<html><script>alert(1)</script>" + pdf(),
    "archive behind": lambda: pdf() + zipped(),
    "exploding metadata": exploding_metadata,
}
PICTURES = {
    "60,000 by 60,000": lambda: png(60_000, 60_000),
    "text bomb": text_bomb,
    "10,000 frames": endless_animation,
    "photo and program": lambda: picture("JPEG") + b"<?php system($_GET['x']); ?>",
    "photo with its place": located_photo,
    "photo on its side": turned_photo,
    "broken color profile": lambda: picture("JPEG", icc_profile=b"\xff" * 300),
    "cut photo of a phone": cut_heic,
    "another kind of picture": lambda: picture("TIFF"),
}
OTHERS = {
    "drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "page": lambda: b"<!doctype html><script>alert(1)</script>",
    "program": lambda: b"MZ\x90\0" + b"\0" * 400,
    "zip bomb": lambda: zipped(b"0" * 5_000_000),
    "nothing": lambda: b"",
    "one byte": lambda: b"%",
}
NAMES = {
    "up the tree": "../../x",
    "with a zero": "a\0.pdf",
    "turned around": "\u202efdp.exe",
    "endless": "\r\n\"'Set-Cookie: x=1" * 280 + ".pdf",
}
KINDS = {**PDFS, **PICTURES, **OTHERS}
assert len(KINDS) + len(NAMES) == 40
