"""A reading is kept as JSON and comes back the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.certificates.reading.values import DraftCourse, Found, PageView, Reading

BOX = (0.125, 0.25, 0.5, 0.75)


def test_a_reading_survives_being_kept():
    course = DraftCourse(
        title=Found("Päin “quoted”", True, 0, BOX),
        completed=Found(date(2026, 2, 9), True, 1, BOX),
        hours=Found(Decimal("1.25"), False, 0, BOX),
        approvals={"aswb-ace": Found("2291", True, 0, BOX)},
        topics={"ethics": Found(Decimal("0.5"), True, 0, BOX)},
        flags=("hours",),
    )
    reading = Reading("certificate", "", "image/png", 1, (course,), (PageView(600, 800, 90),))
    assert Reading.from_json(reading.to_json()) == reading


def test_an_empty_reading_survives_too():
    reading = Reading("unreadable", "Why.", "application/pdf")
    assert Reading.from_json(reading.to_json()) == reading
