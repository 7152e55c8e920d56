"""Reading people and their sign-ins."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import bindparam

from ceapp.accounts.models import SignIn, User
from ceapp.db import db

_SIGNED_IN = (  # asked by every page, so it is put together once
    db.select(User.id, User.name, User.email, User.time_zone)
    .join(SignIn, SignIn.user_id == User.id)
    .where(SignIn.token_hash == bindparam("token_hash"), SignIn.expires_at > bindparam("now"))
)


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """Who is signed in, as every page may know it: a value, so no later read can fail."""

    token: str
    id: int
    name: str
    email: str
    time_zone: str

    def get_id(self) -> str:
        """Give what Flask-Login keeps in the cookie: the sign-in's token, not the person's id."""
        return self.token


def hashed(token: str) -> str:
    """Give what is stored of a sign-in's token: whoever reads the table cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(token: str, *, now: datetime) -> SignedIn | None:
    """Find the person whose live sign-in carries `token`, in one query."""
    found = db.session.execute(_SIGNED_IN, {"token_hash": hashed(token), "now": now})
    row = found.one_or_none()
    return SignedIn(token, *row) if row else None


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
