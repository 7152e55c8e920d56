"""The words of a PDF's pages with their boxes, and its pages as pictures."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from ceapp.certificates.reading.layout import WIDTH, Page, Word
from ceapp.certificates.reading.limits import MOST_CHARACTERS

_DEVICE = 100_000  # whole units of the grid on which places are asked for
_UNSEEN = {0xFFFE, 0xFFFF, 2, 0xAD}


class Locked(Exception):  # noqa: N818 - an outcome that the person is told
    """The PDF wants a password."""


def open_pdf(content: bytes) -> pdfium.PdfDocument:
    """Open a PDF; raises `Locked`, or ValueError where it is broken."""
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Locked from error
        raise ValueError(str(error)) from error


def words_of(page: pdfium.PdfPage, number: int, *, most: int = MOST_CHARACTERS) -> Page:
    """Give the words that stand on a page as text, as the page is shown (turned as it says)."""
    width, height = page.get_size()
    text = page.get_textpage()
    letters = _letters(page, text, min(text.count_chars(), most))
    tall = WIDTH * height / max(width, 1.0)
    words = tuple(
        Word(
            "".join(_plain(letter) for letter, *_ in group),
            min(x0 for _, x0, *_ in group) * WIDTH,
            min(y0 for _, _, y0, *_ in group) * tall,
            max(x1 for *_, x1, _ in group) * WIDTH,
            max(y1 for *_, y1 in group) * tall,
            number,
        )
        for group in _grouped(letters)
    )
    return Page(tuple(word for word in words if word.text.strip()), tall)


def _plain(letter: str) -> str:
    """Undo ligatures and the like, but not fractions: 1½ is not 11/2."""
    return letter if letter in "½¼¾" else unicodedata.normalize("NFKC", letter)


Letter = tuple[str, float, float, float, float]


def _letters(page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int) -> Iterator[Letter | None]:
    """Give each letter with its box in fractions of the page; None where a word ends."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium_c.FS_RECTF()
    for at in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if code in _UNSEEN:
            # A hyphen at the end of a line is kept: names are broken there too.
            letter = "-"
        if letter.isspace() or unicodedata.category(letter) == "Cc":
            yield None
            continue
        pdfium_c.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        pdfium_c.FPDFText_GetLooseCharBox(text, at, loose)
        x0, y0 = _on_page(page, left.value, max(loose.top, top.value))
        x1, y1 = _on_page(page, right.value, min(loose.bottom, bottom.value))
        yield letter, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _on_page(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _DEVICE, _DEVICE, 0, x, y, across, down)
    return across.value / _DEVICE, down.value / _DEVICE


def _grouped(letters: Iterator[Letter | None]) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for letter in letters:
        if word and (letter is None or _apart(word[-1], letter)):
            yield word
            word = []
        if letter is not None:
            word.append(letter)
    if word:
        yield word


def _apart(last: Letter, letter: Letter) -> bool:
    """Say whether a letter starts a word of its own, though no space stands before it."""
    _, _, top, end, bottom = last
    _, start, other_top, _, other_bottom = letter
    tall = (bottom - top) or 0.001
    off = min(bottom, other_bottom) - max(top, other_top) < 0.2 * tall
    return off or start < end - 2 * tall or start > end + 1.2 * tall


def rendered(page: pdfium.PdfPage, *, width: int) -> Image.Image:
    """Draw a page so many pixels wide, in gray; tall pages are drawn smaller."""
    across, down = page.get_size()
    scale = min(width / max(across, 1.0), 2.5 * width / max(down, 1.0))
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return image.convert("RGB")
