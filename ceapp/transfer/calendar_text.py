"""A person's dates as iCalendar (RFC 5545): all-day events, the same day in every time zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

REMINDERS = (90, 30, 7)  # days before a license expires
PRODUCT = "-//Good Standing//Continuing education//EN"
REFRESH = timedelta(hours=12)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """A day to be shown; `uid` stays the same while the event is the same."""

    uid: str
    day: date
    summary: str
    description: str
    changed: datetime
    reminders: tuple[int, ...] = ()


def calendar_text(events: Iterable[Event]) -> bytes:
    """Give the feed; the same events give the same bytes, so that it can be known by its hash."""
    # Importing the library takes a third of a second, which only the feed needs.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Good Standing")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_event(event))
    text: bytes = calendar.to_ical(sorted=False)
    return text


def _event(event: Event) -> Any:
    from icalendar import Event as Component

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed.replace(microsecond=0))
    made.add("summary", event.summary)
    made.add("description", event.description)
    # Dates without a time belong to no zone: March 31 is March 31 in Guam and in Honolulu.
    made.add("dtstart", event.day)
    made.add("dtend", event.day + ONE_DAY)
    made.add("transp", "TRANSPARENT")  # it keeps nobody from taking an appointment that day
    for days in event.reminders:
        made.add_component(_alarm(event, days))
    return made


def _alarm(event: Event, days: int) -> Any:
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", f"{event.summary}: in {days} days")
    made.add("trigger", -days * ONE_DAY)
    return made
