"""`ceapp remind`: looks at everybody once and sends what is due."""

from __future__ import annotations

import signal
from datetime import date, datetime
from threading import Event
from typing import TYPE_CHECKING

import click

from ceapp import clock, config, create_app, db
from ceapp.errors import SettingsError
from ceapp.mail.sending import send
from ceapp.reminders.rounds import Tools, run
from ceapp.reminders.writing import writer
from ceapp.transfer.actions import erase_old_drafts
from ceapp.web.filters import count

if TYPE_CHECKING:
    from flask import Flask

NOT_CURRENT = (
    "The database is not that of this version. Start “ceapp serve” once; it brings it up to date."
)


@click.command()
@click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Look and write as on this day (2027-03-31), wherever people are.",
)
def remind(on: datetime | None) -> None:
    """Send the reminders that are due, each of them once; run it every hour.

    It also erases what was uploaded for an import more than a day ago and never confirmed.
    """
    app = create_app(config.from_environment())
    with app.app_context():
        if not db.is_current():
            raise SettingsError(NOT_CURRENT)
        with db.writing():
            erase_old_drafts(now=clock.now())
        done = run(tools_of(app, on.date() if on else None), on.date() if on else None)
    failed = f", {done.failed} failed" if done.failed else ""
    click.echo(f"{count(done.sent, 'reminder')} sent{failed}.")


def tools_of(app: Flask, on: date | None) -> Tools:
    """Give what a run works with; being told to stop, it ends after the mail in hand."""
    settings: config.Settings = app.extensions["ceapp.settings"]
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return Tools(host=settings.host, write=writer(app, on), send=send, stopping=told.is_set)
