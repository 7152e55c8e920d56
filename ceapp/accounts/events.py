"""What happens to an account, in words for the person whose it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import literal

from ceapp.accounts.models import SecurityEvent, User
from ceapp.accounts.whence import Whence
from ceapp.db import db

MOST_KEPT = 200


class Event(StrEnum):
    """A security event; its value is stored."""

    ACCOUNT_OPENED = "account-opened"
    SIGNED_IN = "signed-in"
    SIGNED_IN_BY_PASSKEY = "signed-in-by-passkey"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105 - a name
    WRONG_CODE = "wrong-code"
    RECOVERY_CODE_USED = "recovery-code-used"
    SIGNED_OUT_ELSEWHERE = "signed-out-elsewhere"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a name
    RESET_ASKED = "reset-asked"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a name
    EMAIL_CONFIRMED = "email-confirmed"
    EMAIL_CHANGE_ASKED = "email-change-asked"
    EMAIL_CHANGED = "email-changed"
    SECOND_STEP_ON = "second-step-on"
    SECOND_STEP_OFF = "second-step-off"
    NEW_RECOVERY_CODES = "new-recovery-codes"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"


WORDS = {
    Event.ACCOUNT_OPENED: "Account opened",
    Event.SIGNED_IN: "Signed in",
    Event.SIGNED_IN_BY_PASSKEY: "Signed in with a passkey",
    Event.WRONG_PASSWORD: "Wrong password",
    Event.WRONG_CODE: "Wrong code at the second step",
    Event.RECOVERY_CODE_USED: "Recovery code used",
    Event.SIGNED_OUT_ELSEWHERE: "Another device signed out",
    Event.PASSWORD_CHANGED: "Password changed",
    Event.RESET_ASKED: "Link to reset the password asked for",
    Event.PASSWORD_RESET: "Password reset by mail",
    Event.EMAIL_CONFIRMED: "E-mail address confirmed",
    Event.EMAIL_CHANGE_ASKED: "New e-mail address asked for",
    Event.EMAIL_CHANGED: "E-mail address changed",
    Event.SECOND_STEP_ON: "Second step turned on",
    Event.SECOND_STEP_OFF: "Second step turned off",
    Event.NEW_RECOVERY_CODES: "New recovery codes made",
    Event.PASSKEY_ADDED: "Passkey added",
    Event.PASSKEY_REMOVED: "Passkey removed",
}


def note(user_id: int, event: Event, *, whence: Whence, now: datetime) -> None:
    """Put an event into the person's log, which keeps the latest; the caller commits."""
    row = SecurityEvent(user_id=user_id, at=now, what=event.value)
    row.device, row.address = whence.device, whence.address
    db.session.add(row)
    latest = db.select(SecurityEvent.id).where(SecurityEvent.user_id == user_id)
    latest = latest.order_by(SecurityEvent.id.desc()).limit(MOST_KEPT)
    old = SecurityEvent.user_id == user_id, SecurityEvent.id.not_in(latest.scalar_subquery())
    db.session.flush()
    db.session.execute(db.delete(SecurityEvent).where(*old))


def note_for_address(email: str, event: Event, *, whence: Whence, now: datetime) -> None:
    """Put an event into the log of the account with this address, by one statement either way.

    Whether there is an account is not asked, so that the answer takes as long. The caller commits.
    """
    values = db.select(
        User.id, literal(now, SecurityEvent.at.type), literal(event.value),
        literal(whence.device), literal(whence.address),
    ).where(User.email == email)  # fmt: skip
    names = ["user_id", "at", "what", "device", "address"]
    db.session.execute(db.insert(SecurityEvent).from_select(names, values))
