"""Telling a person by mail what has changed in how they sign in."""

from __future__ import annotations

from flask import request, url_for
from flask_login import current_user

from ceapp.accounts import mails
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.models import User
from ceapp.accounts.queries import SignedIn
from ceapp.clock import now
from ceapp.mail.sending import link, send_soon


def tell(event: Event, person: SignedIn | User | None = None) -> None:
    """Mail the person, by default who is signed in, that this has happened to their account."""
    whose = person or current_user
    mail = mails.happened(
        event,
        to=whose.email,
        zone=whose.time_zone,
        reset=link(url_for("accounts.reset")),
        whence=whence(request),
        now=now(),
    )
    send_soon(mail)
