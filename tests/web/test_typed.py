"""Dates and hours as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.web.filters import long_date, short_date
from ceapp.web.typed import Amount, Fault, Kind, read_date, read_hours

TODAY = date(2026, 11, 22)
NOVEMBER_20 = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "11/20/2026",
        "11-20-2026",
        "11.20.2026",
        "11 20 2026",
        "2026-11-20",
        "2026/11/20",
        "Nov 20, 2026",
        "Nov. 20, 2026",
        "nov 20 2026",
        "november 20 2026",
        "NOVEMBER 20TH, 2026",
        "20 Nov 2026",
        "20-Nov-2026",
        "20th of November, 2026",
        "2026 Nov 20",
        "Friday, November 20, 2026",
        "11/20/26",
        "Nov 20 '26",
        "Nov 20 \u201926",
        "11\u201320\u20132026",
        "11202026",
        "20261120",
        "  11 / 20 / 2026  ",
        "11\u00a020\u00a02026",
    ],
)
def test_a_date_is_read_in_every_form_that_can_mean_only_one_day(text):
    assert read_date(text, today=TODAY) == NOVEMBER_20


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04122020", date(2020, 4, 12)),
        ("1/2/2026", date(2026, 1, 2)),
        ("Sept 5, 2026", date(2026, 9, 5)),
        ("2/29/2024", date(2024, 2, 29)),
        ("3/31/46", date(2046, 3, 31)),
        ("3/31/47", date(1947, 3, 31)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 21)),
    ],
)
def test_a_date_is_read_month_first_and_short_years_near_today(text, day):
    assert read_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", Kind.EMPTY, "must be given"),
        ("   ", Kind.EMPTY, "must be given"),
        ("Nov 20", Kind.INCOMPLETE, "must include the year"),
        ("20 November", Kind.INCOMPLETE, "must include the year"),
        ("11/20", Kind.INCOMPLETE, "must include the year"),
        ("November 2026", Kind.INCOMPLETE, "must include the day"),
        ("11/2026", Kind.INCOMPLETE, "must include the day"),
        ("2026-11", Kind.INCOMPLETE, "must include the day"),
        ("2026", Kind.INCOMPLETE, "must include the month and the day"),
        ("112026", Kind.UNCLEAR, "must show where month, day and year part"),
        ("20/11/2026", Kind.UNCLEAR, "if you mean November 20, write 11/20/2026 or Nov 20, 2026"),
        ("20112026", Kind.NOT_REAL, "there is no month 20"),
        ("Feb 30, 2027", Kind.NOT_REAL, "must be a real date: February 2027 has 28 days"),
        ("2/29/2026", Kind.NOT_REAL, "February 2026 has 28 days"),
        ("29/2/2026", Kind.NOT_REAL, "February 2026 has 28 days"),
        ("11/0/2026", Kind.NOT_REAL, "November 2026 has 30 days"),
        ("13/13/2026", Kind.NOT_REAL, "there is no month 13"),
        ("0/5/2026", Kind.NOT_REAL, "there is no month 0"),
        ("11/20/0026", Kind.OUT_OF_RANGE, "must have a year from 1900 to 2100, not 0026"),
        ("11/20/2226", Kind.OUT_OF_RANGE, "not 2226"),
        ("last spring", Kind.NOT_UNDERSTOOD, "must be a date, like 11/20/2026"),
        ("Nov", Kind.NOT_UNDERSTOOD, "must be a date"),
        ("Nov 20, 2026 to Nov 22, 2026", Kind.NOT_UNDERSTOOD, "must be a date"),
        ("Nov 20 2026 5", Kind.NOT_UNDERSTOOD, "must be a date"),
        ("\u0661\u0661/20/2026", Kind.NOT_UNDERSTOOD, "must be a date"),
        ("1" * 5000, Kind.NOT_UNDERSTOOD, "must be a date"),
    ],
)
def test_a_date_that_cannot_be_read_says_which_fault(text, kind, says):
    fault = read_date(text, today=TODAY)
    assert isinstance(fault, Fault)
    assert fault.kind is kind
    assert says in fault.about("Completion date")


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(
        [
            short_date,
            long_date,
            date.isoformat,
            "{0:%m/%d/%Y}".format,
            "{0.day} {0:%b} {0:%Y}".format,
        ]
    ),
)
def test_every_date_that_we_write_is_read_back(day, written):
    assert read_date(written(day), today=TODAY) == day


@given(st.text() | st.text("0123456789/-., novJA", max_size=24))
def test_no_text_can_break_the_reading_of_a_date(text):
    assert isinstance(read_date(text, today=TODAY), date | Fault)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3", "3"),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("2.", "2"),
        ("1.50", "1.5"),
        ("400", "400"),
        ("0.01", "0.01"),
        ("3 hours", "3"),
        ("3 hrs.", "3"),
        ("3h", "3"),
        ("6 CE hours", "6"),
        ("6 CE credits", "6"),
        ("6 contact hours", "6"),
    ],
)
def test_plain_hours_are_read_without_a_note(text, hours):
    assert read_hours(text) == Amount(Decimal(hours))


@pytest.mark.parametrize(
    ("text", "hours", "note"),
    [
        ("0.6 CEU", "6", "read from 0.6 CEU; 1 CEU is 10 hours"),
        ("1.25 ceus", "12.5", "read from 1.25 ceus; 1 CEU is 10 hours"),
        ("1 h 30", "1.5", "read from 1 h 30"),
        ("1h30m", "1.5", "read from 1h30m"),
        ("1 hour and 15 minutes", "1.25", "read from 1 hour and 15 minutes"),
        ("1 hr. 30 min.", "1.5", "read from 1 hr. 30 min."),
        ("1:30", "1.5", "read from 1:30"),
        ("90 minutes", "1.5", "read from 90 minutes"),
        ("90min", "1.5", "read from 90min"),
        ("1 1/2", "1.5", "read from 1 1/2"),
        ("1\u00bd", "1.5", "read from 1\u00bd"),
        ("3/4 hour", "0.75", "read from 3/4 hour"),
        ("50 minutes", "0.83", "read from 50 minutes, rounded down to the hundredth of an hour"),
        ("1:20", "1.33", "read from 1:20, rounded down to the hundredth of an hour"),
    ],
)
def test_other_ways_to_write_hours_are_read_and_say_how(text, hours, note):
    assert read_hours(text) == Amount(Decimal(hours), note)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("", Kind.EMPTY, "must be given as a number, like 3 or 1.5"),
        ("0", Kind.OUT_OF_RANGE, "must be more than 0"),
        ("0:00", Kind.OUT_OF_RANGE, "must be more than 0"),
        ("0.2 min", Kind.OUT_OF_RANGE, "must be more than 0"),
        ("-3", Kind.OUT_OF_RANGE, "must be more than 0"),
        ("\u22123 hours", Kind.OUT_OF_RANGE, "must be more than 0"),
        ("400.01", Kind.OUT_OF_RANGE, "must be 400 or less"),
        ("41 CEU", Kind.OUT_OF_RANGE, "must be 400 or less"),
        ("9" * 50, Kind.OUT_OF_RANGE, "must be 400 or less"),
        ("1.255", Kind.NOT_UNDERSTOOD, "two decimal places at most"),
        ("0.0001 CEU", Kind.NOT_UNDERSTOOD, "two decimal places at most"),
        ("1,5", Kind.UNCLEAR, "a point and no comma"),
        ("1,000", Kind.UNCLEAR, "a point and no comma"),
        ("three", Kind.NOT_UNDERSTOOD, "must be a number, like 3 or 1.5"),
        ("NaN", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("inf", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("1e5", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("1_0", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("0x10", Kind.NOT_UNDERSTOOD, "must be a number"),
        (".", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("\u0663", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("1:75", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("1 h 75 min", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("1 5/4", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("11/20", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("3 semester hours", Kind.NOT_UNDERSTOOD, "must be a number"),
        ("9" * 5000, Kind.NOT_UNDERSTOOD, "must be a number"),
    ],
)
def test_hours_that_cannot_be_read_say_which_fault(text, kind, says):
    fault = read_hours(text)
    assert isinstance(fault, Fault)
    assert fault.kind is kind
    assert says in fault.about("CE hours")


@given(st.decimals("0.01", 400, places=2))
def test_every_number_of_hours_is_read_back_exactly(hours):
    assert read_hours(f"{hours:f}") == Amount(hours)


@given(st.integers(1, 24_000))
def test_minutes_are_never_read_as_more_than_they_are(minutes):
    read = read_hours(f"{minutes} minutes")
    assert isinstance(read, Amount)
    assert 0 <= minutes - read.hours * 60 < Decimal("0.6")


@given(st.text() | st.text("0123456789.,:/- ceuhrmin½", max_size=16))
def test_no_text_can_break_the_reading_of_hours(text):
    read = read_hours(text)
    if isinstance(read, Amount):
        assert 0 < read.hours <= 400
        assert read.hours * 100 == int(read.hours * 100)
    else:
        assert isinstance(read, Fault)
