"""How values look on a page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ceapp.web import filters


@pytest.mark.parametrize(
    ("value", "text"), [("9.50", "9.5"), ("36.00", "36"), ("0.00", "0"), ("100", "100")]
)
def test_hours_lose_needless_zeros_but_not_the_needed_ones(value, text):
    assert filters.hours(Decimal(value)) == text


def test_dates_are_written_as_people_in_the_states_write_them():
    assert filters.long_date(date(2027, 3, 1)) == "March 1, 2027"
    assert filters.short_date(date(2027, 3, 31)) == "Mar 31, 2027"


def test_one_hour_is_not_hours():
    assert filters.count(Decimal("1.00"), "hour") == "1 hour"
    assert filters.count(Decimal("1.5"), "hour") == "1.5 hours"
    assert filters.count(2, "activity", "activities") == "2 activities"


def test_a_misspelled_name_in_a_template_fails_instead_of_showing_nothing(app):
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ misspelled }}").render()
