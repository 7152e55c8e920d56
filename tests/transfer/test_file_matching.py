"""A certificate goes with the row that its name tells, and with none where it tells two."""

from __future__ import annotations

from datetime import date

from ceapp.transfer.file_matching import match
from tests.transfer.test_layouts import HOME, read

SHEET = """Title,Hours,Date,Certificate file
Ethics in Everyday Practice,3,2026-03-14,
Ethics in Everyday Practice,3,2026-05-02,
Safety Planning: What Works,2,2026-06-01,scan0042.pdf
Ethics,1,2026-07-01,
"""


def matched(*names):
    found = match(names, read(SHEET, HOME).rows)
    return dict(found.by_row), found.rest


def test_a_row_that_names_its_file_gets_it():
    assert matched("Scan0042.PDF") == ({4: (0,)}, ())


def test_a_title_in_the_name_is_enough_where_one_row_has_it():
    assert matched("safety_planning-what works (1).pdf") == ({4: (0,)}, ())


def test_where_two_rows_have_the_title_the_date_decides():
    assert matched("2026-05-02-ethics-in-everyday-practice.pdf") == ({3: (0,)}, ())
    assert matched("Ethics in Everyday Practice 03142026.pdf") == ({2: (0,)}, ())


def test_a_name_that_fits_two_rows_fits_none():
    assert matched("ethics in everyday practice.pdf") == ({}, (0,))


def test_a_short_title_is_no_proof():
    assert matched("business ethics seminar.pdf") == ({}, (0,))


def test_a_row_may_have_two_files():
    assert matched("scan0042.pdf", "Safety Planning What Works.pdf") == ({4: (0, 1)}, ())


def test_the_day_of_the_row_is_what_it_says():
    assert read(SHEET, HOME).rows[1].entry.completed == date(2026, 5, 2)
