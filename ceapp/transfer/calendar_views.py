"""The page of the calendar feed, and the feed itself, which its secret address opens."""

from __future__ import annotations

import hashlib

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response as AnyResponse

from ceapp.accounts.blueprint import host_settings
from ceapp.clock import now, today_in
from ceapp.transfer import calendar_feed, queries
from ceapp.transfer.blueprint import transfer
from ceapp.transfer.calendar_events import events_of
from ceapp.transfer.calendar_text import calendar_text
from ceapp.transfer.forms import FeedForm

STOPPED = "The calendar address is stopped. Calendars that used it show nothing new."
SHOWN = "Saved. Calendars show it when they next ask, within a day."
WESTERNMOST = "Pacific/Pago_Pago"  # a course planned for today stays until it is over everywhere


@transfer.get("/calendar")
@login_required
def calendar() -> str:
    """Say whether there is a feed, and offer to make one."""
    return _page()


@transfer.post("/calendar")
@login_required
def make_calendar() -> str:
    """Make the feed, or make it anew, and show its address this once."""
    form = FeedForm()
    names = bool(form.names_courses.data)
    token = calendar_feed.make_feed(current_user.id, names_courses=names, now=now())
    # The host's own address, whatever a proxy or a forged header says.
    return _page(f"{host_settings().public_url}{url_for('transfer.feed', token=token)}")


@transfer.post("/calendar/show")
@login_required
def show_in_calendar() -> AnyResponse:
    """Change what the feed shows."""
    feed = queries.feed_of(current_user.id)
    if feed is not None:
        calendar_feed.show(feed, names_courses=bool(FeedForm().names_courses.data))
        flash(SHOWN, "done")
    return redirect(url_for("transfer.calendar"))


@transfer.post("/calendar/stop")
@login_required
def stop_calendar() -> AnyResponse:
    """Stop the feed."""
    calendar_feed.stop_feed(current_user.id)
    flash(STOPPED, "done")
    return redirect(url_for("transfer.calendar"))


@transfer.get("/calendar/<token>.ics")
def feed(token: str) -> AnyResponse:
    """Give the feed that this address opens; asked again unchanged, only say so."""
    found = queries.feed_with(token)
    if found is None:
        abort(404)
    text = calendar_text(events_of(found, today_in(WESTERNMOST)))
    response = make_response(text)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'inline; filename="good-standing.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.sha256(text).hexdigest()[:32])
    return response.make_conditional(request)


def _page(address: str = "") -> str:
    feed_row = queries.feed_of(current_user.id)
    form = FeedForm(None, data={"names_courses": bool(feed_row and feed_row.names_courses)})
    webcal = address.replace("https://", "webcal://", 1) if address.startswith("https://") else ""
    return render_template(
        "transfer/calendar.html", feed=feed_row, address=address, webcal=webcal, form=form
    )
