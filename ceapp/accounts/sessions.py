"""Who is signed in: the link between a browser's cookie and a row that can be ended."""

from __future__ import annotations

from flask import flash, redirect, request, session, url_for
from flask_login import LoginManager, login_user
from werkzeug.wrappers import Response

from ceapp.accounts.actions import begin_sign_in
from ceapp.accounts.browser import remember, whence
from ceapp.accounts.events import Event
from ceapp.accounts.queries import SignedIn, signed_in
from ceapp.clock import now
from ceapp.db import writes_of
from ceapp.web.error_pages import not_taken, typed_words
from ceapp.web.redirects import page_to_return_to

SIGN_IN_FIRST = "Sign in to go on."

login_manager = LoginManager()
# Phones change their address between two requests; the token is the protection.
login_manager.session_protection = None


@login_manager.user_loader
def load(token: str) -> SignedIn | None:
    """Give the person whose sign-in this is, or None where it ended."""
    person = signed_in(token, now=now())
    if person is not None:
        writes_of(person.id)
    return person


@login_manager.unauthorized_handler
def ask_to_sign_in() -> Response:
    """Send a signed-out person to the sign-in page, and from there back to where they were.

    A form with words in it is answered with those words instead: its sign-in may have been ended
    from another browser while it was filled in, and following a link would lose them.
    """
    if typed_words():
        return not_taken()
    flash(SIGN_IN_FIRST, "info")
    return redirect(url_for("accounts.sign_in", next=page_to_return_to(request)))


def enter(token: str) -> SignedIn:
    """Let this browser carry the sign-in `token`, in a session that is new; say who it is."""
    person = signed_in(token, now=now())
    if person is None:
        raise LookupError("This sign-in has ended.")
    writes_of(person.id)
    session.clear()  # what was planted before signing in must not survive it
    session.permanent = True
    login_user(person)
    return person


def admit(user_id: int, event: Event, *, go: str) -> Response:
    """Start a sign-in for this browser, let it be known again, and send it to the page `go`."""
    here = whence(request)
    person = enter(begin_sign_in(user_id=user_id, now=now(), whence=here, event=event))
    response = redirect(go)
    remember(response, here, person.email)
    return response
