"""Making a person's calendar feed anew, stopping it, and what it shows."""

from __future__ import annotations

import secrets
from datetime import datetime

from ceapp.db import db
from ceapp.transfer import queries
from ceapp.transfer.models import CalendarFeed


def make_feed(user_id: int, *, names_courses: bool, now: datetime) -> str:
    """Make the feed, or make it anew, and give its token: the only time that anybody can read it.

    An older token opens nothing from then on.
    """
    token = secrets.token_urlsafe(24)
    feed = queries.feed_of(user_id) or CalendarFeed(user_id=user_id)
    feed.token_hash = queries.hashed(token)
    feed.names_courses = names_courses
    feed.made_at = now
    db.session.add(feed)
    db.session.commit()
    return token


def show(feed: CalendarFeed, *, names_courses: bool) -> None:
    """Let a feed name the planned courses, or not; its address stays."""
    feed.names_courses = names_courses
    db.session.commit()


def stop_feed(user_id: int) -> None:
    """Stop the feed: its address opens nothing."""
    db.session.execute(db.delete(CalendarFeed).where(CalendarFeed.user_id == user_id))
    db.session.commit()
