"""From an upload to courses in the log, all or nothing, and back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.transfer.models import ImportDraft
from tests import pages
from tests.transfer.making import SHEET, address, confirm, upload


def courses(person):
    return db.session.scalars(
        db.select(Course)
        .where(Course.user_id == person.id, Course.deleted_at.is_(None))
        .order_by(Course.id)
    ).all()


def test_a_sheet_is_shown_then_imported_then_erased(signed_in, person):
    page = upload(signed_in, SHEET.replace("Live webinar", "Live online"))
    assert "2 of 2 rows are new" in pages.text_of(page)
    assert courses(person) == []
    answered = confirm(signed_in, address(page), expected=2)
    assert "2 courses are in your log, 5.5 hours" in pages.text_of(answered)
    first, second = courses(person)
    assert (first.title, first.provider) == ("Ethics in Everyday Practice", "Harbor Lane Institute")
    assert (first.completed, first.hours, first.format) == (
        date(2026, 3, 14),
        Decimal(3),
        "live-online",
    )
    assert (second.completed, second.hours, second.format) == (
        date(2025, 11, 16),
        Decimal("2.5"),
        "self-paced",
    )
    assert db.session.scalars(db.select(ImportDraft)).all() == []
