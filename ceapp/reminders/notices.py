"""What the home page says of reminders, so that mail is never the only way to hear of anything."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import url_for

from ceapp import clock
from ceapp.reminders.queries import Channel, channel
from ceapp.standing.notices import HomeNotice

SILENT_AFTER = timedelta(hours=26)  # a day, and two hours for a host that runs them once a day
FAILURES_SHOWN_FOR = timedelta(days=14)
SILENT = "No reminders are being sent."
WHY_SILENT = (
    "The server has not looked for any in more than a day. What your licenses need stands on this "
    "page as always; please tell whoever runs the server."
)
UNDELIVERED = "A reminder could not be delivered."
WHY_UNDELIVERED = "The mail server did not take it. What it was about stands on this page too."


def notices(user_id: int) -> list[HomeNotice]:
    """Say that no run happened for 26 hours, or that a mail could not be delivered."""
    now = clock.now()
    known = channel(user_id, now - FAILURES_SHOWN_FOR)
    if not known.open:
        return []
    settings = url_for("reminders.settings")
    found = []
    if is_silent(known, now):
        found.append(HomeNotice(SILENT, WHY_SILENT, "About reminders", settings))
    if known.undelivered:
        found.append(HomeNotice(UNDELIVERED, WHY_UNDELIVERED, "See your reminders", settings))
    return found


def is_silent(known: Channel, now: datetime) -> bool:
    """Say whether reminders are expected and none were looked for during 26 hours.

    A server on which no run ever came to its end may be one that sends none; only somebody who has
    chosen what they want is told so.
    """
    since = known.last_run or known.chosen_at
    return since is not None and now - since > SILENT_AFTER
