"""Reads one file inside the child: opens it, finds its words, and what they say of a course."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import Any

from ceapp.certificates.reading import ocr
from ceapp.certificates.reading.amounts import amounts_in, bare_amount
from ceapp.certificates.reading.courses import courses_in
from ceapp.certificates.reading.dates import dates_in, day_first
from ceapp.certificates.reading.layout import Document, Page
from ceapp.certificates.reading.limits import MOST_CHARACTERS, MOST_PAGES, MOST_SCANNED_PAGES
from ceapp.certificates.reading.open_file import Unreadable, open_picture
from ceapp.certificates.reading.pdf_text import Locked, open_pdf, rendered, words_of
from ceapp.certificates.reading.sniff import PDF, media_type
from ceapp.certificates.reading.twice import joined
from ceapp.certificates.reading.values import TEXTS, DraftCourse, Found, PageView, Reading

BROKEN_PDF = (
    "This PDF could not be opened: it seems to be damaged. Save or print it again as a PDF."
)
LOCKED = "This PDF wants a password. Print it to a new PDF without one, or take a photo of it."
NO_TESSERACT = (
    "This certificate is a picture, and this computer has no program to read pictures (tesseract). "
    "Type in what it says."
)
NO_WORDS = (
    "No words could be read here. Take a sharper photo in good light, or type in what it says."
)
TOO_BIG = "This file takes too much memory to read. Save it smaller, or type in what it says."
EMPTY = "This PDF has no pages."
_FEW_WORDS = 8  # on a page with fewer, the text is a stamp upon a scan
_PAGES_READ_TWICE = 2
_PASS = 6  # seconds that a second reading may take
_WIDTH = 2400  # pixels across a scanned page


def read(content: bytes, *, seconds: float) -> Reading:
    """Read a file whose kind is known to be one of ours; a bad one gives a `problem`."""
    until = time.monotonic() + 0.8 * seconds
    kind = media_type(content) or ""
    try:
        if kind == PDF:
            return replace(_read_pdf(content, until), media_type=kind)
        return replace(_read_picture(content, until), media_type=kind)
    except Unreadable as fault:
        return Reading("unreadable", str(fault), kind)
    except Locked:
        return Reading("unreadable", LOCKED, kind)
    except MemoryError:
        return Reading("unreadable", TOO_BIG, kind)
    except ValueError:
        return Reading("unreadable", BROKEN_PDF, kind)


def _read_picture(content: bytes, until: float) -> Reading:
    image = open_picture(content)
    shown = PageView(image.width, image.height)
    if not ocr.present():
        return Reading("unreadable", NO_TESSERACT, pages=1, preview=(shown,))
    scanned = ocr.scan(image, 0, until=until)
    return _from_scans([scanned], 1, [_view(scanned, shown)], until)


def _view(scanned: ocr.Scan, shown: PageView) -> PageView:
    turn = scanned.turned.turn
    if turn in {90, 270}:
        return PageView(shown.height, shown.width, turn)
    return PageView(shown.width, shown.height, turn)


def _read_pdf(content: bytes, until: float) -> Reading:
    pdf = open_pdf(content)
    count = len(pdf)
    if not count:
        return Reading("unreadable", EMPTY)
    pages: list[Page] = []
    shown: list[PageView] = []
    left = MOST_CHARACTERS
    for number in range(min(count, MOST_PAGES)):
        try:
            page = pdf[number]
            width, height = page.get_size()
            shown.append(PageView(round(width), round(height)))
            pages.append(words_of(page, number, most=left))
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            raise ValueError(str(error)) from error
        left -= sum(len(word.text) for word in pages[-1].words)
        if left <= 0 or time.monotonic() > until:
            break
    if _has_text(pages):
        kind, courses = courses_in(Document(pages))
        return Reading(kind, "", pages=count, courses=courses, preview=tuple(shown))
    if not ocr.present():
        return Reading("unreadable", NO_TESSERACT, pages=count, preview=tuple(shown))
    scans: list[ocr.Scan] = []
    views: list[PageView] = []
    for number in range(min(count, MOST_SCANNED_PAGES)):
        if scans and time.monotonic() > until - 4:
            break
        scans.append(ocr.scan(rendered(pdf[number], width=_WIDTH), number, until=until))
        views.append(_view(scans[-1], shown[number]))
    return _from_scans(scans, count, views, until)


def _has_text(pages: list[Page]) -> bool:
    """Say whether the pages' text is text: letters that make words, enough of them."""
    words = [word.text for page in pages for word in page.words]
    plain = sum(bool(re.fullmatch(r"[^\W\d_]{2,}[.,:;]?", word)) for word in words)
    return plain >= _FEW_WORDS and plain > 0.35 * len(words)


def _from_scans(scans: list[ocr.Scan], count: int, views: list[PageView], until: float) -> Reading:
    document = Document([scanned.page for scanned in scans], scanned=True)
    kind, courses = courses_in(document)
    other: tuple[DraftCourse, ...] = ()
    if len(scans) <= _PAGES_READ_TWICE and time.monotonic() < until - _PASS:
        again = [ocr.scan_again(scanned, until=until) for scanned in scans]
        second_kind, other = courses_in(Document([one.page for one in again], scanned=True))
        # A paper that is no certificate in one reading is none: nothing is logged by mistake.
        if {kind, second_kind} & {"receipt", "syllabus"}:
            kind, courses = (kind, ()) if not courses else (second_kind, ())
        elif len(other) > len(courses) or (other and not courses):
            kind, courses, other = second_kind, other, courses
    if kind == "unreadable" or len(document.pieces) < 2:
        return Reading("unreadable", NO_WORDS, pages=count, preview=tuple(views))
    unclear = day_first(document.text)

    def confirm(_name: str, found: Found[Any]) -> bool:
        text = ocr.read_again(scans[found.page].turned, found.box, until=until)
        return _says(text, found.value, unclear=unclear)

    pairs = other if len(other) == len(courses) else (None,) * len(courses)
    sure = tuple(joined(one, two, confirm) for one, two in zip(courses, pairs, strict=True))
    placed = tuple(_on_page(course, scans) for course in sure)
    return Reading(kind, "", pages=count, courses=placed, preview=tuple(views))


def _says(text: str, value: object, *, unclear: bool) -> bool:
    dates = {one.last for one in dates_in(text, unclear=unclear)}
    bare = bare_amount(text)
    amounts = {one.hours for one in amounts_in(text)} | ({bare.value} if bare else set())
    ceu = {one.value * 10 for one in amounts_in(text) if one.unit == "ceu"}
    return value in dates or value in amounts or value in ceu


def _on_page(course: DraftCourse, scans: list[ocr.Scan]) -> DraftCourse:
    """Give every value the place that it has on the page as it lies, not as it was straightened."""

    def moved(found: Found[Any] | None) -> Found[Any] | None:
        return found and replace(found, box=scans[found.page].turned.on_page(found.box))

    changed: dict[str, Any] = {
        name: moved(getattr(course, name)) for name in (*TEXTS, "completed", "hours")
    }
    for name in ("approvals", "topics"):
        changed[name] = {slug: moved(found) for slug, found in getattr(course, name).items()}
    return replace(course, **changed)
