"""A certificate's file as sheets that can be bound: a PDF's own pages, or a photo on a page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PageObject, PdfReader

if TYPE_CHECKING:
    from PIL import Image

PDF = "application/pdf"
MOST_PAGES = 200
MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 2200  # 200 dots an inch on a sheet of letter paper
_SHORT_SIDE = 1500  # a JPEG is read at half its size or less down to this, which is much faster
_QUALITY = 82
_WHITE = (255, 255, 255)


class Unbindable(Exception):  # noqa: N818 - the file is at fault, and its name is said
    """A file that cannot be bound."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture made anew, without what its file said besides, as JPEG in gray or color."""

    jpeg: bytes
    width: int
    height: int
    gray: bool


Sheets = PdfReader | Photo


def open_sheets(path: Path, media_type: str) -> Sheets:
    """Give the sheets of a file; raises whatever a broken file raises."""
    return open_pdf(path) if media_type == PDF else open_photo(path)


def count_of(sheets: Sheets) -> int:
    """Give how many pages the sheets take."""
    return 1 if isinstance(sheets, Photo) else len(sheets.pages)


def open_pdf(path: Path) -> PdfReader:
    """Open a PDF; one that is locked, broken or has things lying on its pages is written anew."""
    try:
        reader = PdfReader(path.open("rb"))
        plain = not reader.is_encrypted and not any("/Annots" in page for page in _pages_of(reader))
    except Unbindable:
        raise
    except Exception:  # noqa: BLE001 - a broken file breaks its reader in every way there is
        plain = False
    if not plain:
        reader = PdfReader(io.BytesIO(_written_anew(path)))
        _pages_of(reader)
    return reader


def open_photo(path: Path) -> Photo:
    """Open a picture upright, no larger than it prints, on white."""
    # Imported where a packet holds a photo: most hold none, and each import takes its time.
    from PIL import Image, ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener()
    with Image.open(path) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise Unbindable
        picture.draft("RGB", (_SHORT_SIDE, _SHORT_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        flat = _flat(upright)
    made = io.BytesIO()
    flat.save(made, "JPEG", quality=_QUALITY)
    return Photo(made.getvalue(), flat.width, flat.height, gray=flat.mode == "L")


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode in {"L", "1"}:
        return picture.convert("L")
    if picture.has_transparency_data:
        from PIL import Image

        clear = picture.convert("RGBA")
        ground = Image.new("RGB", clear.size, _WHITE)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _pages_of(reader: PdfReader) -> list[PageObject]:
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Unbindable
    return list(reader.pages)


def _written_anew(path: Path) -> bytes:
    """Let PDFium read the file, draw what was filled in and stamped onto its pages, and save it.

    A form's answers, often the name and the date, lie on the page: binding takes pages only.
    """
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise Unbindable
        document.init_forms()
        for page in document:
            pdfium.raw.FPDFPage_Flatten(page, pdfium.raw.FLAT_PRINT)
            page.close()
        saved = io.BytesIO()
        document.save(saved, flags=pdfium.raw.FPDF_REMOVE_SECURITY)
        return saved.getvalue()
    finally:
        document.close()
