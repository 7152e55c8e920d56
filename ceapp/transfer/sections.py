"""The sections of the settings page that are about leaving and taking along."""

from __future__ import annotations

from typing import cast

from flask import Flask
from flask.blueprints import BlueprintSetupState

from ceapp.accounts.sections import Section, register
from ceapp.transfer import queries
from ceapp.transfer.blueprint import transfer

CALENDAR = "Expiration dates, reminders and planned courses in your own calendar."
FEED = "A private feed is on."
NO_FEED = "Off: nobody can read your dates."
EXPORT = (
    "Everything you keep here, in open formats: records as JSON and sheets, and every certificate. "
    "Good Standing reads it back in, unchanged."
)
LEAVE = "Everything goes, at once and for good. You are offered the export first."


def _calendar(user_id: int) -> str:
    return f"{CALENDAR} {FEED if queries.feed_of(user_id) else NO_FEED}"


@transfer.record_once
def show_in_settings(state: BlueprintSetupState) -> None:
    """Let the settings page, which stands before this feature, lead here."""
    app = cast("Flask", state.app)
    for section in (
        Section("Calendar", _calendar, (("Your calendar feed", "transfer.calendar"),), 70),
        Section("Export", lambda _user_id: EXPORT, (("Export", "transfer.export"),), 80),
        Section("Delete the account", lambda _user_id: LEAVE, (("Delete", "transfer.leave"),), 90),
    ):
        register(app, section)
