"""Links that are mailed: made, and used once, to confirm an address or to reset a password."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from ceapp.accounts.actions import put_password
from ceapp.accounts.events import Event, note
from ceapp.accounts.models import MailLink, Passkey, RecoveryCode, SecondStep, User
from ceapp.accounts.passwords import hash_password
from ceapp.accounts.queries import hashed, live_link, person, person_of
from ceapp.accounts.whence import Whence
from ceapp.db import db, rows_changed

CONFIRM, RESET = "confirm", "reset"
WORKS_FOR = {CONFIRM: timedelta(days=3), RESET: timedelta(minutes=30)}


def make_confirmation(*, user_id: int, email: str, now: datetime) -> str:
    """Make a link that confirms `email` for this account, and give its token.

    Earlier ones end: the last address asked for is the one that is meant.
    """
    mine = MailLink.user_id == user_id, MailLink.purpose == CONFIRM
    db.session.execute(db.delete(MailLink).where(*mine))
    token = _make(user_id, CONFIRM, email, now)
    db.session.commit()
    return token


def note_change_asked(*, user_id: int, now: datetime, whence: Whence) -> None:
    """Note in the person's log that another address was asked for."""
    note(user_id, Event.EMAIL_CHANGE_ASKED, whence=whence, now=now)
    db.session.commit()


def make_reset(*, email: str, now: datetime, whence: Whence) -> str | None:
    """Make a link that resets the password of this account and give its token; None without one.

    Earlier ones keep working: nobody can make a person's link useless by asking for another.
    """
    found = person_of(email)
    if found is None:
        return None
    note(found.id, Event.RESET_ASKED, whence=whence, now=now)
    token = _make(found.id, RESET, email, now)
    db.session.commit()
    return token


def confirm(*, token: str, now: datetime, whence: Whence) -> tuple[str, str] | None:
    """Use a link that confirms an address; give the old and the new address of the account.

    None: the link does not work, or the address has got another account meanwhile.
    """
    link = _used(token, CONFIRM, now)
    if link is None:
        return None
    owner = person(link.user_id)
    old = owner.email
    owner.email, owner.email_confirmed_at = link.email, now
    event = Event.EMAIL_CONFIRMED if old == link.email else Event.EMAIL_CHANGED
    try:
        note(owner.id, event, whence=whence, now=now)
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return None
    return old, link.email


def reset_password(*, token: str, new: str, now: datetime, whence: Whence) -> User | None:
    """Use a link that resets the password; every device is signed out. None: it does not work.

    The second step and passkeys stay, unless the address had never been confirmed: then whoever
    opened the account may have been somebody else, and nothing that they set up may let them in.
    """
    if live_link(token, RESET, now=now) is None:
        return None
    db.session.rollback()
    made = hash_password(new)
    link = _used(token, RESET, now)
    if link is None:
        return None
    owner = person(link.user_id)
    if owner.email_confirmed_at is None:
        for table in (SecondStep, RecoveryCode, Passkey):
            db.session.execute(db.delete(table).where(table.user_id == owner.id))
    owner.email_confirmed_at = owner.email_confirmed_at or now
    put_password(owner.id, made, now=now)
    note(owner.id, Event.PASSWORD_RESET, whence=whence, now=now)
    db.session.commit()
    return owner


def _make(user_id: int, purpose: str, email: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    db.session.execute(db.delete(MailLink).where(MailLink.expires_at <= now))
    db.session.add(
        MailLink(
            user_id=user_id,
            purpose=purpose,
            email=email,
            token_hash=hashed(token),
            expires_at=now + WORKS_FOR[purpose],
        )
    )
    return token


def _used(token: str, purpose: str, now: datetime) -> MailLink | None:
    # Of two that come at once only one deletes the row; the other finds that nothing is left.
    link = live_link(token, purpose, now=now)
    if link is None:
        return None
    db.session.expunge(link)
    gone = rows_changed(db.delete(MailLink).where(MailLink.id == link.id))
    return link if gone == 1 else None
