"""Making, using and revoking tokens, and remembering what was created with a key."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from ceapp.api.models import Creation, PersonalToken
from ceapp.api.queries import hashed
from ceapp.db import db

PREFIX = "gs_"  # so that a secret scanner, and a person, knows what it is
KEYS_LAST = timedelta(hours=24)
NOTED_EVERY = timedelta(minutes=1)


def make_token(user_id: int, name: str, scopes: Iterable[str], *, now: datetime) -> str:
    """Make a token and give it; it can never be given again."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = PersonalToken(
        user_id=user_id,
        name=name,
        token_hash=hashed(token),
        begins=token[:8],
        scopes=sorted(scopes),
        created_at=now,
    )
    db.session.add(row)
    db.session.commit()
    return token


def revoke_token(row: PersonalToken) -> None:
    """End a token at once."""
    db.session.delete(row)
    db.session.commit()


def note_use(token_id: int, *, now: datetime) -> None:
    """Note that a token was used; within a minute once is enough."""
    earlier = PersonalToken.last_used_at.is_(None) | (
        PersonalToken.last_used_at <= now - NOTED_EVERY
    )
    db.session.execute(
        db.update(PersonalToken)
        .where(PersonalToken.id == token_id, earlier)
        .values(last_used_at=now)
    )
    db.session.commit()


def begin_creation(user_id: int, key: str, request_hash: str, *, now: datetime) -> None:
    """Note a creation without committing: it is kept if what it creates is, in one transaction."""
    db.session.execute(
        db.delete(Creation).where(
            Creation.user_id == user_id, Creation.created_at <= now - KEYS_LAST
        )
    )
    db.session.add(
        Creation(user_id=user_id, key=hashed(key), request_hash=request_hash, created_at=now)
    )


def end_creation(row: Creation, status: int, answer: str) -> None:
    """Keep the answer, to be given again."""
    row.status, row.answer = status, answer
    db.session.commit()
