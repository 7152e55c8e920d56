"""Reading people, their sign-ins, and the ways they can show that it is them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import bindparam

from ceapp.accounts.models import (
    Invitation,
    MailLink,
    Passkey,
    RecoveryCode,
    SecondStep,
    SecurityEvent,
    SignIn,
    User,
)
from ceapp.db import db

_SIGNED_IN = (  # asked by every page, so it is put together once
    db.select(
        User.id,
        User.name,
        User.email,
        User.time_zone,
        User.email_confirmed_at,
        SignIn.id,
        SignIn.proved_at,
    )
    .join(SignIn, SignIn.user_id == User.id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        SignIn.expires_at > bindparam("now"),
        SignIn.code_due.is_(False),
    )
)


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """Who is signed in, as every page may know it: a value, so no later read can fail."""

    token: str
    id: int
    name: str
    email: str
    time_zone: str
    email_confirmed_at: datetime | None
    sign_in_id: int
    proved_at: datetime

    def get_id(self) -> str:
        """Give what Flask-Login keeps in the cookie: the sign-in's token, not the person's id."""
        return self.token


@dataclass(frozen=True, slots=True)
class Security:
    """What the settings page says of how a person signs in."""

    password_changed_at: datetime
    second_step: bool
    recovery_codes: int
    passkeys: Sequence[Passkey]
    sign_ins: Sequence[SignIn]
    events: Sequence[SecurityEvent]


def hashed(token: str) -> str:
    """Give what is stored of a random token: whoever reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(token: str, *, now: datetime) -> SignedIn | None:
    """Find the person whose live sign-in carries `token`, in one query."""
    found = db.session.execute(_SIGNED_IN, {"token_hash": hashed(token), "now": now})
    row = found.one_or_none()
    return SignedIn(token, *row) if row else None


def code_due(token: str, *, now: datetime) -> User | None:
    """Find the person whose password was right, and whose second step is still to come."""
    found: User | None = db.session.scalars(
        db.select(User)
        .join(SignIn, SignIn.user_id == User.id)
        .where(
            SignIn.token_hash == hashed(token), SignIn.expires_at > now, SignIn.code_due.is_(True)
        )
    ).one_or_none()
    return found


def person(user_id: int) -> User:
    """Give an account that exists."""
    return db.session.get_one(User, user_id)


def person_of(email: str) -> User | None:
    """Find the account with this e-mail address, in lower case."""
    found: User | None = db.session.scalars(
        db.select(User).where(User.email == email)
    ).one_or_none()
    return found


def password_of(email: str) -> tuple[int, str] | None:
    """Find the id and password hash of the account with this e-mail address, in lower case."""
    row = db.session.execute(
        db.select(User.id, User.password_hash).where(User.email == email)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def password_hash_of(user_id: int) -> str:
    """Give the password hash of an account that exists."""
    found: str = db.session.scalars(db.select(User.password_hash).where(User.id == user_id)).one()
    return found


def has_second_step(user_id: int) -> bool:
    """Say whether a code is asked for after the password."""
    step = db.session.get(SecondStep, user_id)
    return step is not None and step.confirmed_at is not None


def second_step(user_id: int) -> SecondStep | None:
    """Give the person's second step, also one that is not confirmed yet."""
    return db.session.get(SecondStep, user_id)


def recovery_codes_left(user_id: int) -> int:
    """Count the recovery codes that still work."""
    ids = db.select(db.func.count()).where(RecoveryCode.user_id == user_id)
    return db.session.scalar(ids) or 0


def passkeys_of(user_id: int) -> Sequence[Passkey]:
    """List the person's passkeys, oldest first."""
    return db.session.scalars(
        db.select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)
    ).all()


def passkey(user_id: int, passkey_id: int) -> Passkey | None:
    """Find one passkey of the person."""
    found: Passkey | None = db.session.scalars(
        db.select(Passkey).where(Passkey.user_id == user_id, Passkey.id == passkey_id)
    ).one_or_none()
    return found


def passkey_of_credential(credential: bytes) -> Passkey | None:
    """Find the passkey that a browser names, whoever's it is: it says who signs in."""
    found: Passkey | None = db.session.scalars(
        db.select(Passkey).where(Passkey.credential == credential)
    ).one_or_none()
    return found


def sign_in(user_id: int, sign_in_id: int) -> SignIn | None:
    """Find one sign-in of the person."""
    found: SignIn | None = db.session.scalars(
        db.select(SignIn).where(SignIn.user_id == user_id, SignIn.id == sign_in_id)
    ).one_or_none()
    return found


def live_link(token: str, purpose: str, *, now: datetime) -> MailLink | None:
    """Find the mailed link that carries `token`, if it still works for this purpose."""
    found: MailLink | None = db.session.scalars(
        db.select(MailLink).where(
            MailLink.token_hash == hashed(token),
            MailLink.purpose == purpose,
            MailLink.expires_at > now,
        )
    ).one_or_none()
    return found


def invited(token: str, *, now: datetime) -> str | None:
    """Give the address that an invitation was made for, if it still works."""
    found: str | None = db.session.scalars(
        db.select(Invitation.email).where(
            Invitation.token_hash == hashed(token), Invitation.expires_at > now
        )
    ).one_or_none()
    return found


def security_of(user_id: int, *, now: datetime) -> Security:
    """Gather what the settings page says of how a person signs in."""
    owner = person(user_id)
    sign_ins = db.select(SignIn).where(
        SignIn.user_id == user_id, SignIn.expires_at > now, SignIn.code_due.is_(False)
    )
    events = db.select(SecurityEvent).where(SecurityEvent.user_id == user_id)
    return Security(
        password_changed_at=owner.password_changed_at or owner.created_at,
        second_step=has_second_step(user_id),
        recovery_codes=recovery_codes_left(user_id),
        passkeys=passkeys_of(user_id),
        sign_ins=db.session.scalars(sign_ins.order_by(SignIn.created_at.desc())).all(),
        events=db.session.scalars(events.order_by(SecurityEvent.id.desc()).limit(50)).all(),
    )
