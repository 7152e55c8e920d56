"""How values look on a page: hours without needless zeros, dates in US order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jinja2 import StrictUndefined

from ceapp.rules.vocabulary import LABELS

if TYPE_CHECKING:
    from flask import Flask


def hours(value: Decimal | int) -> str:
    """Write 9.50 as 9.5 and 36.00 as 36."""
    return f"{Decimal(value).normalize():f}"


def long_date(day: date) -> str:
    """Write March 31, 2027."""
    return f"{day:%B} {day.day}, {day.year}"


def short_date(day: date) -> str:
    """Write Mar 31, 2027."""
    return f"{day:%b} {day.day}, {day.year}"


def moment(value: datetime, zone: str) -> str:
    """Write Nov 22, 2026, 7:31 pm, by the clocks of a person's time zone."""
    local = value.astimezone(ZoneInfo(zone))
    half = "am" if local.hour < 12 else "pm"
    return f"{short_date(local)}, {local.hour % 12 or 12}:{local:%M} {half}"


def count(number: Decimal | int, one: str, many: str | None = None) -> str:
    """Write "1 hour" or "3 hours"; `many` is for words that do not just take an s."""
    return f"{hours(number)} {one if number == 1 else many or one + 's'}"


def init_app(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.jinja_env.filters.update(
        hours=hours, long_date=long_date, short_date=short_date, moment=moment, count=count
    )
    app.jinja_env.filters["label"] = LABELS.__getitem__
    app.jinja_env.undefined = StrictUndefined  # a misspelled name fails a test, not a person
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
