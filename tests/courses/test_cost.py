"""What a course cost, as people type it."""

from __future__ import annotations

import pytest

from ceapp.courses.cost import CostField, read_cents
from ceapp.web.typed import Fault


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("75", 7500),
        ("$75", 7500),
        ("49.50", 4950),
        ("49.5", 4950),
        ("$ 1,249.50", 124950),
        ("0", 0),
        ("Free", 0),
        ("100000", 10_000_000),
    ],
)
def test_dollars_are_read_as_cents(text, cents):
    assert read_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", "-5", "1.234", "1,5", "12,34.00", "plenty", "1e3", "\u0663", "100000.01", "9" * 12]
)
def test_what_is_no_believable_amount_is_refused(text):
    assert isinstance(read_cents(text), Fault)


@pytest.mark.parametrize(
    ("cents", "written"), [(7500, "75"), (4950, "49.50"), (5, "0.05"), (0, "0")]
)
def test_cents_are_written_as_dollars(cents, written):
    assert CostField.written(None, cents) == written
