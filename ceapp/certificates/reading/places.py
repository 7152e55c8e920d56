"""Turns the place of words into the box of a value, in fractions of the page."""

from __future__ import annotations

from typing import TypeVar

from ceapp.certificates.reading.layout import WIDTH, Document, Passage
from ceapp.certificates.reading.values import Box, Found

T = TypeVar("T")


def box_of(document: Document, passage: Passage) -> Box:
    """Give the box around a passage's words, in fractions of its page."""
    height = document.pages[passage.page].height
    on_page = [word for word in passage.words if word.page == passage.page]
    sides = (
        min(word.x0 for word in on_page) / WIDTH,
        min(word.y0 for word in on_page) / height,
        max(word.x1 for word in on_page) / WIDTH,
        max(word.y1 for word in on_page) / height,
    )
    x0, y0, x1, y1 = (min(max(side, 0.0), 1.0) for side in sides)
    return x0, y0, x1, y1


def found_at(document: Document, passage: Passage, value: T, *, sure: bool = True) -> Found[T]:
    """Give a value together with the place where it was read."""
    return Found(value, sure, passage.page, box_of(document, passage))
