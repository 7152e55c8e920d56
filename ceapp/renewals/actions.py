"""Closing a period and opening it again: the evidence and the license change together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ceapp.db import db
from ceapp.licenses.models import License, Renewal
from ceapp.rules.period import Period


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything that is kept of a period, worked out before anything is written."""

    period: Period
    evidence: dict[str, Any]
    rules: str
    carried: list[dict[str, Any]]


def close_period(
    license: License,
    closing: Closing,
    *,
    next_expires: date,
    renewed_on: date,
    applied: date | None,
    ended_facts: Collection[str],
    now: datetime,
) -> Renewal:
    """Keep the period as it was, and let the license run to `next_expires`.

    `ended_facts` are the circumstances that were true of that period only.
    """
    renewal = Renewal(
        user_id=license.user_id,
        license_id=license.id,
        credential_id=license.credential_id,
        starts=closing.period.start,
        ends=closing.period.end,
        expires=license.expires,
        next_expires=next_expires,
        renewed_on=renewed_on,
        carried=closing.carried,
        before=_said_until_now(license),
        evidence=closing.evidence,
        rules=closing.rules,
        closed_at=now,
    )
    license.expires, license.starts, license.applied = next_expires, None, applied
    license.facts = [fact for fact in license.facts if fact not in ended_facts]
    db.session.add(renewal)
    db.session.commit()
    return renewal


def reopen_period(license: License, renewal: Renewal) -> None:
    """Take a renewal back: the license says again what it said before, the evidence is gone."""
    before = renewal.before
    license.expires = renewal.expires
    license.starts = _day(before.get("starts"))
    license.applied = _day(before.get("applied"))
    license.facts = list(before.get("facts", ()))
    db.session.delete(renewal)
    db.session.commit()


def _said_until_now(license: License) -> dict[str, Any]:
    return {
        "starts": license.starts.isoformat() if license.starts else None,
        "applied": license.applied.isoformat() if license.applied else None,
        "facts": list(license.facts),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
