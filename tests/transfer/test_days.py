"""Dates of sheets: clear ones are read, others asked about or named, and none is invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.transfer.reading.days import Clear, TwoWays, Unreadable, order_of, read_day
from ceapp.transfer.sheets.sheet import Cell, Kind

TODAY = date(2026, 11, 27)


def read(text, kind=Kind.TEXT):
    return read_day(Cell(text, kind), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14",
        "2026/3/14",
        "March 14, 2026",
        "14 Mar 2026",
        "Sat 14 Mar 26",
        "3/14/2026",
        "03/14/26",
        "14.03.2026",
        "20260314",
        "03142026",
        "2026-03-14T09:30:00Z",
        "3/14/2026 2:00 PM",
        "2026-03-14 00:00:00",
    ],
)
def test_a_clear_date_is_read(text):
    assert read(text).day == date(2026, 3, 14)


@pytest.mark.parametrize("text", ["03/04/2026", "3-4-2026", "03.04.2026", "3/4/26", "03042026"])
def test_a_date_that_is_two_days_is_neither(text):
    assert read(text) == TwoWays(date(2026, 3, 4), date(2026, 4, 3))


@pytest.mark.parametrize(
    "text", ["today", "yesterday", "spring 25", "n/a", "2026", "March 2026", "x", "13/13/2026", "-"]
)
def test_what_is_no_date_is_never_made_one(text):
    assert isinstance(read(text), Unreadable)


def test_the_same_day_in_both_orders_is_clear():
    assert read("04/04/2026") == Clear(date(2026, 4, 4))


def test_only_dates_that_agree_show_the_order():
    shown = [read("03/25/2026"), read("04/05/2026")]
    assert order_of(shown) == "mdy"
    assert order_of([*shown, read("25/03/2026")]) is None


@given(st.dates(date(1970, 1, 1), date(2027, 12, 31)))
def test_a_real_date_cell_is_that_day_whatever_it_is(day):
    assert read(day.isoformat(), Kind.DATE) == Clear(day)


@given(st.text(max_size=30))
def test_no_text_without_its_own_figures_is_a_day(text):
    found = read(text)
    if isinstance(found, Clear):
        assert any(sign.isdigit() for sign in text)
        assert date(1970, 1, 1) <= found.day <= date(2027, 12, 31)


@given(st.dates(date(1990, 1, 1), TODAY + timedelta(days=30)))
def test_numbers_are_read_as_one_of_their_two_days_or_asked(day):
    found = read(f"{day:%m/%d/%Y}")
    if isinstance(found, TwoWays):
        assert day == found.month_first
    else:
        assert found.day == day
