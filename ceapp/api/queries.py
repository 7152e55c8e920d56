"""Reading tokens, and records page by page; whose they are comes first, always."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ceapp.accounts.models import User
from ceapp.api.models import Creation, PersonalToken
from ceapp.certificates.models import Certificate
from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License

NO_TOKENS = "A personal token lets a script of yours read or change your records. You have none."
SOME_TOKENS = "Personal tokens let your scripts read or change your records. You have {count}."


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token a request carries, and what it may do."""

    token_id: int
    user_id: int
    time_zone: str
    scopes: frozenset[str]

    @property
    def today(self) -> date:
        """The person's own date."""
        return today_in(self.time_zone)


def hashed(secret: str) -> str:
    """Give what is stored of a token or key: whoever reads the table cannot use it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def holder_of(token: str) -> Holder | None:
    """Find the person whose token this is."""
    row = db.session.execute(
        db.select(PersonalToken.id, User.id, User.time_zone, PersonalToken.scopes)
        .join(User, User.id == PersonalToken.user_id)
        .where(PersonalToken.token_hash == hashed(token))
    ).one_or_none()
    return Holder(row[0], row[1], row[2], frozenset(row[3])) if row else None


def tokens(user_id: int) -> Sequence[PersonalToken]:
    """Give the person's tokens, the newest first."""
    return db.session.scalars(
        db.select(PersonalToken)
        .where(PersonalToken.user_id == user_id)
        .order_by(PersonalToken.id.desc())
    ).all()


def token(user_id: int, token_id: int) -> PersonalToken | None:
    """Give one token of this person."""
    return db.session.scalars(
        db.select(PersonalToken).where(
            PersonalToken.user_id == user_id, PersonalToken.id == token_id
        )
    ).one_or_none()


def say_tokens(user_id: int) -> str:
    """Say how many tokens the person has."""
    count = len(tokens(user_id))
    return SOME_TOKENS.format(count=count) if count else NO_TOKENS


def creation(user_id: int, key: str) -> Creation | None:
    """Give what this person's script has created with a key."""
    return db.session.scalars(
        db.select(Creation).where(Creation.user_id == user_id, Creation.key == hashed(key))
    ).one_or_none()


def licenses_after(user_id: int, after: int, limit: int) -> Sequence[License]:
    """Give the person's licenses, retired ones too, whose ids follow `after`."""
    return _after(License, user_id, after, limit)


def courses_after(user_id: int, after: int, limit: int) -> Sequence[Course]:
    """Give the person's courses whose ids follow `after`."""
    return _after(Course, user_id, after, limit)


def certificates_after(user_id: int, after: int, limit: int) -> Sequence[Certificate]:
    """Give the person's certificates whose ids follow `after`."""
    return _after(Certificate, user_id, after, limit)


def _after(kind: Any, user_id: int, after: int, limit: int) -> Sequence[Any]:
    found: Sequence[Any] = db.session.scalars(
        db.select(kind)
        .where(kind.user_id == user_id, kind.deleted_at.is_(None), kind.id > after)
        .order_by(kind.id)
        .limit(limit)
    ).all()
    return found
