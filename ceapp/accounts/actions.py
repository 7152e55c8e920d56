"""Opening an account, letting a person in and out, and changing what they may change.

No password is hashed while a transaction is open: hashing takes long on purpose, and a write
transaction that waits for it would make everybody else wait too.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from ceapp.accounts.events import Event, note
from ceapp.accounts.models import Invitation, MailLink, SignIn, User
from ceapp.accounts.passwords import hash_password, matches
from ceapp.accounts.queries import hashed, password_hash_of, password_of
from ceapp.accounts.whence import Whence
from ceapp.config import SESSION_DAYS
from ceapp.db import db

CODE_WITHIN = timedelta(minutes=10)
NOWHERE = Whence()


def open_account(
    *,
    name: str,
    email: str,
    password: str,
    time_zone: str,
    now: datetime,
    whence: Whence = NOWHERE,
    invitation: str = "",
    confirmed: bool = False,
) -> int | None:
    """Make an account and give its id, or None where the e-mail address has one already.

    `invitation` is the token of one, which is used up. It was made for this very address.
    """
    if password_of(email):
        return None
    db.session.rollback()
    person = User(
        name=name,
        email=email,
        email_confirmed_at=now if confirmed else None,
        password_hash=hash_password(password),
        time_zone=time_zone,
        created_at=now,
    )
    db.session.add(person)
    try:
        db.session.flush()
    except IntegrityError:  # the same address came a moment earlier from another window
        db.session.rollback()
        return None
    note(person.id, Event.ACCOUNT_OPENED, whence=whence, now=now)
    db.session.execute(db.delete(Invitation).where(Invitation.token_hash == hashed(invitation)))
    user_id = person.id
    db.session.commit()
    return user_id


def check_password(*, email: str, password: str) -> int | None:
    """Give the id of the account that these two belong to, or None; both take equally long."""
    found = password_of(email)
    db.session.rollback()
    user_id, stored = found or (None, None)
    return user_id if matches(stored, password) else None


def prove_password(*, user_id: int, password: str) -> bool:
    """Say whether `password` is the person's."""
    stored = password_hash_of(user_id)
    db.session.rollback()
    return matches(stored, password)


def begin_sign_in(
    *,
    user_id: int,
    now: datetime,
    whence: Whence = NOWHERE,
    event: Event = Event.SIGNED_IN,
) -> str:
    """Start a sign-in of this person and give its token; sign-ins that expired are removed."""
    db.session.execute(db.delete(SignIn).where(SignIn.expires_at <= now))
    token = _add_sign_in(user_id, now, whence)
    note(user_id, event, whence=whence, now=now)
    db.session.commit()
    return token


def await_code(*, user_id: int, now: datetime, whence: Whence) -> str:
    """Note that the password was right and the second step is due; give the token for it."""
    token = secrets.token_urlsafe(32)
    ends = now + CODE_WITHIN
    db.session.add(_sign_in(token, user_id, now, ends, whence, code_due=True))
    db.session.commit()
    return token


def end_sign_in(*, token: str) -> None:
    """End one sign-in: whoever copied its cookie is out too."""
    db.session.execute(db.delete(SignIn).where(SignIn.token_hash == hashed(token)))
    db.session.commit()


def end_one(*, user_id: int, sign_in_id: int, now: datetime, whence: Whence) -> None:
    """End one of the person's sign-ins, on whatever device it is."""
    mine = SignIn.user_id == user_id, SignIn.id == sign_in_id
    db.session.execute(db.delete(SignIn).where(*mine))
    note(user_id, Event.SIGNED_OUT_ELSEWHERE, whence=whence, now=now)
    db.session.commit()


def end_others(*, user_id: int, keep: int, now: datetime, whence: Whence) -> None:
    """End every sign-in of the person but the one with the id `keep`."""
    others = SignIn.user_id == user_id, SignIn.id != keep
    db.session.execute(db.delete(SignIn).where(*others))
    note(user_id, Event.SIGNED_OUT_ELSEWHERE, whence=whence, now=now)
    db.session.commit()


def note_proof(*, sign_in_id: int, now: datetime) -> None:
    """Remember that the person of this sign-in has just shown that it is them."""
    db.session.execute(db.update(SignIn).where(SignIn.id == sign_in_id).values(proved_at=now))
    db.session.commit()


def save_profile(*, user_id: int, name: str, time_zone: str) -> None:
    """Change a person's name and time zone."""
    db.session.execute(
        db.update(User).where(User.id == user_id).values(name=name, time_zone=time_zone)
    )
    db.session.commit()


def change_password(
    *, user_id: int, current: str, new: str, now: datetime, whence: Whence = NOWHERE
) -> str | None:
    """Change the password if `current` is right, and give a token for this browser alone.

    All sign-ins end, also a copy of this browser's own, and so do links that were mailed. None:
    the current password was wrong.
    """
    if not prove_password(user_id=user_id, password=current):
        return None
    made = hash_password(new)
    put_password(user_id, made, now=now)
    note(user_id, Event.PASSWORD_CHANGED, whence=whence, now=now)
    token = _add_sign_in(user_id, now, whence)
    db.session.commit()
    return token


def put_password(user_id: int, made: str, *, now: datetime) -> None:
    """Put a new password hash in place; sign-ins and mailed links end. The caller commits."""
    values = {"password_hash": made, "password_changed_at": now}
    db.session.execute(db.update(User).where(User.id == user_id).values(**values))
    db.session.execute(db.delete(SignIn).where(SignIn.user_id == user_id))
    db.session.execute(db.delete(MailLink).where(MailLink.user_id == user_id))


def _add_sign_in(user_id: int, now: datetime, whence: Whence) -> str:
    token = secrets.token_urlsafe(32)
    ends = now + timedelta(days=SESSION_DAYS)
    db.session.add(_sign_in(token, user_id, now, ends, whence))
    return token


def _sign_in(
    token: str,
    user_id: int,
    now: datetime,
    ends: datetime,
    whence: Whence,
    *,
    code_due: bool = False,
) -> SignIn:
    return SignIn(
        token_hash=hashed(token),
        user_id=user_id,
        created_at=now,
        expires_at=ends,
        proved_at=now,
        code_due=code_due,
        device=whence.device,
        address=whence.address,
    )
