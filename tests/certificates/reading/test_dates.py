"""Dates as certificates print them, and those that cannot be told."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.certificates.reading.dates import dates_in, day_first

MAY_8 = date(2025, 5, 8)


@pytest.mark.parametrize(
    "text",
    [
        "May 8, 2025", "8 May 2025", "the 8th day of May, 2025", "May 8th 2025", "08-May-2025",
        "05/08/2025", "5/8/25", "2025-05-08", "2025/05/08", "Thursday, May 8, 2025", "MAY 8, 2025",
        "May 6–8, 2025", "May 6 - May 8, 2025", "April 30 – May 8, 2025", "5/6/2025 - 5/8/2025",
        "May 1, 6 and 8, 2025", "May 6 & 8, 2025", "6 – 8 May 2025", "05-08-2025",
        "2025-05-06 to 2025-05-08",
    ],
)  # fmt: skip
def test_the_last_day_of_a_date_is_read(text):
    assert [one.last for one in dates_in(text)] == [MAY_8]


@pytest.mark.parametrize(
    "text",
    ["02/30/2026", "13/13/2025", "May 45, 2025", "05.08.2025", "May 9 – May 8, 2025", "5/8/1799"],
)
def test_what_is_no_day_or_may_be_two_days_is_not_guessed(text):
    assert all(one.last is None for one in dates_in(text))


@pytest.mark.parametrize(
    "text",
    ["20-1187744", "No. 2026-30917", "May 2025", "October 9", "9:00 – 4:30", "1.5/2.0", "412"],
)
def test_numbers_that_are_no_dates_are_left_alone(text):
    assert [one.last for one in dates_in(text) if one.last] == []


def test_where_days_come_first_a_date_in_numbers_is_unclear():
    assert day_first("Completed 25/03/2026")
    assert day_first("Thames Valley Counselling Centre")
    assert not day_first("Completed 03/25/2026")
    assert [one.last for one in dates_in("05/04/2025", unclear=True)] == [None]
    assert [one.last for one in dates_in("25/04/2025", unclear=True)] == [date(2025, 4, 25)]


def test_a_period_of_years_is_long():
    assert [one.long for one in dates_in("6/5/24 to 6/5/27")] == [True]
    assert [one.long for one in dates_in("11/12/2025 – 3/17/2026")] == [False]
