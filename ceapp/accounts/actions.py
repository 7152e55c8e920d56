"""Opening an account, letting a person in and out, and changing what they may change.

No password is hashed while a transaction is open: hashing takes long on purpose, and a write
transaction that waits for it would make everybody else wait too.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from ceapp.accounts.models import SignIn, User
from ceapp.accounts.passwords import hash_password, matches
from ceapp.accounts.queries import hashed, password_hash_of, password_of
from ceapp.config import SESSION_DAYS
from ceapp.db import db


def open_account(
    *, name: str, email: str, password: str, time_zone: str, now: datetime
) -> int | None:
    """Make an account and give its id, or None where the e-mail address has one already."""
    if password_of(email):
        return None
    db.session.rollback()
    person = User(
        name=name,
        email=email,
        password_hash=hash_password(password),
        time_zone=time_zone,
        created_at=now,
    )
    db.session.add(person)
    try:
        db.session.commit()
    except IntegrityError:  # the same address came a moment earlier from another window
        db.session.rollback()
        return None
    return person.id


def check_password(*, email: str, password: str) -> int | None:
    """Give the id of the account that these two belong to, or None; both take equally long."""
    found = password_of(email)
    db.session.rollback()
    user_id, stored = found or (None, None)
    return user_id if matches(stored, password) else None


def begin_sign_in(*, user_id: int, now: datetime) -> str:
    """Start a sign-in of this person and give its token; sign-ins that expired are removed."""
    db.session.execute(db.delete(SignIn).where(SignIn.expires_at <= now))
    token = _add_sign_in(user_id, now)
    db.session.commit()
    return token


def end_sign_in(*, token: str) -> None:
    """End one sign-in: whoever copied its cookie is out too."""
    db.session.execute(db.delete(SignIn).where(SignIn.token_hash == hashed(token)))
    db.session.commit()


def save_profile(*, user_id: int, name: str, time_zone: str) -> None:
    """Change a person's name and time zone."""
    db.session.execute(
        db.update(User).where(User.id == user_id).values(name=name, time_zone=time_zone)
    )
    db.session.commit()


def change_password(*, user_id: int, current: str, new: str, now: datetime) -> str | None:
    """Change the password if `current` is right, and give a token for this browser alone.

    All sign-ins end, also a copy of this browser's own. None: the current password was wrong.
    """
    stored = password_hash_of(user_id)
    db.session.rollback()
    if not matches(stored, current):
        return None
    made = hash_password(new)
    db.session.execute(db.update(User).where(User.id == user_id).values(password_hash=made))
    db.session.execute(db.delete(SignIn).where(SignIn.user_id == user_id))
    token = _add_sign_in(user_id, now)
    db.session.commit()
    return token


def _add_sign_in(user_id: int, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(
            token_hash=hashed(token),
            user_id=user_id,
            created_at=now,
            expires_at=now + timedelta(days=SESSION_DAYS),
        )
    )
    return token
