"""The only place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Give the present moment in UTC, with its zone."""
    return datetime.now(UTC)


def today_in(zone: str) -> date:
    """Give today's date in the IANA time zone `zone`, such as America/Chicago."""
    return now().astimezone(ZoneInfo(zone)).date()
