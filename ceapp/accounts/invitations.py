"""Invitations: a link for one person who has no account yet."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from ceapp.accounts.models import Invitation
from ceapp.accounts.queries import hashed
from ceapp.db import db

WORKS_FOR = timedelta(days=14)


def invite(*, email: str, now: datetime) -> str:
    """Make an invitation for this address and give its token; an earlier one for it ends."""
    ended = db.or_(Invitation.expires_at <= now, Invitation.email == email)
    db.session.execute(db.delete(Invitation).where(ended))
    token = secrets.token_urlsafe(32)
    ends = now + WORKS_FOR
    db.session.add(Invitation(email=email, token_hash=hashed(token), expires_at=ends))
    db.session.commit()
    return token
