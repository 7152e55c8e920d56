"""The bound PDF: typeset pages with each course's sheets after its divider, marked and tagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from ceapp.reports.binding.photo_page import LONG, SHORT, draw_photo
from ceapp.reports.binding.sheets import Photo, Sheets
from ceapp.reports.binding.tags import Tags, mark_whole, marks_of

# What a page brings along that acts, or that belongs to the file it came from.
_LEFT_BEHIND = ("/AA", "/Annots", "/B", "/Metadata", "/PieceInfo", "/PZ", "/Tabs", "/Trans")
_FRONT = ("Cover", "Standing", "Index")
_CERTIFICATE = "Certificate"
_LONGEST_MARK = 80


@dataclass(frozen=True, slots=True)
class Part:
    """A course's divider, known by its label, with what is bound after it."""

    label: str
    number: str
    title: str
    sheets: Sequence[Sheets]


class Book:
    """The PDF under way: the typeset pages, into which the parts are bound in their order."""

    def __init__(self, typeset: PdfReader) -> None:
        self._writer = PdfWriter(clone_from=typeset)  # keeps the tags, the language and the links
        self._writer.pdf_header = typeset.pdf_header
        places = {_number_of(page): place for place, page in enumerate(self._writer.pages)}
        self._dividers = {
            label: places[found.raw_get("/Page").idnum]
            for label, found in self._writer.named_destinations.items()
        }
        self._ends = [*sorted(self._dividers.values()), len(places)]
        self._tags = Tags(self._writer, places)
        self._bound: list[tuple[int, str]] = []  # the place of each bound page, and its course
        self._writer.root_object.pop("/Outlines", None)
        front = [item for item in typeset.outline if not isinstance(item, list)]
        for title, item in zip(_FRONT, front, strict=False):
            self._mark(title, typeset.get_destination_page_number(item) or 0)

    def bind(self, part: Part) -> None:
        """Bind a part's sheets after its divider, which ends where the next one begins."""
        divider = self._dividers[part.label]
        end = next(place for place in self._ends if place > divider)
        course = self._mark(f"{part.number}. {_short(part.title)}", divider + len(self._bound))
        if part.sheets:
            self._tags.open_section(f"{_CERTIFICATE}: {part.title}", after=end - 1)
        for sheets in part.sheets:
            first = end + len(self._bound)
            if isinstance(sheets, Photo):
                self._bind_photo(sheets, part)
            else:
                self._bind_pages(sheets, part)
            self._mark(_CERTIFICATE, first, under=course)

    def finish(self, out: BinaryIO) -> None:
        """Write the PDF."""
        self._tags.finish()
        self._label_pages()
        if self._bound:
            self._disclaim()
        self._writer.write(out)

    def _bind_pages(self, sheets: PdfReader, part: Part) -> None:
        for source in sheets.pages:
            marks = marks_of(source)
            page = self._writer.insert_page(source, self._next(part), _LEFT_BEHIND)
            if not marks:
                mark_whole(page, self._writer)
            # A page without a font is a scan: there is nothing on it to be read aloud.
            words = "/Font" in (page.get("/Resources") or {})
            alt = "" if words else f"{_CERTIFICATE} for {part.title}, a scanned page"
            self._tags.add_page(page, marks or 1, alt=alt, box=page.mediabox)
            self._bound.append((self._next(part), part.number))

    def _bind_photo(self, photo: Photo, part: Part) -> None:
        blank = PageObject.create_blank_page(width=SHORT, height=LONG)
        page = self._writer.insert_page(blank, self._next(part))
        box = draw_photo(photo, page, self._writer)
        self._tags.add_page(page, 1, alt=f"{_CERTIFICATE} for {part.title}, a picture", box=box)
        self._bound.append((self._next(part), part.number))

    def _next(self, part: Part) -> int:
        """Give the place of the next page to bind; what is bound already lies before it."""
        divider = self._dividers[part.label]
        return next(place for place in self._ends if place > divider) + len(self._bound)

    def _mark(self, title: str, place: int, *, under: Any = None) -> Any:
        page = self._writer.pages[place]
        return self._writer.add_outline_item(
            title=title, page_number=page, parent=under, is_open=under is None
        )

    def _label_pages(self) -> None:
        """Give a bound page, which shows no number, its number with the course's."""
        last = len(self._writer.pages) - 1
        start = 0
        for place, number in self._bound:
            self._number_pages(start, place - 1)
            prefix = f"{place + 1} · certificate {number}"
            self._writer.set_page_label(place, place, prefix=prefix, start=0)
            start = place + 1
        self._number_pages(start, last)

    def _number_pages(self, first: int, last: int) -> None:
        if first <= last:
            decimal = PageLabelStyle.DECIMAL
            self._writer.set_page_label(first, last, decimal, start=first + 1)

    def _disclaim(self) -> None:
        """Take back the claim to a standard: for strangers' pages nobody can make it."""
        about: Any = self._writer.root_object["/Metadata"]
        pages = len(self._writer.pages)
        text = re.sub(rb"<pdfuaid:part>\d+</pdfuaid:part>", b"", about.get_data())
        text = re.sub(rb"(<xmpTPg:NPages>)\d+", rb"\g<1>%d" % pages, text)
        about.set_data(text)


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_MARK else f"{title[:_LONGEST_MARK]}…"


def _number_of(page: PageObject) -> int:
    assert page.indirect_reference is not None  # noqa: S101 - a page of a file is always numbered
    return page.indirect_reference.idnum
